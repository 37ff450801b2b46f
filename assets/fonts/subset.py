#!/usr/bin/env python3
"""Makes the embedded faces from the fonts of a Debian 12 system. The result is committed; run this only to change it.

    apt-get install fonts-noto-cjk unicode-data        # 1:20220127+repack1-1, 15.0.0-1
    pip install fonttools==4.68.0
    python3 assets/fonts/subset.py --phosphor Phosphor.ttf

`Phosphor.ttf` is `src/regular/Phosphor.ttf` of the phosphor-icons/web release 2.1 (MIT). Without `--phosphor` the
icon face is left as it is.

What goes in
  regular  GBK, every character of 通用规范汉字表 (also those beyond the BMP: they occur in personal and company
           names), and the signs of SIGNS below
  bold     GB 2312 and SIGNS: headings and key figures; anything else falls back to the regular face
  icons    the glyphs named in icons.txt (`NAME codepoint`), which src/ui/theme/icons.rs declares one by one

Hinting and layout features are dropped: nothing here is set vertically, and kerning would put
columns of figures out of line.
Neither name of the result is a Reserved Font Name (OFL.txt).
"""

import argparse
import bz2
import pathlib

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

HERE = pathlib.Path(__file__).resolve().parent
NOTO = pathlib.Path("/usr/share/fonts/opentype/noto")
UNIHAN = pathlib.Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
SIMPLIFIED_CHINESE = 2  # face number within the collections

SIGNS = [
    (0x0020, 0x007E), (0x00A0, 0x017F), (0x0370, 0x03FF), (0x0400, 0x045F),  # Latin, Greek, Cyrillic
    (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x218F),  # punctuation, indices, currency, letters
    (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2300, 0x23FF), (0x2460, 0x24FF),  # arrows, mathematics, technical, circled
    (0x2500, 0x257F), (0x2580, 0x259F), (0x25A0, 0x25FF), (0x2600, 0x267F),  # boxes, blocks, shapes, signs
    (0x2E80, 0x2FDF), (0x3000, 0x303F), (0x3040, 0x30FF), (0x3100, 0x312F),  # radicals, CJK punctuation, kana, bopomofo
    (0x3200, 0x33FF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF),                    # enclosed, compatibility, full width
]


def signs():
    return {code for first, last in SIGNS for code in range(first, last + 1)}


def coded(codec):
    """Every character a double-byte code has."""
    found = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                text = bytes([lead, trail]).decode(codec)
            except UnicodeDecodeError:
                continue
            found.update(map(ord, text))
    return found


def standard_characters():
    """通用规范汉字表, by the property kTGH of the Unihan database."""
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
        return {int(line.split("\t")[0][2:], 16) for line in lines if "\tkTGH\t" in line}


def write(font, codes, target):
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.legacy_cmap = False
    options.name_IDs = [0, 1, 2, 3, 4, 6, 13, 14]
    options.name_languages = [0x409]
    options.recalc_timestamp = False
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    font.save(target)
    print(f"{target.name}: {target.stat().st_size / 1e6:.2f} MB, {len(font.getBestCmap())} characters")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--phosphor", type=pathlib.Path)
    given = arguments.parse_args()

    faces = [("Regular", coded("gbk") | standard_characters()), ("Bold", coded("gb2312"))]
    for weight, codes in faces:
        font = TTCollection(NOTO / f"NotoSansCJK-{weight}.ttc").fonts[SIMPLIFIED_CHINESE]
        write(font, codes | signs(), HERE / f"NotoSansSC-{weight}-subset.otf")
    if given.phosphor:
        names = [line.split() for line in (HERE / "icons.txt").read_text().splitlines() if line]
        write(TTFont(given.phosphor), {int(code, 16) for _, code in names}, HERE / "Phosphor-subset.ttf")


if __name__ == "__main__":
    main()
