"""Cut, copy, paste and duplicate: what the clipboard and the map give each other."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from cjm_desktop.windows.actions.action import Action, Menu, Needs
from cjm_desktop.windows.actions.action import shown as t

Key = QKeySequence.StandardKey

ACTIONS: tuple[Action, ...] = (
    Action("cut", t("Cu&t"), "clipboard.cut", "scissors", Key.Cut, "Ctrl+X", needs=Needs.SELECTION),
    Action("copy", t("&Copy"), "clipboard.copy", "copy", Key.Copy, "Ctrl+C", needs=Needs.SELECTION),
    Action("paste", t("&Paste"), "clipboard.paste", "clipboard-paste", Key.Paste, "Ctrl+V"),
    Action("paste-one", t("Paste as One Card"), "clipboard.paste_as_one", "", None, "Ctrl+Alt+V"),
    Action(
        "paste-map",
        t("Paste as Ne&w Map…"),
        "clipboard.paste_as_map",
        "",
        None,
        "Ctrl+Shift+V",
        needs=Needs.NOTHING,
        tip=t("Make a map of a table that was copied in a spreadsheet"),
    ),
    Action("duplicate", t("Duplicate"), "clipboard.duplicate", "copy-plus", None, "Ctrl+D", needs=Needs.SELECTION),
    Action("copy-picture", t("Copy as &Picture"), "clipboard.copy_picture", "", None, "Ctrl+Shift+C"),
    Action("copy-svg", t("Copy as S&VG"), "clipboard.copy_svg", tip=t("A drawing that other programs can change")),
    Action("copy-table", t("Copy as &Table"), "clipboard.copy_table"),
    Action("copy-text", t("Copy as Te&xt"), "clipboard.copy_as_text"),
)

COPY_AS = Menu("copy-as", t("Cop&y As"), ("copy-picture", "copy-svg", "copy-table", "copy-text"))

PASTE_AS = Menu("paste-as", t("Paste A&s"), ("paste-one", "paste-map"))

#: What the Edit menu shows of them.
ENTRIES: tuple[str | Menu | None, ...] = ("cut", "copy", "paste", "duplicate", COPY_AS, PASTE_AS)
