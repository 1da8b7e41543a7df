// The `d` of a path, in tenths of a unit and relative to the point before, which takes the fewest letters.

// Rounded by adding a half, as Swift does.
function tenths(value) {
  const scaled = value * 10;
  return abs(scaled) < 1e15 ? trunc(scaled < 0 ? scaled - .5 : scaled + .5) : 0;
}

// A coordinate with at most one decimal.
function coordinate(value) {
  return String(tenths(value) / 10);
}

function pathWriter() {
  // Where the path has come to, in tenths, and a step that is not written yet.
  let [text, x, y, stepX, stepY] = ["", 0, 0, 0, 0];
  // Whether the command before was a line, whose letter need not be repeated.
  let isInLine;
  // A sign separates numbers as well as a space does.
  const number = (tenths, separator) => (tenths < 0 ? "" : separator) + String(tenths / 10).replace(/^(-?)0\./, "$1.");
  // Writes what is still kept back.
  const flush = () => {
    if (stepX || stepY) {
      text += (isInLine ? "" : "l") + number(stepX, isInLine ? " " : "") + number(stepY, " ");
      isInLine = true;
      stepX = stepY = 0;
    }
    return text;
  };
  // Begins a new line.
  const move = (toX, toY) => {
    flush();
    [x, y] = [tenths(toX), tenths(toY)];
    text += "M" + number(x, "") + number(y, " ");
    isInLine = false;
  };
  return {
    flush, move,
    // Goes on to a point; lines that go on in one horizontal or vertical direction become one.
    line: (toX, toY) => {
      const [dx, dy] = [tenths(toX) - x, tenths(toY) - y];
      if (!dx && !dy) return;
      if (!(!dx && !stepX && dy < 0 === stepY < 0 || !dy && !stepY && dx < 0 === stepX < 0)) flush();
      stepX += dx;
      stepY += dy;
      x += dx;
      y += dy;
    },
    // A line of no length: with round ends it is a dot.
    dot: (x, y) => {
      move(x, y);
      text += "h0";
    },
    close: () => {
      flush();
      text += "z";
      isInLine = false;
    },
  };
}
