"""Makes the window's QActions, menu bar and tool bar from the data in `actions`, and keeps them enabled when they apply."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QMenu,
    QMenuBar,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.theme import Chrome
from cjm_desktop.windows import icons, plain
from cjm_desktop.windows.actions import ACTIONS, MENUS, Action, Menu, Needs
from cjm_desktop.windows.commands import Commands

#: The tool bar: (id of an action, whether its text stands beside its icon), None for a line, "" for a spring.
_TOOLS: tuple[tuple[str, bool] | str | None, ...] = (
    ("new", True),
    ("open", True),
    ("save", True),
    None,
    ("undo", False),
    ("redo", False),
    None,
    ("insert-card", True),
    ("insert-emotion", True),
    None,
    ("zoom-out", False),
    "zoom",
    ("zoom-in", False),
    ("zoom-fit", True),
    None,
    ("show-filter", True),
    "",
    ("export", True),
    ("present", True),
)
#: Of the button that opens the tools for which there is no room at all; the style's is a mark of two pixels.
_OVERFLOW = QSize(20, 28)
_PAD = 3  #: beside the tool bar's icons
#: Short words of the tool bar where the menu's are too long for it.
_SHORT = {"insert-emotion": "Emotion", "zoom-fit": "Fit", "export": "Export", "present": "Present"}


class Actions(QObject):
    """The QActions of one window by id; each calls its handler of `commands`."""

    def __init__(self, window: QMainWindow, commands: Commands) -> None:
        super().__init__(window)
        self._window = window
        self._commands = commands
        self._groups: dict[str, QActionGroup] = {}
        self._made: dict[str, QAction] = {}
        for data in ACTIONS.values():
            self._made[data.id] = self._action(data)

    def __getitem__(self, id_: str) -> QAction:
        return self._made[id_]

    def enable(self, met: Mapping[Needs, bool]) -> None:
        """Enables what needs what is there, and greys the rest."""
        for id_, action in self._made.items():
            action.setEnabled(met[ACTIONS[id_].needs])

    def dress(self, chrome: Chrome) -> None:
        """Icons in the theme's colours."""
        for id_, action in self._made.items():
            if ACTIONS[id_].icon:
                action.setIcon(icons.icon(ACTIONS[id_].icon, chrome))

    def _action(self, data: Action) -> QAction:
        action = QAction(data.label, self._window)
        action.setObjectName(data.id)
        keys = data.sequences()
        action.setShortcuts(keys)
        if data.on_map:
            # Shown in menus; elsewhere than on the map these keys have meanings of their own (Alt+Down opens a list).
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setCheckable(data.checkable)
        if data.checkable:
            # A menu has but one place for an icon and for the tick.
            action.setIconVisibleInMenu(False)
        plain_text = plain.bare(data.label)
        tip = QCoreApplication.translate("actions", data.tip) if data.tip else plain_text
        if keys:
            tip = f"{tip} ({keys[0].toString(QKeySequence.SequenceFormat.NativeText)})"
        action.setToolTip(tip)
        if data.id == "quit":
            action.setMenuRole(QAction.MenuRole.QuitRole)
        elif data.id == "about":
            action.setMenuRole(QAction.MenuRole.AboutRole)
        else:
            action.setMenuRole(QAction.MenuRole.NoRole)
        if data.group:
            group = self._groups.setdefault(data.group, QActionGroup(self))
            group.addAction(action)
        handler = self._commands.handler(data.handler)
        if data.argument is not None:
            handler = partial(handler, data.argument)
        if data.checkable and not data.group:
            action.triggered.connect(lambda checked=False, call=handler: call(checked))
        else:
            # `triggered` carries whether the action is checked, which these handlers do not take.
            action.triggered.connect(lambda _checked=False, call=handler: call())
        # An action works by its keys also where no menu shows it (the tool bar alone does not on every platform).
        self._window.addAction(action)
        return action


def fill_menu_bar(bar: QMenuBar, actions: Actions, fillers: Mapping[str, Callable[[QMenu], None]]) -> dict[str, QMenu]:
    """Fills the menu bar; `fillers` fill the dynamic menus by id each time they open. Returns all menus by id."""
    made: dict[str, QMenu] = {}

    def add(data: Menu, menu: QMenu) -> None:
        made[data.id] = menu
        menu.setObjectName(data.id)
        menu.setToolTipsVisible(False)
        menu.setAccessibleName(plain.bare(data.label))
        if data.dynamic:
            menu.aboutToShow.connect(partial(_refill, menu, fillers[data.id]))
        for entry in data.entries:
            if entry is None:
                menu.addSeparator()
            elif isinstance(entry, str):
                menu.addAction(actions[entry])
            else:
                add(entry, menu.addMenu(entry.label))

    for data in MENUS:
        add(data, bar.addMenu(data.label))
    return made


