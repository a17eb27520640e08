"""Hostile personas, presets of exports, and what lies on the clipboard."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from typing import Any

from tests.reliability.hostile.case import Case, Door, of_bytes
from tests.reliability.hostile.maps import full, small
from tests.reliability.hostile.pictures import PICTURES

_LONG = 4_900_000


def cases() -> Iterator[Case]:
    """All of them."""
    yield from _personas()
    yield from _presets()
    yield from _clips()
    yield from _pages()
    yield from _tables()


def persona(**fields: Any) -> bytes:
    """A persona's file with these properties."""
    return json.dumps(
        {"format": "cjm-persona", "version": "1.0", "persona": {"id": "p", "name": "Ann"}, **fields}
    ).encode()


def _persona(name: str, content: Callable[[], bytes] | bytes, refused: bool | None = True, says: str = "") -> Case:
    return of_bytes(name, Door.PERSONA, "hostile.cjmpersona", content, refused, says)


def _personas() -> Iterator[Case]:
    yield _persona("empty", b"", True, "is empty")
    yield _persona("a-map", small(), True, "is not a persona")
    yield _persona("list", b"[]", True, "is not a persona")
    yield _persona("nested", b'{"format":"cjm-persona","x":' + b"[" * 9_000, True, "nest too deeply")
    yield _persona("nested-extra", persona(x=json.loads("[" * 90 + "]" * 90)), True, "nest too deeply")
    yield _persona("nan", persona().replace(b'"Ann"', b"NaN"), True, "not a number")
    yield _persona("newer", persona(version="2.0"), True, "newer than this program")
    yield _persona("no-version", persona(version=None), True, "format version")
    yield _persona("person-is-a-list", persona(persona=[]), True, "persona")
    yield _persona("name-is-a-number", persona(persona={"id": "p", "name": 7}), True, "text is expected")
    yield _persona("id-is-a-path", persona(persona={"id": "../x"}), True, "persona")
    yield _persona("surrogate", persona(persona={"id": "p", "name": "\ud800"}), True, "half of a character")
    yield _persona("key-twice", b'{"format":"cjm-persona","format":"cjm-persona"}', True, "stands twice")
    yield _persona(
        "10,000-channels", persona(channels=[{"id": f"h{n}"} for n in range(10_000)]), True, "200 are the most"
    )
    yield _persona("a-million-values", lambda: persona(x=[0] * 1_100_000), True, "commas")
    yield _persona("60-MB", lambda: persona(x="a" * 60_000_000), True, "larger than 50 MB")
    yield _persona("portrait-is-the-persona", persona(persona={"id": "p", "portrait": "p"}), False)
    yield _persona("channels-of-itself", persona(persona={"id": "p", "channels": ["p", "p"]}), False)
    markup = '<img src="file:///etc/passwd">\u202e=1+1'
    yield _persona("markup", persona(persona={"id": "p", "name": markup, "quote": markup, "needs": [markup]}), False)
    for name, (make, mime) in PICTURES.items():

        def content(make: Callable[[], bytes] = make, mime: str = mime) -> bytes:
            picture = {"id": "x", "mime": mime, "width": 9, "height": 9, "data": base64.b64encode(make()).decode()}
            return persona(persona={"id": "p", "portrait": "x"}, pictures=[picture])

        yield _persona(f"portrait-{name}", content, False)


