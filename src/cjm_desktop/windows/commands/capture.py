"""What the actions for capturing by keyboard do, on one window and its document."""

from __future__ import annotations

from cjm_desktop.windows.commands.base import CommandGroup


class CaptureCommands(CommandGroup):
    """New stages and lanes, feelings, moving and resizing, without the mouse."""

    def new_stage(self) -> None:
        self._canvas.setFocus()
        self._canvas.capture.new_stage()

    def new_stage_before(self) -> None:
        self._canvas.setFocus()
        self._canvas.capture.new_stage(before=True)

    def new_lane_above(self) -> None:
        self._canvas.setFocus()
        self._canvas.capture.new_lane(before=True)

    def new_lane(self) -> None:
        self._canvas.setFocus()
        self._canvas.capture.new_lane()

    def feel(self, value: str) -> None:
        """The current stage feels like this, from -2 to +2."""
        self._canvas.feeling.is_at(float(value))

    def feel_better(self, by: str) -> None:
        """The current stage feels better by so much, or worse."""
        self._canvas.feeling.better(float(by))

    def move(self, where: str) -> None:
        """What is selected goes a place to the “left” or “right”, “up” or “down”."""
        from cjm_desktop.canvas.walk import Step

        self._canvas.moving.move(Step[where.upper()])

    def resize(self, where: str) -> None:
        """What is selected becomes wider (“right”), narrower, higher (“down”) or lower."""
        from cjm_desktop.canvas.walk import Step

        self._canvas.moving.resize(Step[where.upper()])