def _refill(menu: QMenu, fill: Callable[[QMenu], None]) -> None:
    menu.clear()
    fill(menu)


def dress_menus(menus: Mapping[str, QMenu], chrome: Chrome) -> None:
    """Icons of the menus inside menus, in the theme's colours."""

    def dress(entries: tuple[str | Menu | None, ...]) -> None:
        for entry in entries:
            if isinstance(entry, Menu):
                if entry.icon:
                    menus[entry.id].setIcon(icons.icon(entry.icon, chrome))
                dress(entry.entries)

    for data in MENUS:
        dress(data.entries)


@guarded
class ToolBar(QToolBar):
    """The window's one tool bar; `zoom_button` shows the zoom and opens a menu of usual ones."""

    def __init__(self, actions: Actions, zoom_menu: QMenu, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tools")
        self.setWindowTitle(self.tr("Tool bar"))
        self.setAccessibleName(self.tr("Tool bar"))
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setIconSize(QSize(icons.SIZE + 2 * _PAD, icons.SIZE))
        overflow = self.findChild(QToolButton, "qt_toolbar_ext_button")
        assert overflow is not None
        self._overflow = overflow
        self._overflow.setMinimumSize(_OVERFLOW)
        self._overflow.setAccessibleName(self.tr("More tools"))
        self._overflow.setToolTip(plain.tooltip(self.tr("More tools")))
        self.zoom_button = QToolButton()
        self._buttons: dict[str, QToolButton] = {}
        self._texts: list[QToolButton] = []  #: those whose text gives way where the bar is narrow
        self._lines: list[QAction] = []  #: between the tools; they give way with the texts
        self._needed = 0  #: the bar's width with all texts
        for entry in _TOOLS:
            if entry is None:
                self._lines.append(self.addSeparator())
            elif entry == "":
                spring = QWidget()
                spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
                self.addWidget(spring)
            elif isinstance(entry, str):
                self._add_zoom(zoom_menu)
            else:
                self._add(actions[entry[0]], entry[1])

    def dress(self, chrome: Chrome) -> None:
        """Icons in the theme's colours; the button that presents stands on the accent."""
        self._overflow.setIcon(icons.tinted("ellipsis", chrome.text))
        for id_, button in self._buttons.items():
            if id_ == "present":
                button.setIcon(icons.tinted("play", chrome.accent_text, disabled=chrome.text_disabled, pad=_PAD))
            else:
                button.setIcon(icons.icon(ACTIONS[id_].icon, chrome, pad=_PAD))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Sheds the texts beside the icons, and the lines between the tools, rather than a tool."""
        only_icons = self._is_bare()
        if not only_icons:
            self._needed = self.sizeHint().width()
        if only_icons != (self.width() < self._needed):
            style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if only_icons else Qt.ToolButtonStyle.ToolButtonIconOnly
            for button in self._texts:
                button.setToolButtonStyle(style)
            for line in self._lines:
                line.setVisible(only_icons)

    def _is_bare(self) -> bool:
        return self._texts[0].toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly

    def button(self, id_: str) -> QToolButton:
        """The button of an action."""
        return self._buttons[id_]

    def show_zoom(self, zoom: float) -> None:
        text = self.tr("{percent} %").format(percent=round(zoom * 100))
        self.zoom_button.setText(text)
        self.zoom_button.setAccessibleName(self.tr("Zoom {percent} %").format(percent=round(zoom * 100)))

    def _add(self, action: QAction, with_text: bool) -> None:
        button = QToolButton()
        name = plain.bare(action.text())
        short = _SHORT.get(action.objectName())
        shown = QCoreApplication.translate("actions", short) if short else name
        button.setText(shown)
        # What is seen is said, too.
        button.setAccessibleName(name if shown in name else self.tr("{short}: {name}").format(short=shown, name=name))
        button.setToolTip(plain.tooltip(action.toolTip()))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if with_text:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if action.objectName() == "present":
            button.setProperty("look", "primary")
        if with_text:
            self._texts.append(button)
        # Not `setDefaultAction`: that gives the button the menu's text and icon again at each change of the action.
        button.clicked.connect(action.trigger)
        if action.isCheckable():
            button.setCheckable(True)
            button.setChecked(action.isChecked())
            action.toggled.connect(button.setChecked)
        button.setEnabled(action.isEnabled())
        action.enabledChanged.connect(button.setEnabled)
        self._buttons[action.objectName()] = button
        self.addWidget(button)

    def _add_zoom(self, menu: QMenu) -> None:
        self.zoom_button.setProperty("look", "zoom")
        self.zoom_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.zoom_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.zoom_button.setMenu(menu)
        self.zoom_button.setToolTip(plain.tooltip(self.tr("Zoom")))
        self.show_zoom(1.0)
        self.addWidget(self.zoom_button)