def _presets() -> Iterator[Case]:
    for name, content, says in (
        ("empty", b"", "value is expected"),
        ("list", b"[]", "no export preset"),
        ("other", b'{"format":"x\\u202e"}', "no export preset"),
        ("unknown-option", b'{"execute":"calc.exe"}', "execute"),
        ("nan", b'{"map_scale":NaN}', "not a number"),
        ("huge", b'{"map_scale":1e400}', "too large"),
        ("paper-of-a-mile", b'{"paper":"9999999x9999999mm"}', "paper"),
        ("margin-negative", b'{"margin_mm":-5}', "margin"),
        ("wrong-type", b'{"page":["fit"]}', "page"),
        ("nested", b"[" * 90_000, "nest too deeply"),
        ("two-megabytes", b'{"logo":"' + b"a" * 2_000_000 + b'"}', "larger than 1 MB"),
        ("utf-16", '{"page":"fit"}'.encode("utf-16"), "UTF-16"),
        ("page-of-a-web", b"<html>", "web page"),
        ("dpi-beyond", b'{"dpi":1e300}', "dpi"),
        ("view-of-itself", b'{"view":{"id":"../x"}}', "view"),
    ):
        yield of_bytes(f"preset-{name}", Door.PRESET, "hostile.json", content, True, says)
    for name, logo in (
        ("device", "/dev/zero"),
        ("missing", "../../../../nowhere.png"),
        ("folder", "."),
        ("text", "/etc/passwd"),
        ("nul", "a\0b.png"),
        ("remote", "https://a.example/x.png"),
        ("unc", "\\\\server\\share\\x.png"),
        ("itself", "hostile.json"),
    ):
        content = json.dumps({"logo": logo, "header": True}).encode()
        yield of_bytes(f"logo-{name}", Door.PRESET, "hostile.json", content, True)


def _clips() -> Iterator[Case]:
    for name, content, refused in (
        ("sound", small(clip=["c1"]), False),
        ("nothing", b"", True),
        ("zeros", b"\0" * 99, True),
        ("no-roots", small(), True),
        ("roots-are-numbers", small(clip=[1, 2]), True),
        ("roots-are-nowhere", small(clip=["c1", "nowhere"]), True),
        ("roots-are-a-text", small(clip="c1"), True),
        ("a-million-roots", lambda: small(clip=["c1"] * 400_000), False),
        ("600-stages", small(stages=[{"id": f"s{n}"} for n in range(600)], clip=["s1"]), True),
        ("newer", small(version="7.0", clip=["c1"]), True),
        ("nested", b"[" * 100_000, True),
        ("60-MB", lambda: small(note="a" * 60_000_000, clip=["c1"]), True),
        (
            "markup",
            full(lambda _: '<img src="file:///etc/passwd">').replace(b'"title"', b'"clip":["c1"],"title"', 1),
            False,
        ),
        ("program", b"\x7fELF", True),
        ("wrong-types", small(cards=[{"id": "c1", "text": 7}], clip=["c1"]), True),
    ):
        yield of_bytes(f"clip-{name}", Door.CLIP, "clip.bin", content, refused, "What was copied" if refused else "")


