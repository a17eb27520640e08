"""The built-in templates: what there is, in the gallery's order; and a template's map, fresh for the user to change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.resources import templates_folder

if TYPE_CHECKING:
    from cjm_desktop.model.journey import Journey


@dataclass(frozen=True, slots=True)
class Template:
    """A template; `key` is its name on the command line, `title` and `summary` are English and translated where shown."""

    key: str
    title: str
    summary: str
    path: Path


#: Title and summary by key, in the gallery's order.
_KNOWN: dict[str, tuple[str, str]] = {
    "current-state": (
        "Current state",
        "What a customer goes through today: actions, touchpoints, thoughts, feelings, pain points and what to mend.",
    ),
    "day-in-the-life": (
        "Day in the life",
        "A whole day around the clock: where people are, what they do and need, and where we fit in.",
    ),
    "future-state": (
        "Future state",
        "What the journey shall become: vision, target feelings beside today's, ideas, enablers, priority and owner.",
    ),
    "service-blueprint": (
        "Service blueprint",
        "What the customer sees and what carries it: frontstage, backstage and support, with the three lines.",
    ),
    "blank": ("Blank", "An empty map to start from nothing."),
}


def template_keys() -> tuple[str, ...]:
    """The names of the built-in templates in the gallery's order, without looking at the disk."""
    return tuple(_KNOWN)


def all_templates() -> tuple[Template, ...]:
    """The templates that are there: the built-in ones in their order, others in the folder before the blank one."""
    files = {path.stem: path for path in sorted(templates_folder().glob("*.cjm"))}
    known = [Template(key, *_KNOWN[key], files.pop(key)) for key in _KNOWN if key in files]
    others = [Template(key, key.replace("-", " ").capitalize(), "", path) for key, path in files.items()]
    return tuple(sorted([*known, *others], key=lambda template: template.key == "blank"))


def load_template(key: str) -> Journey:
    """The map of a template; FileProblem where there is none of that name or its file is damaged."""
    # Reading brings in the model, which a list of templates (the window's first sight) need not wait for.
    from cjm_desktop.formats.journey_file import load

    templates = {template.key: template for template in all_templates()}
    if key not in templates:
        raise FileProblem(f"There is no template “{key}”; there are {', '.join(templates)}.")
    return load(templates[key].path).journey
