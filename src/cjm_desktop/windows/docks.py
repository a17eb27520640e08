"""The panels round the map: a table of them as data goes in; docks come out that are made when first seen and remembered.

A panel is added by one entry in `PANELS`. View > Panels, the action “show-<id>” with its keys, the order of F6 and what
the program remembers follow from the table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QTabWidget, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.windows import plain, settings
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.dock_title import DockTitle
from cjm_desktop.windows.side_panel import SidePanel

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from cjm_desktop.windows.workspace import Workspace

_VERSION = 2
#: Of a panel in the corner of the map: its distance from the map's edges, in device-independent pixels.
_AWAY = 16


class Area(StrEnum):
    """Where a panel stands at first."""

    LEFT = "left"
    RIGHT = "right"
    BOTTOM = "bottom"
    CORNER = "corner"  #: over the map, in its lower corner


_SIDES = {
    Area.LEFT: Qt.DockWidgetArea.LeftDockWidgetArea,
    Area.RIGHT: Qt.DockWidgetArea.RightDockWidgetArea,
    Area.BOTTOM: Qt.DockWidgetArea.BottomDockWidgetArea,
}


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel: `make` is called when it is first seen. `takes_focus` says that opening it puts the keyboard into it."""

    id: str
    text: str
    icon: str
    area: Area
    make: Callable[[Workspace], QWidget]
    keys: str = ""
    shown: bool = False
    takes_focus: bool = True

    @property
    def title(self) -> str:
        """The name in the user's language, with its mnemonic."""
        return QCoreApplication.translate("panels", self.text)

    @property
    def name(self) -> str:
        """The name in the user's language."""
        return plain.bare(self.title)


def _t(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("panels", text))


def _outline(workspace: Workspace) -> QWidget:
    from cjm_desktop.windows.outline import Outline

    return Outline(workspace)


def _review(workspace: Workspace) -> QWidget:
    from cjm_desktop.windows.review import Review

    return Review(workspace)


def _filter(workspace: Workspace) -> QWidget:
    from cjm_desktop.windows.filter_panel import FilterPanel

    return FilterPanel(workspace)


def _parking(workspace: Workspace) -> QWidget:
    from cjm_desktop.windows.parking import ParkingLot

    return ParkingLot(workspace)


def _history(workspace: Workspace) -> QWidget:
    from cjm_desktop.windows.history import History

    return History(workspace)


def _minimap(workspace: Workspace) -> QWidget:
    from cjm_desktop.windows.minimap import Minimap

    return Minimap(workspace)


#: In the order of the menu. Of one area the first stands alone; the others are its tabs (at the right: tabs below it).
PANELS: tuple[Panel, ...] = (
    Panel("palette", _t("&Palette"), "panel-left", Area.LEFT, lambda w: w.palette_panel, "F7", True, False),
    Panel("inspector", _t("&Inspector"), "panel-right", Area.RIGHT, lambda w: w.inspector, "F8", True, False),
    Panel("outline", _t("&Outline"), "list-tree", Area.LEFT, _outline, "Ctrl+Alt+O"),
    Panel("review", _t("Re&view"), "list-checks", Area.RIGHT, _review, "Ctrl+Alt+R"),
    Panel("filter", _t("&Filter"), "funnel", Area.RIGHT, _filter, "Ctrl+Alt+F"),
    Panel("parking", _t("Par&king Lot"), "circle-parking", Area.RIGHT, _parking, "Ctrl+J"),
    Panel("history", _t("&History"), "history", Area.RIGHT, _history, "Ctrl+Alt+H"),
    Panel("minimap", _t("&Minimap"), "map", Area.CORNER, _minimap, "Ctrl+Alt+M", takes_focus=False),
)