def _pages() -> Iterator[Case]:
    row = "<tr><td>a</td><td>b</td></tr>"
    for name, text, refused in (
        ("markup-in-cells", f'<table>{row}<tr><td><img src="file:///etc/passwd"><td><script>x</script></table>', False),
        ("column-of-spaces", lambda: f"<table>{row}<tr><td colspan=" + " " * _LONG + "x>a<td>b</table>", False),
        ("many-spans", lambda: "<table><tr><td " + "colspan= " * (_LONG // 9) + ">a<td>b</table>", False),
        ("wide", lambda: f"<table>{row}<tr><td colspan=999999>a<td>b</table>", True),
        ("high", lambda: f"<table>{row}<tr><td rowspan=999999>a<td>b</table>", True),
        (
            "spans-over-spans",
            lambda: "<table><tr><td>a<td rowspan=100 colspan=900>" + "<tr><td colspan=900 rowspan=11>" * 9_000,
            True,
        ),
        ("a-million-tags", lambda: "<a>" * 1_600_000, True),
        ("500,000-tags", lambda: "<b></b>" * 250_000, False),
        ("99,000-cells", lambda: "<table>" + ("<tr>" + "<td>" * 900) * 110, False),
        ("a-million-cells", lambda: "<table>" + ("<tr>" + "<td>" * 900) * 1_200, True),
        ("tables-in-tables", lambda: "<table>" * 590_000, False),
        ("character-of-5,000-digits", "<table><tr><td>&#" + "9" * 5_000 + ";<td>b</table>", False),
        ("characters-that-are-none", "<table><tr><td>&#0;&#xd800;&#x110000;<td>&#55296;</table>", False),
        ("ampersands", lambda: "<table><tr><td>" + "&" * _LONG + "<td>b</table>", False),
        (
            "names-of-characters",
            lambda: "<table><tr><td>" + "&abcdefghijklmnopqrstuvwxyzabcdef" * 140_000 + "<td>b</table>",
            False,
        ),
        ("comment-without-end", lambda: "<table><tr><td>a<td>b<!--" + "-" * _LONG, False),
        ("comments", lambda: "<!-->" * 590_000, False),
        ("brackets", lambda: "<" * 590_000, False),
        ("style-without-end", lambda: "<style>" + "x" * _LONG, False),
        ("breaks", lambda: "<table><tr><td>" + "<br>" * 590_000 + "<td>b</table>", None),
        ("formulas", "<table><tr><td>=cmd|' /C calc'!A0<td>@x<tr><td>+1<td>-x</table>", False),
        ("six-million", lambda: "<table>" + "a" * 6_000_000, True),
        ("turned-round", "<table><tr><td>\u202ea<td>\u2066b</table>", False),
        ("zeros", "<table><tr><td>\0<td>\x1b</table>", False),
    ):
        make = (lambda words=text: words().encode()) if callable(text) else text.encode()
        yield of_bytes(f"page-{name}", Door.HTML, "page.html", make, refused)  # type: ignore[arg-type]


def _tables() -> Iterator[Case]:
    for name, text, refused in (
        ("tabs", lambda: "\t" * _LONG, True),
        ("rows", lambda: "a\tb\n" * 1_200_000, True),
        ("quotes", lambda: '"' * _LONG + "\ta", None),
        ("quotes-and-tabs", lambda: '"\t' * (_LONG // 2), True),
        ("quotes-never-closed", lambda: ('"' + "a" * 50 + "\n") * 4_900 + "x\ty", None),
        ("apostrophes", lambda: "'" * _LONG + "\tb", False),
        ("one-long-cell", lambda: "a\tb\nc\t" + "x " * 2_400_000, False),
        ("a-million-lines-in-a-cell", lambda: 'a\tb\nc\t"' + "x\n" * 2_400_000 + '"', True),
        ("numbers", lambda: "1" * _LONG + "\tb\nc\td", False),
        ("5,000-rows", lambda: ("\t".join(["some words"] * 20) + "\n") * 4_999, True),
        ("200-by-200", lambda: ("\t".join(["some words"] * 200) + "\n") * 200, True),
        ("40-by-40", lambda: ("\t".join(["some words"] * 40) + "\n") * 40, False),
        ("sub-stages", lambda: 'Stage\tA\tB\nSub-stages\t"' + "x\n" * 9_000 + '"\tb\nActions\ta\tb', None),
        ("feelings", lambda: "Stage\tA\tB\nEmotions\t" + "glad sad " * 400_000 + "\t🙂\n", False),
        ("feelings-between-breaks", lambda: 'Stage\tA\tB\nEmotions\t"5' + "\n" * 900_000 + 'x"\t🙂\n', None),
        ("feelings-between-spaces", lambda: "Stage\tA\tB\nEmotions\t5" + " " * 900_000 + "x\t🙂\n", None),
        ("bullets", lambda: "Stage\tA\tB\nActions\tx" + " •" * 400_000 + "\ty\n", None),
        ("arrows", lambda: "Stage\tA\tB\nEmotions\t5" + " →" * 400_000 + "\t🙂\n", None),
        ("signs-of-arrows", lambda: "Stage\tA\tB\nEmotions\t5" + "-" * 900_000 + "\t🙂\n", None),
        ("metrics", lambda: "Stage\tA\tB\nMetrics\t" + "9" * 400 + "\t1e999\nMetrics\tNaN\t-inf", False),
        ("formulas", "=1+1\t@x\n+1\t-x\n'=1\t''=2", False),
        ("markup", '<img src="file:///etc/passwd">\t<b>\nx\ty', False),
        ("turned-round", "\u202ea\tb\n\u2066c\td", False),
        ("carriage-returns", "\r" * 90_000 + "a\tb", True),
        ("zeros", "\0\t\0\n\x1b\t\x7f", None),
        ("six-million", lambda: "a\t" + "b" * 6_000_000, True),
    ):
        make = (lambda words=text: words().encode()) if callable(text) else text.encode()
        yield of_bytes(f"table-{name}", Door.TEXT, "table.tsv", make, refused)  # type: ignore[arg-type]
