"""A narrow window: the width goes in; what stands at the right gives way to the map, and comes back as there is room."""

from __future__ import annotations

from cjm_desktop.windows.docks import Area, Docks

#: In a narrower window what stands at the right gives way to the map, where something stands at its left, too.
_NARROW = 860


class GivingWay:
    """Which panels of a window are hidden because it is narrow."""

    def __init__(self, docks: Docks) -> None:
        self._docks = docks
        self._is_narrow = False
        self._hidden: list[str] = []

    def fit(self, width: int) -> None:
        """Hides the panels at the right when the window becomes narrow, and shows them again when it becomes wide."""
        narrow = width < _NARROW
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        if not narrow:
            self.restore()
        elif self._docks.side(Area.LEFT):
            self._hidden = self._docks.side(Area.RIGHT)
            for name in self._hidden:
                self._docks.show(name, False)

    def forget(self, name: str) -> None:
        """The user decides about the panel now, not the width of the window."""
        self._hidden = [other for other in self._hidden if other != name]

    def restore(self) -> None:
        """Shows again what gave way."""
        hidden, self._hidden = self._hidden, []
        for name in hidden:
            self._docks.show(name, True)
