// Axes: where a number lies, and the round numbers beside it. The same as Swift's, to the last digit (docs/charts.md).

const { abs, ceil, floor, log10, max, min, trunc } = Math;
const { isFinite, isInteger } = Number;

const clamp = (value, low, high) => min(max(value, low), high);

// The least and the greatest number of some things; undefined where there are none.
function extent(things, low, high = low) {
  let range = [Infinity, -Infinity];
  for (const thing of things) range = [min(range[0], low(thing)), max(range[1], high(thing))];
  return range[0] <= range[1] ? range : undefined;
}

// A scale has ends, says where a value lies between them, from 0 to 1, and which round numbers do.
function makeScale(low, high, share, findTicks, more) {
  const at = value => clamp(share(value), 0, 1);
  const ticks = (limit, isWhole) => {
    const found = findTicks(limit, isWhole);
    return Object.assign(found.map(tick => ({ ...tick, at: at(tick.value) })), { rest: found.rest });
  };
  // Whether a value lies beyond the upper end (1), the lower one (−1), or between them.
  const side = value => {
    const height = more?.isLog ? value > 0 ? log10(value) : NaN : value;
    return (height > high) - (height < low);
  };
  return { low, high, ends: [low, high], at, side, ticks, valueAt: share => low + share * (high - low), text: rounded, ...more };
}

function linearScale(low, high) {
  const [bottom, top] = [max(low, -Number.MAX_VALUE), min(high, Number.MAX_VALUE)];
  // Halved, since the span may exceed what a number holds.
  return makeScale(bottom, top, value => (value / 2 - bottom / 2) / (top / 2 - bottom / 2),
    (limit, isWhole) => evenTicks(bottom, top, limit, isWhole));
}

const isFlat = (least, greatest) => !(greatest - least >= 1e-300 && greatest - least > max(abs(least), abs(greatest)) * 1e-12);

// A y axis for values between two: with some room, and from 0 where that is near.
function fittingScale(least, greatest) {
  const size = max(abs(least), abs(greatest));
  const span = greatest - least;
  const flat = isFlat(least, greatest);
  const room = !flat ? greatest * .04 - least * .04 : size < 1e-300 ? 1 : size * .1;
  return linearScale(!flat && least >= 0 && least <= span * .2 ? 0 : least - room,
    !flat && greatest <= 0 && -greatest <= span * .2 ? 0 : greatest + room);
}

// The same, by logarithm where that is wanted.
function fittedScale([least, greatest], isLog) {
  const linear = fittingScale(least, greatest);
  return isLog ? logScale(least, greatest, .04, linear) : linear;
}

// An x axis: from the least to the greatest as they are.
function spanningScale(least, greatest) {
  const room = isFlat(least, greatest) ? max(1, max(abs(least), abs(greatest)) * 1e-9) : 0;
  return linearScale(least - room, greatest + room);
}

// Numbers above 0 by their logarithm; `linear` is the scale it would be without.
function logScale(least, greatest, padding, linear) {
  const ends = [log10(least), log10(greatest)];
  const room = ends[1] - ends[0] < 1e-6 ? .5 : (ends[1] - ends[0]) * padding;
  const [low, high] = [ends[0] - room, ends[1] + room];
  return makeScale(low, high, value => value > 0 ? (log10(value) - low) / (high - low) : 0, findTicks,
    { isLog: true, ends: linear.ends, valueAt: share => 10 ** (low + share * (high - low)) });

  function findTicks(limit) {
    const powers = Array.from({ length: ceil(high) - floor(low) + 1 }, (_, place) => floor(low) + place);
    const inside = (digits, stride) => powers.filter(power => power % stride === 0).flatMap(power =>
      digits.map(digit => powerTick(digit, power)))
      .filter(({ value }) => value > 0 && value < Infinity && log10(value) >= low - 1e-9 && log10(value) <= high + 1e-9);
    const fine = inside([1, 2, 5], 1);
    // Less than a decade: round steps, as on a linear axis.
    if (fine.length < 3) return linear.ticks(limit).filter(tick => tick.value > 0);
    if (fine.length <= limit) return fine;
    return [1, 2, 3, 5, 10, 20, 30, 50, 100].map(stride => inside([1], stride)).find(ticks => ticks.length <= max(2, limit)) || [];
  }
}

// Whether values are better read by their logarithm: all are above 0, and the greatest is at least `ratio` times the
// value a tenth of them lie below.
function isAptForLog(values, ratio) {
  const sorted = sortedNumbers(values);
  return sorted[0] > 0 && sorted.at(-1) / sorted[floor(sorted.length / 10)] >= ratio;
}

const sortedNumbers = values => Float64Array.from(values).sort();

// A tick is `digits` times a power of ten; its value is the nearest number, 0.3 and not 3 × 0.1.
const makeTick = (digits, power) => ({ digits, power, value: Number(digits + "e" + power) });

// A tick that stands for itself, as on a logarithmic axis.
function powerTick(digits, power) {
  const tick = makeTick(digits, power);
  return { ...tick, text: tick.value < 1e-3 || tick.value >= 1e6 ? powerText(tick) : fixed(tick.value, max(0, -power)) };
}

// The multiples of a step within a domain: the first, and how many there are.
function multiples(step, low, high) {
  const [first, last] = [ceil(low / step - 1e-9), floor(high / step + 1e-9)];
  return { first, count: step > 0 && abs(first) < 1e15 && abs(last) < 1e15 && first <= last ? last - first + 1 : 0 };
}

const listMultiples = ({ first, count }, make) => Array.from({ length: count }, (_, place) => make(first + place));

// The finest step of 1, 2 or 5 times a power of ten with at most `limit` multiples; never below 1 with `isWhole`.
function tickStep(low, high, limit, isWhole) {
  // Divided first: the difference of two numbers may be infinite.
  const rough = high / (limit + 1) - low / (limit + 1);
  let [mantissa, power] = [1, max(rough > 0 ? exponent(rough) : 0, isWhole ? 0 : -400)];
  for (let turn = 0; turn < 6 && multiples(makeTick(mantissa, power).value, low, high).count > limit; turn++) {
    if (mantissa === 5) power++;
    mantissa = { 1: 2, 2: 5, 5: 1 }[mantissa];
  }
  return makeTick(mantissa, power);
}

function evenTicks(low, high, limit, isWhole) {
  const { digits, power, value } = tickStep(low, high, limit, isWhole);
  const ticks = listMultiples(multiples(value, low, high), place => makeTick(place * digits, power))
    .filter(tick => isFinite(tick.value));
  const greatest = ticks.reduce((most, tick) => max(most, abs(tick.value)), 0);
  // All of one axis alike: with the decimals of their step, in millions, or with powers of ten.
  const inUnits = (size, unit, places) => tick => tick.digits ? fixed(tick.value / size, max(0, places)) + unit : "0";
  const write = power < -6 || greatest >= 1e15 || greatest > 0 && greatest < 1e-4 ? powerText
    : greatest >= 1e9 && power >= 6 ? inUnits(1e9, "G", 9 - power) : greatest >= 1e6 && power >= 3 ? inUnits(1e6, "M", 6 - power)
    : tick => fixed(tick.value, max(0, -power));
  return ticks.map(tick => ({ ...tick, text: write(tick) }));
}

// 15 × 10⁻⁸ as 1.5e−7
function powerText({ digits, power }) {
  if (!digits) return "0";
  const [head, ...tail] = String(abs(digits));
  const rest = tail.join("").replace(/0+$/, "");
  return (digits < 0 ? "−" : "") + head + (rest && "." + rest) + "e" + String(power + tail.length).replace("-", "−");
}
