// The `d` of a path, in tenths of a unit and relative to the point before, which takes the fewest letters.

// A number in tenths as a decimal one; a sign separates as well as a space does.
function tenthsText(tenths, isFirst) {
  const text = String(tenths / 10).replace(/^(-?)0\./, "$1.");
  return tenths < 0 || isFirst ? text : " " + text;
}

// Rounded by adding a half, as Swift does.
function tenths(value) {
  const scaled = value * 10;
  return Math.abs(scaled) < 1e15 ? Math.trunc(scaled < 0 ? scaled - .5 : scaled + .5) + 0 : 0;
}

// A coordinate with at most one decimal.
function coordinate(value) {
  return String(tenths(value) / 10);
}

class PathWriter {
  constructor() {
    this.text = "";
    // Where the path has come to, in tenths, and a step that is not written yet.
    this.x = this.y = this.stepX = this.stepY = 0;
    // Whether the command before was a line, whose letter need not be repeated.
    this.isInLine = false;
  }

  // Begins a new line.
  move(x, y) {
    this.flush();
    this.x = tenths(x);
    this.y = tenths(y);
    this.text += "M" + tenthsText(this.x, true) + tenthsText(this.y);
    this.isInLine = false;
  }

  // Goes on to a point; lines that go on in one horizontal or vertical direction become one.
  line(x, y) {
    const dx = tenths(x) - this.x;
    const dy = tenths(y) - this.y;
    if (!dx && !dy) return;
    const goesOn = !dx && !this.stepX && dy < 0 === this.stepY < 0 || !dy && !this.stepY && dx < 0 === this.stepX < 0;
    if (goesOn) {
      this.stepX += dx;
      this.stepY += dy;
    } else {
      this.flush();
      this.stepX = dx;
      this.stepY = dy;
    }
    this.x += dx;
    this.y += dy;
  }

  // A line of no length: with round ends it is a dot.
  dot(x, y) {
    this.move(x, y);
    this.text += "h0";
  }

  close() {
    this.flush();
    this.text += "z";
    this.isInLine = false;
  }

  // Writes what is still kept back.
  flush() {
    if (!this.stepX && !this.stepY) return this.text;
    this.text += (this.isInLine ? "" : "l") + tenthsText(this.stepX, !this.isInLine) + tenthsText(this.stepY);
    this.isInLine = true;
    this.stepX = this.stepY = 0;
    return this.text;
  }
}
