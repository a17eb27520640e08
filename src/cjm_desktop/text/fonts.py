"""Where fonts come from: in goes a style and a language, out comes the ordered chain of faces that draw its characters."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from cjm_desktop.text.faces import Face

#: The script faces of the font package, in the order in which they are asked.
SCRIPTS = (
    "Arabic",
    "Hebrew",
    "Devanagari",
    "Thai",
    "Bengali",
    "Gujarati",
    "Gurmukhi",
    "Tamil",
    "Telugu",
    "Kannada",
    "Malayalam",
    "Sinhala",
    "Oriya",
    "Khmer",
    "Lao",
    "Myanmar",
    "Georgian",
    "Armenian",
    "Ethiopic",
)

#: Where a language's shapes stand in the CJK collection.
_CJK_INDEX = {"ja": 0, "ko": 1, "zh-Hans": 2, "zh-Hant": 3, "zh-HK": 4}
_CJK_BY_REGION = {"zh-tw": "zh-Hant", "zh-mo": "zh-Hant", "zh-hk": "zh-HK"}


def cjk_language(language: str) -> str:
    """The member of the CJK collection for a language tag: "ja", "ko", "zh-Hans", "zh-Hant" or "zh-HK"; else "ja"."""
    tag = language.lower().replace("_", "-")
    if tag.startswith("ko"):
        return "ko"
    if not tag.startswith("zh"):
        return "ja"
    if region := _CJK_BY_REGION.get(tag[:5]):
        return region
    return "zh-Hant" if "hant" in tag else "zh-Hans"


@cache
def _folder(package: str) -> Path:
    """Where a font package lies, found without running it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"the fonts “{package}” are missing; install the program again")
    return Path(spec.origin).parent


@cache
def _face(name: str, weight: int) -> Face:
    return Face(f"{name}-{weight}", _folder("manimgx_fonts") / f"{name}[wght].ttf", weight=weight)


@cache
def _cjk_face(language: str, weight: int) -> Face:
    path = _folder("manimgx_fonts_cjk") / "NotoSansCJK-VF.otf.ttc"
    return Face(f"NotoSansCJK-{language}-{weight}", path, index=_CJK_INDEX[language], weight=weight)


@cache
def base_face(weight: int = 400, italic: bool = False) -> Face:
    """Noto Sans: Latin, Greek, Cyrillic, spaces, and the box for what no face has."""
    return _face("NotoSans-Italic" if italic else "NotoSans", weight)


@cache
def symbol_face(weight: int = 400) -> Face:
    return _face("NotoSansSymbols", weight)


@cache
def emoji_face(weight: int = 400) -> Face:
    return _face("NotoEmoji", weight)


@cache
def chain(weight: int, italic: bool, cjk: str) -> tuple[Face, ...]:
    """All faces of a style in the order of fallback; only Noto Sans has an italic. `cjk` is of `cjk_language`.

    Symbols stand before CJK, which would draw arrows and circled numbers a full em wide; emoji stand last. Faces open
    their files when first asked.
    """
    scripts = tuple(_face(f"NotoSans{script}", weight) for script in SCRIPTS)
    return (base_face(weight, italic), *scripts, symbol_face(weight), _cjk_face(cjk, weight), emoji_face(weight))
