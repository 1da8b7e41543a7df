"""Streams for a terminal from a seed, and what `pyte`, a terminal emulator, shows of them."""

import colorsys
import html.parser
import random

import pyte

COLUMNS, ROWS = 140, 400
NAMES = ["black", "red", "green", "brown", "blue", "magenta", "cyan", "white"]
BRIGHT = ["bright" + name for name in NAMES]
#: Elements that stand for a colour alone.
COLOURS = {"u": "f2", "var": "f3", "kbd": "f4", "bdi": "f5", "i": "f6"}
EMPHASES = {"italics": "it", "underscore": "un", "reverse": "iv", "strikethrough": "st"}


class StreamMaker:
    """Text, colours, carriage returns, erasing and moving, as progress bars and loggers write them and worse.

    Moves stay where log and screen mean the same: no line is wider than the screen, nobody goes further up than a log
    remembers nor below the lowest line, no wide character is cut in half, and nothing is erased in a colour.
    """

    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.is_wide = self.rng.random() < 0.5
        self.column = self.row = self.lowest = 0
        self.parts = []

    def make(self, count):
        steps = [self.text] * 8 + [self.style] * 4 + [self.feed] * 2 + [
            self.carriage_return, self.backspace, self.erase, self.up, self.down, self.along]
        for _ in range(count):
            self.rng.choice(steps)()
            if self.column > COLUMNS - 40:
                self.feed()
        return "".join(self.parts)

    def text(self):
        words = ["step ", "10%", "|", "####", "<b>&", "é", "█▏", "x"]
        text = self.rng.choice(words) * self.rng.randint(1, 3)
        if self.is_wide:
            text = self.rng.choice(["한글", "日", "ab", "##", "█▏", "  "]) * self.rng.randint(1, 3)
        self.column += sum(2 if "ᄀ" < character else 1 for character in text if character not in "█▏") + sum(
            character in "█▏" for character in text)
        self.parts.append(text)

    def style(self):
        rng = self.rng
        self.parts.append("\x1b[" + rng.choice([
            "", "0", "1", "3", "4", "7", "9", "22", "23", "24", "27", "29", "39", "49", "1;31", "0;32", "44;97",
            str(rng.randint(30, 37)), str(rng.randint(90, 97)), str(rng.randint(40, 47)), str(rng.randint(100, 107)),
            f"38;5;{rng.randint(16, 255)}", f"48;5;{rng.randint(16, 255)}",
            f"38;2;{rng.randint(0, 255)};{rng.randint(0, 255)};{rng.randint(0, 255)}"]) + "m")

    def feed(self):
        self.parts.append(self.rng.choice(["\n", "\n", "\r\n"]))
        self.row, self.column = self.row + 1, 0
        self.lowest = max(self.lowest, self.row)

    def carriage_return(self):
        self.parts.append("\r")
        self.column = 0

    def backspace(self):
        count = 2 * self.rng.randint(1, 3)
        self.parts.append("\b" * count)
        self.column = max(0, self.column - count)

    def erase(self):
        self.parts.append("\x1b[0m" + self.rng.choice(["\x1b[K", "\x1b[0K", "\x1b[2K", "\x1b[K" if self.is_wide else "\x1b[1K"]))

    def up(self):
        # The window is 32 lines, of which the lowest may not have been begun.
        count = self.rng.randint(1, 6)
        if self.lowest - (self.row - count) <= 30 and self.row >= count:
            self.row -= count
            start = self.rng.random() < 0.3
            self.parts.append(f"\x1b[{count}{'F' if start else 'A'}")
            self.column = 0 if start else self.column

    def down(self):
        count = self.rng.randint(1, 4)
        if self.row + count <= self.lowest:
            self.row += count
            self.parts.append(f"\x1b[{count}B")

    def along(self):
        count = 2 * self.rng.randint(1, 4)
        way = self.rng.choice("CDG")
        self.parts.append(f"\x1b[{count + 1 if way == 'G' else count}{way}")
        self.column = {"C": self.column + count, "D": max(0, self.column - count), "G": count}[way]


