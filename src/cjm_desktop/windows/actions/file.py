"""The File menu and its actions."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from cjm_desktop.windows.actions import exporting
from cjm_desktop.windows.actions.action import Action, Menu, Needs
from cjm_desktop.windows.actions.action import shown as t

Key = QKeySequence.StandardKey

ACTIONS: tuple[Action, ...] = (
    Action(
        "new",
        t("&New…"),
        "file.new_map",
        "file-plus",
        Key.New,
        "Ctrl+N",
        needs=Needs.NOTHING,
        tip=t("Start a map from a template"),
    ),
    Action(
        "open",
        t("&Open…"),
        "file.open_dialog",
        "folder-open",
        Key.Open,
        "Ctrl+O",
        needs=Needs.NOTHING,
        tip=t("Open a map"),
    ),
    Action("new-from-clipboard", t("New from C&lipboard…"), "clipboard.paste_as_map", "", needs=Needs.NOTHING),
    Action(
        "import-file",
        t("&Table, Diagram or Exported Map…"),
        "file.import_dialog",
        "file-text",
        needs=Needs.NOTHING,
        tip=t("Make a map of a file that another program wrote"),
    ),
    Action(
        "recover",
        t("Recover &Unsaved Maps…"),
        "file.recover_unsaved",
        "",
        needs=Needs.NOTHING,
        tip=t("Maps that were not saved when the program ended, and were kept for later"),
    ),
    Action("save", t("&Save"), "file.save", "save", Key.Save, "Ctrl+S", tip=t("Save the map")),
    Action("save-as", t("Save &As…"), "file.save_as", "", Key.SaveAs, "Ctrl+Shift+S"),
    Action(
        "save-copy", t("Save a Cop&y…"), "file.save_copy", tip=t("Write the map to another file, and go on in this one")
    ),
    Action("revert", t("Rever&t to Saved…"), "file.revert", needs=Needs.FILE, tip=t("Go back to what the file holds")),
    Action(
        "keep-version",
        t("&Keep Version…"),
        "versions.keep",
        "bookmark",
        tip=t("Keep the map as it is now under a name, with a note"),
    ),
    Action(
        "versions",
        t("&Versions…"),
        "versions.show",
        "history",
        tip=t("What was kept under a name, and what the file held before it was saved; with what has changed since"),
    ),
    Action(
        "compare",
        t("Compare &With…"),
        "compare.compare_with",
        "columns-3",
        tip=t("See what differs between this map and another one"),
    ),
    Action(
        "import-survey",
        t("&Survey Results…"),
        "survey.choose",
        "gauge",
        tip=t("Put the scores of a survey onto this map, or bring them up to date"),
    ),
    *exporting.ACTIONS,
    Action(
        "print",
        t("&Print…"),
        "export.print",
        "",
        Key.Print,
        "Ctrl+P",
        tip=t("See a preview of the printed pages, and print them"),
    ),
    Action("close", t("&Close Window"), "file.close_window", "x", Key.Close, "Ctrl+W", needs=Needs.NOTHING),
    Action("quit", t("&Quit"), "file.quit", "", Key.Quit, "Ctrl+Q", needs=Needs.NOTHING),
)

MENU = Menu(
    "file",
    t("&File"),
    (
        "new",
        "new-from-clipboard",
        "open",
        Menu("recent", t("Open &Recent"), icon="file-clock", dynamic=True),
        Menu("import", t("&Import"), ("import-file", "import-survey"), "import"),
        "recover",
        None,
        "save",
        "save-as",
        "save-copy",
        "revert",
        "keep-version",
        "versions",
        "compare",
        None,
        exporting.MENU,
        "export-again",
        "print",
        None,
        "close",
        "quit",
    ),
)
