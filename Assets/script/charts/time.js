// Ticks of axes of time, which is in seconds.

const day = 86400;
const clockSteps = [...[1, 60].flatMap(unit => [1, 2, 5, 10, 15, 30].map(step => [step * unit, unit])),
  ...[1, 2, 3, 6, 12].map(step => [step * 3600, 3600])];
const monthNames = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

// An x axis: linear, `log`, `time` since a beginning, or `wall` clock time.
function placeScale(kind, least, greatest) {
  const linear = spanningScale(least, greatest);
  if (kind === "log" && least > 0) return logScale(least, greatest, 0, linear);
  const { low, high } = linear;
  if (!/time|wall/.test(kind) || max(abs(low), abs(high)) >= 100 * day * 1e6) return linear;
  return makeScale(low, high, linear.at, kind === "time" ? limit => durationTicks(low, high, limit) : limit => calendarTicks(low,
    high, limit), {
    isWall: kind === "wall", text: kind === "time" ? secondsText : seconds => minuteText(floor(seconds * 1000)),
  });
}

// All in one unit: 0 min, 10 min, 20 min.
function durationTicks(low, high, limit) {
  const named = (ticks, unit, name) => ticks.map(({ value, text }) => ({ value: value * unit, text: `${text} ${name}` }));
  if (tickStep(low, high, limit).value < 1) return named(evenTicks(low, high, limit), 1, "s");
  const found = clockSteps.find(([size]) => multiples(size, low, high).count <= limit);
  if (!found) return named(evenTicks(low / day, high / day, limit, true), day, "d");
  const [size, unit] = found;
  return listMultiples(multiples(size, low, high),
    index => ({ value: index * size, text: `${fixed(index * size / unit, 0)} ${{ 1: "s", 60: "min", 3600: "h" }[unit]}` }));
}

function secondsText(seconds) {
  const size = abs(seconds);
  const [unit, name] = size < 120 ? [1, "s"] : size < 7200 ? [60, "min"] : size < 172800 ? [3600, "h"] : [day, "d"];
  return `${rounded(seconds / unit)} ${name}`;
}

// At whole seconds, minutes, hours, days, weeks, months or years of UTC; `rest` is what their texts leave out.
function calendarTicks(low, high, limit) {
  const date = seconds => new Date(floor(seconds * 1000));
  const month = seconds => (date(seconds).getUTCFullYear() - 1970) * 12 + date(seconds).getUTCMonth();
  const monthStart = index => Date.UTC(1970, index) / 1000;
  const months = step => {
    const first = ceil((month(low) + (monthStart(month(low)) < low)) / step);
    return { first, count: max(0, floor(month(high) / step) - first + 1) };
  };
  const dayText = moment => `${moment.getUTCDate()} ${monthNames[moment.getUTCMonth()]}`;
  const steps = [
    ...[...clockSteps.map(([size]) => [size, 0]), [day, 0], [2 * day, 0], [7 * day, 4 * day], [14 * day, 4 * day]]
    .map(([size, from]) =>
      ({ size, find: () => multiples(size, low - from, high - from), at: index => from + index * size })),
    ...[1, 2, 3, 6, ...[1, 10, 100, 1e3, 1e4, 1e5].flatMap(unit => [1, 2, 5].map(step => 12 * unit * step))].map(count =>
      ({ count, find: () => months(count), at: index => monthStart(index * count) })),
  ];
  const { size, count, find, at } = steps.find(step => step.find().count <= limit) || steps.at(-1);
  const ticks = listMultiples(find(), index => {
    const value = at(index);
    const moment = date(value);
    const clock = new Date(moment).toISOString().slice(-13, size < 60 ? -5 : -8);
    const text = count ? count >= 12 || !moment.getUTCMonth() ? String(moment.getUTCFullYear()) : monthNames[moment.getUTCMonth()]
      : size >= day || value % day === 0 ? dayText(moment) : clock;
    return { value, text };
  });
  const [from, to] = [date(low), date(high)].map(moment => ({ day: dayText(moment), year: moment.getUTCFullYear() }));
  const isOneYear = from.year === to.year;
  ticks.rest = count >= 12 ? "" : size < day && isOneYear && from.day === to.day ? `${from.day} ${from.year}` : isOneYear
    ? String(from.year) : `${from.year}–${to.year}`;
  return ticks;
}
