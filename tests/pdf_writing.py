"""Writes small PDFs by hand: strings at places of pages, in one plain and one bold font.

Every character is half as wide as the type is large, a Chinese one as wide; a space is a quarter.
"""

from __future__ import annotations

import unicodedata
import zlib
from dataclasses import dataclass, field

SPACE, NARROW, WIDE = 250, 500, 1000
PAGE = (612.0, 792.0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A string on a page.

    Args:
        x: Where its baseline starts, in points from the left.
        y: In points from below.
        text: What is shown.
        size: In points.
        bold: In the bold font.
        turn: In quarters to the left.
        gap: Room added to each space, in points.
    """

    x: float
    y: float
    text: str
    size: float = 10.0
    bold: bool = False
    turn: int = 0
    gap: float = 0.0


@dataclass(slots=True)
class Page:
    """One page of strings; `rotated` is how viewers are told to turn it, in degrees."""

    drawn: list[Drawn] = field(default_factory=list)
    rotated: int = 0

    def write(
        self, x: float, y: float, text: str, size: float = 10.0, *, bold: bool = False, gap: float = 0.0
    ) -> None:
        """Put a string on the page."""
        self.drawn.append(Drawn(x, y, text, size, bold, gap=gap))


def char_width(char: str) -> int:
    """The width of a character in thousandths of the size."""
    if char == " ":
        return SPACE
    if unicodedata.combining(char):
        return 0
    return WIDE if unicodedata.east_asian_width(char) in "WF" else NARROW


def text_width(text: str, size: float) -> float:
    """The width of a string in points."""
    return sum(map(char_width, text)) * size / 1000


def pdf_of(pages: list[Page], *, invisible: bool = False) -> bytes:
    """The bytes of a PDF with these pages; `invisible` leaves their text out, as a scan does."""
    codes = {
        char: 1 + n for n, char in enumerate(sorted({c for p in pages for d in p.drawn for c in d.text}))
    }
    objects: list[bytes] = [b"", b""]
    for bold in (False, True):
        objects += _font(codes, len(objects), bold=bold)
    fonts = b"/Font<</F0 3 0 R/F1 8 0 R>>"
    kids = []
    for page in pages:
        content = b"" if invisible else zlib.compress(_content(page, codes))
        objects.append(_stream(content, b"" if invisible else b"/Filter/FlateDecode"))
        width, height = PAGE
        box = f"/MediaBox[0 0 {width} {height}]/Rotate {page.rotated}".encode()
        body = b"<</Type/Page/Parent 2 0 R%s/Resources<<%s>>/Contents %d 0 R>>" % (box, fonts, len(objects))
        objects.append(body)
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return _file(objects)


def pdf_with(
    content: bytes,
    *,
    box: bytes = b"0 0 612 792",
    form: bytes = b"",
    kids: bytes = b"4 0 R",
    count: int = 1,
) -> bytes:
    """A PDF of one page (object 4) with this content; `/X` is a form that may draw itself, `/F0` a font."""
    resources = b"<</Font<</F0 3 0 R>>/XObject<</X 6 0 R>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Resources %s/Contents 5 0 R>>" % (box, resources)
    about = b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources %s" % resources
    return _file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            page,
            _stream(zlib.compress(content), b"/Filter/FlateDecode"),
            _stream(form, about),
        ]
    )


def _content(page: Page, codes: dict[str, int]) -> bytes:
    turns = {0: "1 0 0 1", 1: "0 1 -1 0", 2: "-1 0 0 -1", 3: "0 -1 1 0"}
    lines = []
    for drawn in page.drawn:
        room = f"> {-drawn.gap * 1000 / drawn.size:.1f} <" if drawn.gap else ""
        text = "".join(f"{codes[char]:04X}{room if char == ' ' else ''}" for char in drawn.text)
        font = f"/F{int(drawn.bold)} {drawn.size} Tf"
        lines.append(f"BT {font} {turns[drawn.turn]} {drawn.x:.3f} {drawn.y:.3f} Tm [<{text}>] TJ ET")
    return "\n".join(lines).encode()


def _font(codes: dict[str, int], count: int, *, bold: bool) -> list[bytes]:
    """The five objects of a font, of which `count` objects stand before."""
    name = b"Sample-Bold" if bold else b"Sample"
    first = count + 1
    widths = " ".join(f"{code}[{char_width(char)}]" for char, code in codes.items())
    stem = 140 if bold else 80
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]"
        b"/ToUnicode %d 0 R>>"
    )
    info = b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    heir = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo %d 0 R/FontDescriptor %d 0 R/W[%s]>>"
    about = (
        b"<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[0 -216 1000 891]/Ascent 891/Descent -216"
        b"/CapHeight 700/ItalicAngle 0/StemV %d>>"
    )
    return [
        font % (name, first + 1, first + 2),
        heir % (name, first + 3, first + 4, widths.encode()),
        _stream(_to_unicode(codes), b""),
        info,
        about % (name, stem),
    ]


def _to_unicode(codes: dict[str, int]) -> bytes:
    pairs = [f"<{code:04X}> <{char.encode('utf-16-be').hex()}>" for char, code in codes.items()]
    chunks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    tables = "\n".join(f"{len(chunk)} beginbfchar\n" + "\n".join(chunk) + "\nendbfchar" for chunk in chunks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Sample def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{tables}\nendcmap end end"
    ).encode()


def _stream(data: bytes, more: bytes) -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), more, data)


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
