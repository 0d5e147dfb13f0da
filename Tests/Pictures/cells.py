"""Draws what a terminal shows as a PNG: the text of `tmux capture-pane -e -p` with its colours, in a terminal font.

    tmux capture-pane -e -p | python3 cells.py OUT.png COLUMNS ROWS

Needs Pillow and the font DejaVu Sans Mono (Debian: fonts-dejavu-core). Blocks and lines are drawn as shapes, so that
pictures made of half blocks have no seams.
"""
import re
import sys
import unicodedata

from PIL import Image, ImageDraw, ImageFont

FOLDER = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono"
SIZE = 16
PAPER, INK = (0x15, 0x17, 0x1C), (0xE6, 0xE8, 0xEE)
ANSI = [
    (0, 0, 0), (205, 49, 49), (13, 188, 121), (229, 229, 16), (36, 114, 200), (188, 63, 188), (17, 168, 205),
    (229, 229, 229), (102, 102, 102), (241, 76, 76), (35, 209, 139), (245, 245, 67), (59, 142, 234), (214, 112, 214),
    (41, 184, 219), (255, 255, 255),
]


def palette(index):
    """One of the 256 colours of xterm."""
    if index < 16:
        return ANSI[index]
    if index >= 232:
        return ((index - 232) * 10 + 8,) * 3
    index -= 16
    level = [0, 95, 135, 175, 215, 255]
    return level[index // 36], level[index // 6 % 6], level[index % 6]


class Pen:
    def __init__(self):
        self.reset()

    def reset(self):
        self.ink = self.paper = None
        self.bold = self.dim = self.italic = self.underline = self.reverse = self.strike = False

    def colours(self):
        ink, paper = self.ink or INK, self.paper or PAPER
        if self.reverse:
            ink, paper = paper, ink
        if self.dim:
            ink = tuple((a * 6 + b * 4) // 10 for a, b in zip(ink, paper))
        return ink, paper

    def apply(self, text):
        """SGR with semicolons or colons: `1;38;2;1;2;3`, `38:2::1:2:3`."""
        groups = [g.split(":") for g in (text or "0").split(";")]
        index = 0
        while index < len(groups):
            group = groups[index]
            code = int(group[0] or 0)
            if code in (38, 48):
                parts = [int(p) for p in group[1:] if p != ""]
                if not parts:
                    kind = int(groups[index + 1][0])
                    count = 4 if kind == 2 else 2
                    parts = [kind] + [int(g[0]) for g in groups[index + 2:index + 1 + count]]
                    index += count
                colour = tuple(parts[-3:]) if parts[0] == 2 else palette(parts[1])
                if code == 38:
                    self.ink = colour
                else:
                    self.paper = colour
            elif code == 0:
                self.reset()
            elif code in (1, 2, 3, 4, 7, 9):
                name = {1: "bold", 2: "dim", 3: "italic", 4: "underline", 7: "reverse", 9: "strike"}[code]
                setattr(self, name, True)
            elif code == 22:
                self.bold = self.dim = False
            elif code in (23, 24, 27, 29):
                setattr(self, {23: "italic", 24: "underline", 27: "reverse", 29: "strike"}[code], False)
            elif 30 <= code <= 37:
                self.ink = ANSI[code - 30]
            elif 40 <= code <= 47:
                self.paper = ANSI[code - 40]
            elif 90 <= code <= 97:
                self.ink = ANSI[code - 82]
            elif 100 <= code <= 107:
                self.paper = ANSI[code - 92]
            elif code == 39:
                self.ink = None
            elif code == 49:
                self.paper = None
            index += 1


def width(character):
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


class Sheet:
    def __init__(self, columns, rows):
        self.fonts = {
            (bold, italic): ImageFont.truetype(
                FOLDER + {(0, 0): "", (1, 0): "-Bold", (0, 1): "-Oblique", (1, 1): "-BoldOblique"}[bold, italic] + ".ttf",
                SIZE)
            for bold in (0, 1) for italic in (0, 1)
        }
        # Signs that the fixed font lacks: Braille, Arabic, symbols.
        self.other = ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", SIZE - 2)
        plain = self.fonts[0, 0]
        self.w = round(plain.getlength("M"))
        ascent, descent = plain.getmetrics()
        self.h = ascent + descent
        self.image = Image.new("RGB", (columns * self.w, rows * self.h), PAPER)
        self.draw = ImageDraw.Draw(self.image)

    def block(self, character, x, y, ink):
        """Block elements as rectangles; True when it was one."""
        code = ord(character)
        w, h = self.w, self.h
        x2, y2 = x + w - 1, y + h - 1
        parts = None
        if character == "▀":
            parts = [(x, y, x2, y + h // 2 - 1)]
        elif 0x2581 <= code <= 0x2588:
            parts = [(x, y2 - (code - 0x2580) * h // 8 + 1, x2, y2)]
        elif 0x2589 <= code <= 0x258F:
            parts = [(x, y, x + (0x2590 - code) * w // 8 - 1, y2)]
        elif 0x2596 <= code <= 0x259F:
            quarters = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14][code - 0x2596]
            places = [(x, y), (x + w // 2, y), (x, y + h // 2), (x + w // 2, y + h // 2)]
            order = [1, 2, 4, 8]
            parts = [
                (px, py, px + (w + 1) // 2 - 1, py + (h + 1) // 2 - 1)
                for bit, (px, py) in zip(order, places) if quarters & bit
            ]
        if parts is None:
            return False
        for part in parts:
            self.draw.rectangle(part, fill=ink)
        return True

    def line(self, character, x, y, ink):
        """Box lines as lines that meet; True when it was one."""
        arms = {
            "─": "lr", "│": "ud", "┌": "rd", "┐": "ld", "└": "ru", "┘": "lu", "├": "rud", "┤": "lud", "┬": "lrd",
            "┴": "lru", "┼": "lrud", "╭": "rd", "╮": "ld", "╰": "ru", "╯": "lu", "━": "lr", "┃": "ud",
        }.get(character)
        if arms is None:
            return False
        middle = (x + self.w // 2, y + self.h // 2)
        thick = 3 if character in "━┃" else 1
        ends = {"l": (x, middle[1]), "r": (x + self.w - 1, middle[1]), "u": (middle[0], y), "d": (middle[0], y + self.h - 1)}
        for arm in arms:
            self.draw.line([middle, ends[arm]], fill=ink, width=thick)
        return True

    def put(self, character, column, row, pen):
        ink, paper = pen.colours()
        x, y = column * self.w, row * self.h
        cells = max(1, width(character))
        self.draw.rectangle((x, y, x + cells * self.w - 1, y + self.h - 1), fill=paper)
        if not self.block(character, x, y, ink) and not self.line(character, x, y, ink) and character != " ":
            is_other = 0x2800 <= ord(character) <= 0x28FF or 0x0600 <= ord(character) <= 0x06FF
            font = self.other if is_other else self.fonts[int(pen.bold), int(pen.italic)]
            self.draw.text((x, y), character, font=font, fill=ink)
        if pen.underline:
            self.draw.line((x, y + self.h - 2, x + cells * self.w - 1, y + self.h - 2), fill=ink)
        if pen.strike:
            self.draw.line((x, y + self.h // 2, x + cells * self.w - 1, y + self.h // 2), fill=ink)


def render(text, path, columns, rows):
    sheet = Sheet(columns, rows)
    pen = Pen()
    for row, line in enumerate(text.split("\n")[:rows]):
        column = 0
        for piece in re.split(r"(\x1b\[[0-9;:]*m|\x1b\][^\x1b]*\x1b\\)", line):
            if piece.startswith("\x1b["):
                pen.apply(piece[2:-1])
            elif not piece.startswith("\x1b"):
                for character in piece:
                    if width(character) == 0 or not character.isprintable():
                        continue
                    sheet.put(character, column, row, pen)
                    column += width(character)
        while column < columns:
            sheet.put(" ", column, row, Pen())
            column += 1
    sheet.image.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    render(sys.stdin.read(), sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
