"""The keys of the map itself, which are no actions of a menu: what they do, for the page of keyboard shortcuts."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from cjm_desktop.windows.actions.action import shown as t


@dataclass(frozen=True, slots=True)
class MapKeys:
    """A group of keys under a heading, each as (what it does, how it is written)."""

    heading: str
    entries: tuple[tuple[str, str], ...]

    @property
    def label(self) -> str:
        """The heading in the user's language."""
        return _translated(self.heading)

    @property
    def rows(self) -> list[tuple[str, str]]:
        """(what it does, how it is written) in the user's language."""
        return [(_translated(text), _translated(keys)) for text, keys in self.entries]


def _translated(text: str) -> str:
    return QCoreApplication.translate("actions", text)


MAP_KEYS: tuple[MapKeys, ...] = (
    MapKeys(
        t("On the map"),
        (
            (t("Write a card in the selected cell, or on in the selected text"), t("any letter")),
            (t("Write the selected text"), t("Enter, F2")),
            (t("Next card, stage or lane; from the first ones to their names"), t("arrows")),
            (t("Next or previous stage, and on in the next lane"), t("Tab, Shift+Tab")),
            (t("Next cell in a direction, ready to write"), t("Ctrl+arrows")),
            (t("First or last stage of the lane"), t("Home, End")),
            (t("First or last cell of the map"), t("Ctrl+Home, Ctrl+End")),
            (t("Select on in a direction"), t("Shift+arrows")),
            (t("Gather the selected thing and walk on"), t("Ctrl+Space")),
            (t("Make the selected feeling better or worse"), t("+, −")),
            (t("Select nothing, end a drag"), t("Esc")),
        ),
    ),
    MapKeys(
        t("While you write"),
        (
            (t("Next card in the cell"), t("Enter")),
            (t("A new line"), t("Ctrl+Enter, Shift+Enter")),
            (t("Next or previous stage"), t("Tab, Shift+Tab")),
            (t("Next or previous lane"), t("Ctrl+Down, Ctrl+Up")),
            (t("Done; what is written stays"), t("Esc")),
            (t("After a new stage or lane: on to its cards, or another one"), t("Enter, Tab")),
        ),
    ),
)