@guarded
class Docks(QObject):
    """The docks of one window. `action_of` gives the action that shows a panel, which follows what is shown."""

    def __init__(
        self, window: QMainWindow, workspace: Workspace, appearance: Appearance, action_of: Callable[[str], QAction]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._action_of = action_of
        self._panels = {panel.id: panel for panel in PANELS}
        self._docks: dict[str, QDockWidget] = {}
        self._corners: dict[str, QWidget] = {}
        self._contents: dict[str, QWidget] = {}
        self._seen: set[str] = set()
        self._gone = False
        window.installEventFilter(self)
        window.setDockOptions(QMainWindow.DockOption.AllowTabbedDocks | QMainWindow.DockOption.AllowNestedDocks)
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        window.setCorner(Qt.Corner.BottomLeftCorner, _SIDES[Area.LEFT])
        window.setCorner(Qt.Corner.BottomRightCorner, _SIDES[Area.RIGHT])
        for panel in PANELS:
            if panel.area is not Area.CORNER:
                self._docks[panel.id] = self._made_dock(panel, appearance)
        self._arrange()
        self._restore()
        workspace.canvas.installEventFilter(self)
        # A method, and no function of its own: what outlives the window would keep that, and with it the whole window.
        QGuiApplication.instance().screenRemoved.connect(self._lose_screen)  # type: ignore[union-attr]

    # ---- showing

    def is_shown(self, id_: str) -> bool:
        """Whether a panel is open, though perhaps behind another one's tab."""
        corner = self._corners.get(id_)
        if id_ in self._docks:
            return not self._docks[id_].isHidden()
        return corner is not None and not corner.isHidden()

    def is_seen(self, id_: str) -> bool:
        """Whether a panel can be seen."""
        return id_ in self._seen

    def content(self, id_: str) -> QWidget | None:
        """The widget of a panel; None before the panel was first seen."""
        return self._contents.get(id_)

    def show(self, id_: str, shown: bool) -> None:
        """Open or close a panel. KeyError for an unknown one."""
        if self._panels[id_].area is Area.CORNER:
            self._show_corner(id_, shown)
            return
        dock = self._docks[id_]
        if not shown:
            dock.hide()
            return
        fresh = id_ not in self._contents
        alone = len(self.side(Area.RIGHT)) == 1
        self._fill(id_)
        dock.show()
        dock.raise_()
        if fresh and not dock.isFloating():
            self._fit([id_])
            if alone:
                self._share_right()

    def _share_right(self) -> None:
        """Half of the right side for each of two panels, one beneath the other, of which the lower was just opened."""
        docks = [self._docks[id_] for id_ in self.side(Area.RIGHT)]
        if len(docks) == 2:
            half = self._window.height() // 2
            self._window.resizeDocks(docks, [half, half], Qt.Orientation.Vertical)

    def toggle(self, id_: str, shown: bool) -> None:
        """What the panel's action asks for: one that waits behind a tab comes to the front before it is closed."""
        behind = not shown and self.is_shown(id_) and not self.is_seen(id_) and self._window.isVisible()
        focused = self._window.focusWidget()
        content = self._contents.get(id_)
        had_focus = content is not None and focused is not None and content.isAncestorOf(focused)
        self.show(id_, shown or behind)
        self._action_of(id_).setChecked(self.is_shown(id_))
        if (shown or behind) and self._panels[id_].takes_focus:
            self.focus(id_)
        elif had_focus and not shown and not behind:
            self._workspace.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus(self, id_: str) -> None:
        """Open a panel and put the keyboard into it."""
        if not self.is_seen(id_):
            self.show(id_, True)
        content = self._contents[id_]
        first = getattr(content, "focus_first", None)
        if callable(first):
            first()

    def open_panels(self) -> list[str]:
        """The ids of the panels that are open."""
        return [id_ for id_ in self._panels if self.is_shown(id_)]

    def seen_panels(self) -> list[QWidget]:
        """The panels that can be seen, in the order of F6: at the right from the top, at the bottom, at the left."""
        window = self._window
        order = (*_SIDES.values(), Qt.DockWidgetArea.TopDockWidgetArea, Qt.DockWidgetArea.NoDockWidgetArea)
        ranks = {area: rank for rank, area in enumerate((order[1], order[2], order[0], *order[3:]))}

        def rank(id_: str) -> tuple[int, int, int]:
            dock = self._docks.get(id_)
            if dock is None:
                return -1, 0, 0
            return ranks.get(window.dockWidgetArea(dock), len(ranks)), dock.y(), dock.x()

        return [self._contents[id_] for id_ in sorted(self._seen, key=rank) if id_ in self._contents]

    def side(self, area: Area) -> list[str]:
        """The panels that stand open at a side of the window now."""
        return [
            id_
            for id_, dock in self._docks.items()
            if not dock.isHidden() and not dock.isFloating() and self._window.dockWidgetArea(dock) == _SIDES[area]
        ]

    # ---- remembering

    def reset(self) -> None:
        """Every panel back to where it stood at first."""
        for panel in PANELS:
            if panel.area is Area.CORNER:
                self._show_corner(panel.id, panel.shown)
        for dock in self._docks.values():
            dock.setFloating(False)
            self._window.removeDockWidget(dock)
        self._arrange()

    def store(self) -> None:
        """Remember what is shown, and where."""
        settings.store(settings.DOCKS, self._window.saveState(_VERSION))
        settings.store(settings.CORNER_PANELS, [id_ for id_ in self._corners if self.is_shown(id_)])

    def stop(self) -> None:
        """No panel follows the map any longer."""
        for dock in self._docks.values():
            # Docks that go together with their window are hidden first.
            dock.visibilityChanged.disconnect()
        for content in self._contents.values():
            if isinstance(content, SidePanel):
                content.set_awake(False)

    def rescue(self) -> None:
        """Panels that float where no screen is any longer come back to the window."""
        for dock in self._docks.values():
            if dock.isFloating() and not _can_be_taken(dock.frameGeometry()):
                dock.setFloating(False)

    def _lose_screen(self, _screen: QScreen) -> None:
        self.rescue()

    def _restore(self) -> None:
        remembered = settings.load(settings.DOCKS)
        if not remembered.isEmpty():
            self._window.restoreState(remembered, _VERSION)
            self.rescue()
        for id_ in settings.load(settings.CORNER_PANELS):
            if id_ in self._panels and self._panels[id_].area is Area.CORNER:
                self._show_corner(id_, True)

    # ---- making

    def _made_dock(self, panel: Panel, appearance: Appearance) -> QDockWidget:
        dock = QDockWidget(panel.name, self._window)
        dock.setObjectName(f"{panel.id}-dock")
        dock.setAccessibleName(panel.name)
        # The panel's action, with its tick, stands in the menu already.
        dock.toggleViewAction().setVisible(False)
        dock.setTitleBarWidget(DockTitle(dock, appearance))
        dock.hide()
        dock.visibilityChanged.connect(partial(self._follow_visibility, panel.id))
        return dock

    def _arrange(self) -> None:
        """Every dock where the table says."""
        window, places = self._window, dict[Area, list[str]]()
        for id_, dock in self._docks.items():
            area = self._panels[id_].area
            before = places.setdefault(area, [])
            window.addDockWidget(_SIDES[area], dock)
            if before and area is Area.RIGHT and len(before) == 1:
                window.splitDockWidget(self._docks[before[0]], dock, Qt.Orientation.Vertical)
            elif before:
                window.tabifyDockWidget(self._docks[before[-1]], dock)
            before.append(id_)
        for id_, dock in self._docks.items():
            shown = self._panels[id_].shown
            if shown:
                self._fill(id_)
            dock.setVisible(shown)
        self._fit([id_ for id_ in self._docks if self._panels[id_].shown])

    def _fit(self, ids: list[str]) -> None:
        """As wide (at the bottom: as high) as the panels like to be."""
        for orientation in (Qt.Orientation.Horizontal, Qt.Orientation.Vertical):
            upright = orientation == Qt.Orientation.Vertical
            wanted = [id_ for id_ in ids if (self._panels[id_].area is Area.BOTTOM) == upright]
            hints = [self._contents[id_].sizeHint() for id_ in wanted]
            sizes = [hint.height() if upright else hint.width() for hint in hints]
            self._window.resizeDocks([self._docks[id_] for id_ in wanted], sizes, orientation)

    def _fill(self, id_: str) -> QWidget:
        """The panel's widget, made now where it was not yet."""
        content = self._contents.get(id_)
        if content is None:
            content = self._contents[id_] = self._panels[id_].make(self._workspace)
            dock = self._docks.get(id_)
            if dock is not None:
                dock.setWidget(content)
                title = dock.titleBarWidget()
                assert isinstance(title, DockTitle)
                title.show_title_of(content)
        return content

    def _follow_visibility(self, id_: str, seen: bool) -> None:
        if self._gone:  # the docks of a window that is taken down are hidden one by one
            return
        if seen:
            self._fill(id_)
            self._seen.add(id_)
        else:
            self._seen.discard(id_)
        content = self._contents.get(id_)
        if isinstance(content, SidePanel):
            content.set_awake(seen)
        self._action_of(id_).setChecked(self.is_shown(id_))
        for tabs in self._window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
            # Made by Qt as docks become tabs.
            tabs.setElideMode(Qt.TextElideMode.ElideNone)
            tabs.setExpanding(False)
            tabs.setDrawBase(False)
            tabs.setAccessibleName(self.tr("Panels"))

    # ---- panels over the map

    def _show_corner(self, id_: str, shown: bool) -> None:
        if not shown and id_ not in self._corners:
            return
        if id_ not in self._corners:
            corner = self._corners[id_] = self._fill(id_)
            corner.setParent(self._workspace.canvas)
        corner = self._corners[id_]
        corner.setVisible(shown)
        if shown:
            self._seen.add(id_)
            corner.raise_()
            self._place_corners()
        else:
            self._seen.discard(id_)
        if isinstance(corner, SidePanel):
            corner.set_awake(shown)
        self._action_of(id_).setChecked(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            self._gone = self._gone or event.type() == QEvent.Type.DeferredDelete
        # The second is asked for by a panel that wants another size.
        elif event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self._corners:
            self._place_corners()
        return False

    def _place_corners(self) -> None:
        """Side by side from the map's lower corner at the end of the line."""
        canvas = self._workspace.canvas
        edge = canvas.width() - _AWAY
        for corner in self._corners.values():
            if corner.isHidden():
                continue
            corner.resize(corner.sizeHint().boundedTo(canvas.size() / 2))
            left = edge - corner.width()
            if canvas.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                left = canvas.width() - edge
            corner.move(QPoint(left, canvas.height() - _AWAY - corner.height()))
            edge -= corner.width() + _AWAY


def _can_be_taken(frame: QRect) -> bool:
    """Whether enough of a floating panel's upper edge lies on some screen to take hold of it."""
    top = QRect(frame.x(), frame.y(), frame.width(), 28)
    parts = (screen.availableGeometry() & top for screen in QGuiApplication.screens())
    return any(part.width() >= 60 and part.height() >= 12 for part in parts)
