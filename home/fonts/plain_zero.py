"""Gives the font of the site a plain zero, and keeps its zero with a stroke as the OpenType feature "zero".

    python -m home.fonts.plain_zero FONT ZERO OUT

Dates, hours and prices are read with a plain zero; codes, in which letters and digits mix, ask for the stroke
(`font-feature-settings: "zero"`). FONT and ZERO are variable fonts with the same axis; ZERO has one glyph.
"""

import sys

from fontTools.otlLib.builder import buildLookup, buildSingleSubstSubtable
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

PLAIN, STROKE = "zero", "zero.slash"


def with_plain_zero(font: TTFont, zero: TTFont) -> TTFont:
    """Return `font`, changed."""
    glyphs, widths, shapes = font["glyf"], font["hmtx"].metrics, font["gvar"].variations
    for name in font.getGlyphOrder():
        _ = glyphs[name], shapes.get(name)  # They are read by their numbers, before these change.
    font.setGlyphOrder([*font.getGlyphOrder(), STROKE])
    glyphs.glyphOrder = font.getGlyphOrder()
    glyphs.glyphs[STROKE], glyphs.glyphs[PLAIN] = glyphs.glyphs[PLAIN], zero["glyf"][PLAIN]
    widths[STROKE], widths[PLAIN] = widths[PLAIN], zero["hmtx"].metrics[PLAIN]
    shapes[STROKE], shapes[PLAIN] = shapes[PLAIN], zero["gvar"].variations[PLAIN]
    font["HVAR"].table.AdvWidthMap.mapping[STROKE] = font["HVAR"].table.AdvWidthMap.mapping[PLAIN]
    font["maxp"].numGlyphs = len(font.getGlyphOrder())
    _add_feature(font["GSUB"].table)
    return font


def _add_feature(gsub: otTables.GSUB) -> None:
    gsub.LookupList.Lookup.append(buildLookup([buildSingleSubstSubtable({PLAIN: STROKE})]))
    record = otTables.FeatureRecord()
    record.FeatureTag, record.Feature = "zero", otTables.Feature()
    record.Feature.FeatureParams, record.Feature.LookupListIndex = None, [len(gsub.LookupList.Lookup) - 1]
    gsub.FeatureList.FeatureRecord.append(record)
    for script in (one.Script for one in gsub.ScriptList.ScriptRecord):
        if script.DefaultLangSys is None:
            script.DefaultLangSys = otTables.LangSys()
            script.DefaultLangSys.ReqFeatureIndex, script.DefaultLangSys.FeatureIndex = 0xFFFF, []
        for system in (script.DefaultLangSys, *(one.LangSys for one in script.LangSysRecord)):
            system.FeatureIndex.append(len(gsub.FeatureList.FeatureRecord) - 1)


if __name__ == "__main__":
    source, plain, out = sys.argv[1:]
    made = with_plain_zero(TTFont(source), TTFont(plain))
    made.flavor = "woff2"
    made.save(out)
