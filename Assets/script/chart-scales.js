// Axes: where a number lies, and the round numbers beside it. The same as Swift's, to the last digit (docs/charts.md).

// A domain of numbers: 0 at its low end, 1 at its high end; numbers outside lie at the ends.
function linearScale(low, high) {
  low = Math.max(low, -Number.MAX_VALUE);
  high = Math.min(high, Number.MAX_VALUE);
  // Halved, since the span may exceed what a number holds.
  const fraction = value => Math.min(Math.max((value * .5 - low * .5) / (high * .5 - low * .5), 0), 1);
  const ticks = (limit, isWhole) => evenTicks(low, high, limit, isWhole).map(tick => ({ ...tick, fraction: fraction(tick.value) }));
  return { low, high, fraction, ticks };
}

// The y axis for values between two.
function fittingScale(least, greatest) {
  const size = Math.max(Math.abs(least), Math.abs(greatest));
  const span = greatest - least;
  if (!(span >= 1e-300 && span > size * 1e-12)) {
    const room = size < 1e-300 ? 1 : size * .1;
    return linearScale(least - room, least + room);
  }
  const room = greatest * .04 - least * .04;
  return linearScale(least >= 0 && least <= span * .2 ? 0 : least - room, greatest <= 0 && -greatest <= span * .2 ? 0 : greatest + room);
}

// The x axis: from the least to the greatest as they are.
function spanningScale(least, greatest) {
  const size = Math.max(Math.abs(least), Math.abs(greatest));
  if (greatest - least >= 1e-300 && greatest - least > size * 1e-12) return linearScale(least, greatest);
  const room = Math.max(1, size * 1e-9);
  return linearScale(least - room, least + room);
}

// A domain of numbers above 0, by their logarithm.
function logScale(least, greatest) {
  const ends = [Math.log10(least), Math.log10(greatest)];
  const room = ends[1] - ends[0] < 1e-6 ? .5 : (ends[1] - ends[0]) * .04;
  const low = ends[0] - room;
  const high = ends[1] + room;
  const fraction = value => value > 0 ? Math.min(Math.max((Math.log10(value) - low) / (high - low), 0), 1) : 0;
  return { isLog: true, low, high, fraction, ticks };

  function ticks(limit) {
    const place = tick => ({ ...tick, fraction: fraction(tick.value) });
    const decades = [];
    for (let power = Math.floor(low); power <= Math.ceil(high); power++) decades.push(power);
    const inside = (digits, powers) => powers.flatMap(power => digits.map(digit => powerTick(digit, power)))
      .filter(({ value }) => value > 0 && isFinite(value) && Math.log10(value) >= low - 1e-9 && Math.log10(value) <= high + 1e-9);
    const fine = inside([1, 2, 5], decades);
    // Less than a decade: round steps, as on a linear axis.
    if (fine.length < 3) return fittingScale(least, greatest).ticks(limit).filter(tick => tick.value > 0).map(place);
    if (fine.length <= limit) return fine.map(place);
    for (const stride of [1, 2, 3, 5, 10, 20, 30, 50, 100]) {
      const some = inside([1], decades.filter(power => power % stride === 0));
      if (some.length <= Math.max(2, limit)) return some.map(place);
    }
    return [];
  }
}

// Whether values are better read by their logarithm: all are above 0, and the greatest is at least `ratio` times the
// value a tenth of them lie below.
function isAptForLog(values, ratio) {
  const sorted = Float64Array.from(values).sort();
  const greatest = sorted[sorted.length - 1];
  return sorted[0] > 0 && greatest / sorted[Math.floor(sorted.length / 10)] >= ratio;
}

// A tick is `digits` times a power of ten; its value is the nearest number, 0.3 and not 3 × 0.1.
function powerTick(digits, power) {
  const tick = { digits, power, value: Number(digits + "e" + power) };
  const size = Math.abs(tick.value);
  tick.text = digits && (size < 1e-3 || size >= 1e6) ? powerText(tick) : fixed(tick.value, Math.max(0, -power));
  return tick;
}

// At most `limit` ticks, 1, 2 or 5 times a power of ten apart; with `isWhole` never less than 1.
function evenTicks(low, high, limit, isWhole) {
  limit = Math.max(1, limit);
  let mantissa = 1;
  // Divided first: the difference of two numbers may be infinite.
  const rough = high / (limit + 1) - low / (limit + 1);
  let power = rough > 0 && isFinite(rough) ? exponent(rough) : 0;
  if (isWhole && power < 0) power = 0;
  let found = multiples();
  for (let turn = 0; turn < 6 && found.count > limit; turn++) {
    mantissa = { 1: 2, 2: 5, 5: 1 }[mantissa];
    if (mantissa === 1) power++;
    found = multiples();
  }
  const ticks = [];
  for (let place = 0; place < found.count; place++) {
    const digits = (found.first + place) * mantissa;
    const value = Number(digits + "e" + power);
    if (isFinite(value)) ticks.push({ digits, power, value });
  }
  const text = tickWriter(ticks, power);
  return ticks.map(tick => ({ ...tick, text: text(tick) }));

  function multiples() {
    const step = Number(mantissa + "e" + power);
    const first = Math.ceil(low / step - 1e-9);
    const last = Math.floor(high / step + 1e-9);
    const isUsable = step > 0 && isFinite(step) && Math.abs(first) < 1e15 && Math.abs(last) < 1e15 && first <= last;
    return { first, count: isUsable ? last - first + 1 : 0 };
  }
}

// How all ticks of one axis are written: with the decimals of their step, in millions, or with powers of ten.
function tickWriter(ticks, power) {
  const greatest = ticks.reduce((most, tick) => Math.max(most, Math.abs(tick.value)), 0);
  if (power < -6 || greatest >= 1e15 || greatest > 0 && greatest < 1e-4) return powerText;
  const inUnits = (size, unit, places) => tick => tick.digits ? fixed(tick.value / size, Math.max(0, places)) + unit : "0";
  if (greatest >= 1e9 && power >= 6) return inUnits(1e9, "G", 9 - power);
  if (greatest >= 1e6 && power >= 3) return inUnits(1e6, "M", 6 - power);
  return tick => fixed(tick.value, Math.max(0, -power));
}

// 15 × 10⁻⁸ as 1.5e−7
function powerText({ digits, power }) {
  if (!digits) return "0";
  const [head, ...tail] = String(Math.abs(digits));
  const rest = tail.join("").replace(/0+$/, "");
  const size = power + tail.length;
  return (digits < 0 ? "−" : "") + head + (rest && "." + rest) + "e" + (size < 0 ? "−" : "") + Math.abs(size);
}
