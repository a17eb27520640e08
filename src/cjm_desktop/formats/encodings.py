"""Bytes of a text in whichever encoding go in; the text comes out, and which encoding was taken for it where that is a guess."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from cjm_desktop.formats import reading
from cjm_desktop.formats.errors import FileProblem, file_name, shown
from cjm_desktop.formats.table_words import is_stage_word, meaning_of

_MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    # Before UTF-16, with whose mark its own begins.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
#: What a text without marks that is no UTF can be in, and what people call it; where nothing tells, the first one.
_PAGES = {
    "cp1252": "windows-1252",
    "cp1251": "windows-1251",
    "cp1250": "windows-1250",
    "cp932": "Shift-JIS",
    "euc_jp": "EUC-JP",
    "gb18030": "GB18030",
    "big5": "Big5",
    "cp949": "EUC-KR",
    "koi8_r": "KOI8-R",
    "koi8_u": "KOI8-U",
    "cp866": "CP866",
    "cp1253": "windows-1253",
    "cp1254": "windows-1254",
    "cp1255": "windows-1255",
    "cp1256": "windows-1256",
    "cp1257": "windows-1257",
}
_NAMES = {**_PAGES, "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32-le": "UTF-32", "utf-32-be": "UTF-32"}
#: Where nobody knows the other words, what is a name in an older encoding stands for the wider one that programs write.
_WIDER = {"shift_jis": "cp932", "euc_kr": "cp949", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252"}
#: So much of a text tells its encoding.
_SAMPLE = 60_000
#: So many cells are looked at, and none that is longer.
_CELLS, _LONGEST = 400, 200
#: What a known heading says for an encoding, and what a known feeling does.
_HEADING, _FEELING = 3, 1
#: What no language writes: signs in words, a capital behind a small letter, letters of two alphabets in a word; and
#: letters of Windows-1250 where the languages that it is for have none.
_ODD = re.compile(
    r"[^\W\d_][¡-©«-¹»-¿×÷°´¨]+[^\W\d_]|[a-zß-öø-ÿа-яё][À-ÖØ-ÞА-ЯЁ]|[a-zA-Zà-ÿ][Ͱ-ࣿ]|[Ͱ-ࣿ][a-zA-Zà-ÿ]"
    r"|[ŕĺ]|ń[aeiouyóą]|ăo|[ɀ-ͯ␀-◿ｦ-ﾟ]|\ufffd"
)
#: And what is odd in the Western and Central European ones: many letters with accents next to each other, in Polish “ç”
#: and in Czech “č” where French has “è”.
_ODD_LATIN = re.compile(r"[À-ž]{4}|[ÀÂ-ÖØ-Ý][À-ž]{2}")
_ODD_IN_1250 = re.compile(r"ç|[bcdfgjlmnprstv]č[b-df-hj-np-tv-z]e|(?<![^\W_])č(?![^\W_])")
_LATIN = frozenset({"cp1252", "cp1250", "cp1254", "cp1257"})
#: The letters that make up more than half of nearly every text, by alphabet, and what they weigh against known words.
_COMMON = {
    **dict.fromkeys(("cp1251", "koi8_r", "koi8_u", "cp866"), frozenset("оеаинтсрвлкі")),
    "cp1253": frozenset("αοιετσνηυρίάό"),
    "cp1255": frozenset("יוהלאמרתבש"),
    "cp1256": frozenset("اليمونرتبةع"),
}
_WEIGHT, _USUAL, _FEW = 8, 0.5, 8
#: What an odd cell says against an encoding.
_AGAINST = 2
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_CELL = re.compile(r"[^,;\t|\r\n\"]+")
_CUTTING = frozenset("\n\r\t,;|")
_SEPARATING = _CUTTING | {" "}


def decoded(data: bytes, name: str, said: str = "") -> tuple[str, str]:
    """The text of a file without a byte order mark, and what its encoding is called where it was guessed.

    An encoding that is `said` (a name of `encoding_called`) counts. FileProblem where it is no text in it, a web page,
    another kind of file, or has control characters.
    """
    if reading.is_known(data):
        # There it is told what it is.
        return reading.decoded(data, name), ""
    if said:
        try:
            text, guessed = data.decode(said), ""
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise FileProblem(f"{file_name(name)}: line {line:,} is no text in {_NAMES.get(said, said)}.") from error
    else:
        text, guessed = _guessed(data, name)
    text = text.removeprefix("\ufeff").removesuffix("\x1a")
    _check(text, name)
    return text, guessed


def unified(data: bytes, name: str, said: str = "") -> tuple[bytes, tuple[str, ...]]:
    """The same text in UTF-8 without a mark, and a note where its encoding was guessed; FileProblem as from `decoded`."""
    text, guessed = decoded(data, name, said)
    return text.encode("utf-8", "replace"), note_of(guessed)


def note_of(guessed: str) -> tuple[str, ...]:
    """What is told of an encoding that was guessed."""
    return (f"The file says no encoding; it was read as {guessed}.",) if guessed else ()


def encoding_called(name: str) -> str:
    """The encoding that a user means by such a name as “Shift-JIS”; FileProblem where there is none."""
    try:
        found = codecs.lookup(name.strip())
        # Refuses what turns bytes into bytes.
        "a".encode(found.name)
    except (LookupError, ValueError) as error:
        known = ", ".join(("UTF-8", "UTF-16", *_PAGES.values()))
        raise FileProblem(f"“{shown(name)}” is no encoding that is known; there are {known} and others.") from error
    return _WIDER.get(found.name, found.name)


def _guessed(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), ""
            except UnicodeDecodeError as error:
                raise FileProblem(
                    f"{file_name(name)} is no text: what looks like {_NAMES.get(encoding, 'UTF-8')} is none."
                ) from error
    if b"\0" in data[:_SAMPLE]:
        return _wide(data, name)
    try:
        return data.decode(), ""
    except UnicodeDecodeError:
        page = _page(data[:_SAMPLE] if len(data) <= _SAMPLE else data[: data.rfind(b"\n", 0, _SAMPLE) + 1 or _SAMPLE])
        return data.decode(page, "replace"), _PAGES[page]


def _wide(data: bytes, name: str) -> tuple[str, str]:
    """A text in UTF-16 or UTF-32 without a mark: the one in which most signs between cells can be read."""
    best: tuple[float, str, str] | None = None
    for encoding in _WIDE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        head = text[:_SAMPLE]
        if _CONTROL.search(head) or _CUTTING.isdisjoint(head):
            continue
        score = sum(sign in _SEPARATING or sign.isalnum() for sign in head) / max(1, len(head))
        score += sum(sign in _SEPARATING for sign in head) / max(1, len(head))
        if best is None or score > best[0]:
            best = score, text, _NAMES[encoding]
    if best is None:
        raise FileProblem(f"{file_name(name)} is no text: it holds NUL characters.")
    return best[1], best[2]


def _page(sample: bytes) -> str:
    """The encoding in which a text has the most known words, or else the likeliest letters."""
    from charset_normalizer import from_bytes

    texts = {page: text for page in _PAGES if (text := _read(sample, page)) is not None}
    if not texts:
        return next(iter(_PAGES))
    found = [match.encoding for match in from_bytes(sample, cp_isolation=list(texts))]
    ranks = {page: n for n, page in enumerate(found)}
    likely = {
        page: _known(text) - _AGAINST * _odd(text, page) + _WEIGHT * _common(text, page) for page, text in texts.items()
    }
    return max(texts, key=lambda page: (likely[page], -ranks.get(page, len(texts))))


def _read(sample: bytes, page: str) -> str | None:
    """A sample in an encoding, without the sign that it may have been cut within; None where it is none."""
    try:
        text = codecs.getincrementaldecoder(page)().decode(sample)
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) or any("\x80" <= sign <= "\x9f" for sign in text) else text


def _known(text: str) -> int:
    """How many cells of a text say what headings or feelings of tables say; only those that an encoding can spoil."""
    from cjm_desktop.model.feeling_reader import words_felt

    found = 0
    for cell in _cells(text):
        if meaning_of(cell) or is_stage_word(cell):
            found += _HEADING
        elif words_felt(cell) is not None:
            found += _FEELING
    return found


def _odd(text: str, page: str) -> int:
    """How many cells of a text are written as no language is."""
    odd = [_ODD, *([_ODD_LATIN] if page in _LATIN else []), *([_ODD_IN_1250] if page == "cp1250" else [])]
    return sum(any(one.search(cell) for one in odd) for cell in _cells(text))


def _common(text: str, page: str) -> float:
    """The share of the letters beyond ASCII that are common ones of their alphabet; half where that says nothing."""
    common = _COMMON.get(page)
    letters = [sign for sign in text[:_SAMPLE].lower() if sign > "\x7f" and sign.isalpha()]
    if not common or len(letters) < _FEW:
        return _USUAL
    return sum(sign in common for sign in letters) / len(letters)


def _cells(text: str) -> list[str]:
    """Those of the first cells that an encoding can spoil, each once."""
    cells = dict.fromkeys(match.group().strip() for match in islice(_CELL.finditer(text), _CELLS))
    return [cell for cell in cells if 1 < len(cell) <= _LONGEST and not cell.isascii()]


def _check(text: str, name: str) -> None:
    """FileProblem for a text with control characters, and for a web page."""
    control = _CONTROL.search(text)
    if control is not None:
        line = text.count("\n", 0, control.start()) + 1
        what = "NUL characters" if control.group() == "\0" else "control characters"
        raise FileProblem(f"{file_name(name)} is no text: line {line:,} holds {what}.")
    reading.decoded(text[:2_000].encode("utf-8", "replace"), name)
