"""Makes the fonts that hold nothing but a plain zero, for papers: python -m home.fonts.paper_zero

The font of papers has a zero with a stroke only. Its numbers take the zero of the font of the site, which has the
same strokes at a weight of 400 and of 750. Codes, in which letters and digits mix, do not name these fonts.
"""

from math import radians, tan
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.misc.transform import Transform
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from home.fonts import PAPER_FONT, SIGNS

FAMILY = "Pas a pas zero"
SITE_FONT = Path("static/fonts/atkinson-hyperlegible-next.woff2")
WEIGHTS = {
    "Regular": 400,
    "Bold": 750,
    "Italic": 400,
    "BoldItalic": 750,
}  # Style: weight in the font of the site.
MIDDLE = 334  # Height around which an italic leans.


def paper_zero(style: str) -> TTFont:
    """Return the font of one style, as high and as wide as the zero of the font of papers."""
    paper = TTFont(PAPER_FONT / f"AtkinsonHyperlegible-{style}.ttf")
    site = instantiateVariableFont(TTFont(SITE_FONT), {"wght": WEIGHTS[style]})
    lean = tan(radians(-paper["post"].italicAngle))
    drawn = TTGlyphPen(None)
    place = TransformPen(Cu2QuPen(drawn, 1), Transform(1, 0, lean, 1, -lean * MIDDLE, 0))
    site.getGlyphSet()["zero"].draw(place)
    builder = FontBuilder(paper["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder([".notdef", "zero"])
    builder.setupCharacterMap({ord("0"): "zero"})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "zero": drawn.glyph()})
    width = paper["hmtx"]["zero"][0]
    left = builder.font["glyf"]["zero"].xMin
    builder.setupHorizontalMetrics({".notdef": (width, 0), "zero": (width, left)})
    _set_line(builder, paper, style)
    return builder.font


def _set_line(builder: FontBuilder, paper: TTFont, style: str) -> None:
    """Give the font the line of the font of papers, so that a number does not move the line it is in."""
    head, line = paper["hhea"], paper["OS/2"]
    builder.setupHorizontalHeader(ascent=head.ascent, descent=head.descent)
    builder.setupOS2(
        version=4,
        usWeightClass=line.usWeightClass,
        fsSelection=line.fsSelection,
        sTypoAscender=line.sTypoAscender,
        sTypoDescender=line.sTypoDescender,
        sTypoLineGap=line.sTypoLineGap,
        usWinAscent=line.usWinAscent,
        usWinDescent=line.usWinDescent,
        sxHeight=line.sxHeight,
        sCapHeight=line.sCapHeight,
    )
    builder.setupPost(italicAngle=paper["post"].italicAngle)
    builder.updateHead(macStyle=paper["head"].macStyle, created=0, modified=0)
    names = {"familyName": FAMILY, "styleName": style, "psName": f"PasAPasZero-{style}"}
    builder.setupNameTable(
        {**names, "licenseDescription": "SIL Open Font License 1.1: see OFL.txt."}, mac=False
    )


if __name__ == "__main__":
    for name in WEIGHTS:
        made = paper_zero(name)
        made.recalcTimestamp = False
        made.save(SIGNS / f"PlainZero-{name}.ttf")