def shown_by_terminal(text, columns=COLUMNS, rows=ROWS):
    """The rows of the screen as lists of (character, classes), without the blank ends of rows and of the screen."""
    screen = pyte.Screen(columns, rows)
    screen.set_mode(pyte.modes.LNM)
    pyte.Stream(screen).feed(text)
    found = []
    for row in range(rows):
        cells = (screen.buffer[row][column] for column in range(columns))
        found.append(trimmed([(cell.data, classes(cell)) for cell in cells if cell.data]))
    while found and not found[-1]:
        found.pop()
    return found


def classes(cell):
    names = {name for attribute, name in EMPHASES.items() if getattr(cell, attribute)}
    if cell.bold:
        names.add("bold")
    return frozenset(names | colour(cell.fg, "f", "h") | colour(cell.bg, "b", "g"))


def colour(name, named, hue):
    if name == "default":
        return set()
    name = name.replace("bfight", "bright")  # as pyte spells one of its grounds
    if name in NAMES:
        return {f"{named}{NAMES.index(name)}"}
    if name in BRIGHT:
        return {f"{named}{8 + BRIGHT.index(name)}"}
    red, green, blue = (int(name[place:place + 2], 16) for place in (0, 2, 4))
    most, least = max(red, green, blue), min(red, green, blue)
    if most - least < 42:
        return {f"{named}{0 if most < 48 else 8 if most < 136 else 7 if most < 212 else 15}"}
    degrees = colorsys.rgb_to_hsv(red / 255, green / 255, blue / 255)[0] * 360
    return {(hue, degrees)}


def trimmed(cells):
    """Cells without the ones at the end that cannot be seen."""
    while cells and cells[-1][0] == " " and not cells[-1][1] & {"un", "iv", "st"} and not has_ground(cells[-1][1]):
        cells = cells[:-1]
    return cells


def has_ground(names):
    return any((name[0] if isinstance(name, tuple) else name[:1]) in ("b", "g") and name != "bold" for name in names)


class LogLines(html.parser.HTMLParser):
    """The lines of a log's page: number, and cells as `shown_by_terminal` gives them."""

    def __init__(self, page):
        super().__init__()
        self.lines, self.stack = [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "li" and (found.get("id") or "").startswith("L"):
            self.lines.append((int(found["id"][1:]), []))
            self.stack = []
        names = set((found.get("class") or "").split())
        self.stack.append((tag, names or {COLOURS[tag]} if tag in COLOURS else names))

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = [tag for tag, _ in self.stack]
        if not self.lines or "li" not in tags or "a" in tags or "small" in tags:
            return
        styles = [(tag, names) for tag, names in self.stack if tag == "b" or tag in COLOURS]
        names = frozenset(name for _, names in styles for name in names) | ({"bold"} if any(
            tag == "b" for tag, _ in styles) else set())
        for character in data.rstrip("\n") if not styles else data:
            self.lines[-1][1].append((character, names))


def same(ours, theirs):
    """Whether two rows look the same."""
    if "".join(cell[0] for cell in ours) != "".join(cell[0] for cell in theirs):
        return False
    return all(same_style(mine[1], other[1], mine[0] == " ") for mine, other in zip(ours, theirs))


def same_style(ours, theirs, is_space):
    def seen(names):
        return {name for name in names if not is_space or name in ("un", "iv", "st") or has_ground({name})}
    ours, theirs = seen(ours), seen(theirs)
    for name in [name for name in theirs if isinstance(name, tuple)]:
        theirs.discard(name)
        prefix, degrees = name
        # On the border of two hues either will do.
        near = {f"{prefix}{int((degrees + 15 + off) / 30) % 12}" for off in (-1, 0, 1)}
        if len(near & ours) != 1:
            return False
        ours -= near
    return ours == theirs
