"""Texts, names and pictures of a map go in; pieces of HTML in which nothing of them is markup come out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from cjm_desktop.model.records import Crop, Picture
from cjm_desktop.resources import resource

#: Characters that no HTML text may hold.
_UNTOLD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_BREAK = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_ADDRESS = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)
_ICON = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_UNKNOWN_ICON = "circle-dot"

#: What a page may do: show what it holds, and nothing else.
POLICY = "default-src 'none'; img-src data:; style-src '{}'; base-uri 'none'; form-action 'none'"


def text(raw: str) -> str:
    """The text in one line, for an element or an attribute."""
    return html.escape(_UNTOLD.sub("", _BREAK.sub(" ", raw)))


def lines(raw: str) -> str:
    """The text with its line breaks, for an element."""
    return "<br>".join(text(line) for line in _BREAK.split(raw.strip()))


def block(tag: str, raw: str, kind: str = "") -> str:
    """An element of a text that runs the way its own script does."""
    return f'<{tag}{_class(kind)} dir="auto">{lines(raw)}</{tag}>'


def items(made: Iterable[str], kind: str) -> str:
    """A list of elements; nothing where there are none."""
    told = "".join(f"<li>{one}</li>" for one in made)
    return f"<ul{_class(kind)}>{told}</ul>" if told else ""


def link(url: str, title: str) -> str:
    """A link to another page; where the address is none that may be followed, only its text."""
    named = text(title.strip() or url.strip())
    if _ADDRESS.fullmatch(url.strip()) is None:
        return f"<bdi>{named}</bdi>"
    return f'<a href="{text(url.strip())}" rel="noopener noreferrer"><bdi>{named}</bdi></a>'


def anchor(id_: str, name: str) -> str:
    """A link to a card of the page."""
    return f'<a href="#card-{text(id_)}"><bdi>{text(name)}</bdi></a>'


def icon(name: str) -> str:
    """A sign that says nothing to a screen reader; `icon_symbols` puts what it shows into the page."""
    return f'<svg class="icon" aria-hidden="true"><use href="#icon-{known_icon(name)}"/></svg>'


def known_icon(name: str) -> str:
    """The name where the program has such an icon, else that of a neutral one."""
    if name.replace("-", "").isalnum() and name.isascii() and resource("icons", "map", f"{name}.svg").is_file():
        return name
    return _UNKNOWN_ICON


def icon_symbols(names: Iterable[str]) -> str:
    """The icons' outlines, each once."""
    made = []
    for name in sorted(set(map(known_icon, names))):
        found = _ICON.search(resource("icons", "map", f"{name}.svg").read_text(encoding="utf-8"))
        drawn = "" if found is None else " ".join(found.group(1).split())
        made.append(f'<symbol id="icon-{name}" viewBox="0 0 24 24">{drawn}</symbol>')
    return "".join(made)


def picture_symbols(pictures: Iterable[Picture]) -> str:
    """The pictures' bytes, each once."""
    return "".join(
        f'<image id="picture-{text(one.id)}" width="{one.width}" height="{one.height}"'
        f' href="data:{text(one.mime)};base64,{text(one.data)}"/>'
        for one in pictures
    )


def picture(one: Picture, crop: Crop | None, kind: str, *, filled: bool = False) -> str:
    """The part of a picture that is shown; `filled` cuts it to the room it is given."""
    part = crop or Crop()
    box = " ".join(
        f"{value:.6g}"
        for value in (part.x * one.width, part.y * one.height, part.width * one.width, part.height * one.height)
    )
    said = f'role="img" aria-label="{text(one.alt)}"' if one.alt.strip() else 'aria-hidden="true"'
    fit = ' preserveAspectRatio="xMidYMid slice"' if filled else ""
    return f'<svg class="{kind}" {said} viewBox="{box}"{fit}><use href="#picture-{text(one.id)}"/></svg>'


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""
