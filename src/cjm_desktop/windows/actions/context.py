"""What a right click on the map offers, by the kind of thing that lies under the pointer: ids of actions, and menus.

An action that does not apply is left out when the menu opens, so a table here names all that may.
"""

from __future__ import annotations

from cjm_desktop.windows.actions.action import Menu
from cjm_desktop.windows.actions.action import shown as t
from cjm_desktop.windows.actions.arrange import ORDER
from cjm_desktop.windows.actions.clipboard import COPY_AS
from cjm_desktop.windows.actions.marking import CHANNEL, EVIDENCE, MARK

Entries = tuple[str | Menu | None, ...]

KIND = Menu("context-kind", t("&Kind of Lane"), icon="rows-3", dynamic=True)
CURVES = Menu("context-curves", t("Cur&ves"), icon="smile", dynamic=True)
COLOUR = Menu("context-colour", t("Co&lour"), icon="palette", dynamic=True)


def _insert(*ids: str) -> Menu:
    return Menu("context-insert", t("&Insert"), ids, "plus")


_CLIPBOARD: Entries = ("cut", "copy", COPY_AS, "paste", "duplicate")
_THING: Entries = ("edit-text", None, *_CLIPBOARD, None, "delete", None, "zoom-selection")

#: By the kinds of `layout.hit.Hit`; the edges of stages and lanes are theirs.
CONTEXT: dict[str, Entries] = {
    "card": (
        "edit-text",
        None,
        *_CLIPBOARD,
        "delete",
        None,
        "merge-cards",
        "split-card",
        ORDER,
        None,
        CHANNEL,
        MARK,
        EVIDENCE,
        COLOUR,
        "vote",
        None,
        "connect",
        "park",
        "link-map",
        "open-linked-map",
        _insert("insert-card", "insert-touchpoint", "insert-pain", "insert-opportunity", "insert-thought"),
        "zoom-selection",
        None,
        "properties",
    ),
    "stage": (
        "edit-text",
        _insert("insert-stage-before", "insert-stage"),
        None,
        "move-left",
        "move-right",
        "hide-stage",
        None,
        *_CLIPBOARD,
        "delete",
        None,
        "equal-widths",
        "zoom-selection",
    ),
    "lane": (
        "edit-text",
        KIND,
        CURVES,
        COLOUR,
        "collapse-lane",
        "hide-lane",
        "lock-lane",
        None,
        _insert("insert-lane-above", "insert-named-lane"),
        "move-up",
        "move-down",
        None,
        *_CLIPBOARD,
        "delete",
        None,
        "equal-heights",
        "reset-heights",
        "zoom-selection",
    ),
    "point": (*_THING, None, _insert("insert-emotion"), CURVES, MARK, EVIDENCE, None, "properties"),
    "curve": ("personas", CURVES, None, "delete", None, "zoom-selection"),
    "metric": (*_THING, None, EVIDENCE, None, "properties"),
    "persona": ("edit-text", "personas", CURVES, None, *_CLIPBOARD, "delete", None, "zoom-selection"),
    "connector": ("edit-text", None, "delete", None, "zoom-selection"),
    "line": ("edit-text", None, "delete", None, "zoom-selection"),
    "cell": (
        _insert(
            "insert-card",
            "insert-touchpoint",
            "insert-emotion",
            "insert-picture",
            "insert-stage-before",
            "insert-stage",
            "insert-lane-above",
            "insert-named-lane",
        ),
        CURVES,
        None,
        "paste",
        "paste-one",
        None,
        "select-all",
        "zoom-fit",
    ),
    "title": ("map-properties", None, "copy-picture", "copy-table", None, "zoom-fit"),
    "none": (
        "paste",
        "select-all",
        None,
        _insert("insert-stage", "insert-named-lane", "insert-card", "insert-persona"),
        None,
        "copy-picture",
        "copy-table",
        "copy-text",
        None,
        "map-properties",
        "zoom-fit",
    ),
}
CONTEXT |= {"card-edge": CONTEXT["card"], "stage-edge": CONTEXT["stage"], "lane-edge": CONTEXT["lane"]}
