// The `d` of a path, in tenths of a unit and relative to the point before, which takes the fewest letters.

// Rounded by adding a half, as Swift does.
function tenths(value) {
  const scaled = value * 10;
  return abs(scaled) < 1e15 ? trunc(scaled < 0 ? scaled - .5 : scaled + .5) : 0;
}

// A coordinate with at most one decimal.
const coordinate = value => String(tenths(value) / 10);

// Lines through places, `end` behind each: `z` closes it, `h0` makes a dot of a place.
function pathText(lines, end = "") {
  // A sign separates numbers as well as a space does.
  const number = (tenths, separator) => (tenths < 0 ? "" : separator) + String(tenths / 10).replace(/^(-?)0\./, "$1.");
  return lines.map(([first, ...rest]) => {
    // Where the line has come to, and a step that is not written yet.
    let [x, y] = first.map(tenths);
    let [stepX, stepY, isInLine] = [0, 0, false];
    let text = "M" + number(x, "") + number(y, " ");
    const flush = () => {
      // The letter of a line need not be repeated.
      if (stepX || stepY) text += (isInLine ? "" : "l") + number(stepX, isInLine ? " " : "") + number(stepY, " "), isInLine = true;
      stepX = stepY = 0;
    };
    for (const place of rest) {
      const [toX, toY] = place.map(tenths);
      const [dx, dy] = [toX - x, toY - y];
      // What goes on in one horizontal or vertical direction becomes one.
      if ((dx || dy) && !(!dx && !stepX && dy < 0 === stepY < 0 || !dy && !stepY && dx < 0 === stepX < 0)) flush();
      stepX += dx;
      stepY += dy;
      [x, y] = [toX, toY];
    }
    flush();
    return text + end;
  }).join("");
}

// A path, where there is one.
function pathMarkup(className, lines, end) {
  const text = pathText(lines, end);
  return text && `<path${className && ` class="${className}"`} d="${text}"/>`;
}
