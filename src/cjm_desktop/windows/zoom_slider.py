"""A slider for the zoom: zooms go in and come out, at equal distances for equal ratios, with 100 % in its middle."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSlider, QWidget

from cjm_desktop.canvas.camera import LARGEST_ZOOM, next_zoom
from cjm_desktop.canvas.guard import guarded
from cjm_desktop.windows import plain

_STEPS = 300  #: from 100 % to either end
#: The smallest zoom of the slider; a map that is shown smaller than that leaves it at its end.
_SMALLEST = 1 / LARGEST_ZOOM
_SNAP = 9  #: so near to the middle a drag gives 100 %


@guarded
class ZoomSlider(QSlider):
    """`zoomed` is sent when the user moves it. Arrow keys go by the steps of the zoom buttons; a double click is 100 %."""

    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._zoom = 1.0
        self.setRange(-_STEPS, _STEPS)
        self.setAccessibleName(self.tr("Zoom"))
        self.setToolTip(plain.tooltip(self.tr("Zoom")))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedWidth(120)
        self.actionTriggered.connect(self._act)

    def sizeHint(self) -> QSize:
        return QSize(120, 20)

    def show_zoom(self, zoom: float) -> None:
        """Stand where the zoom is, without sending it; not while it is being dragged."""
        self._zoom = zoom
        self.setAccessibleDescription(self.tr("{percent} %").format(percent=round(zoom * 100)))
        if not self.isSliderDown():
            self.setValue(round(_STEPS * math.log(max(zoom, _SMALLEST)) / math.log(LARGEST_ZOOM)))

    def _act(self, action: int) -> None:
        kind = QSlider.SliderAction
        if action == kind.SliderMove.value:
            place = self.sliderPosition()
            self.zoomed.emit(1.0 if abs(place) < _SNAP else LARGEST_ZOOM ** (place / _STEPS))
            return
        if action in (kind.SliderSingleStepAdd.value, kind.SliderPageStepAdd.value):
            wanted = next_zoom(self._zoom, 1)
        elif action in (kind.SliderSingleStepSub.value, kind.SliderPageStepSub.value):
            wanted = next_zoom(self._zoom, -1)
        else:
            wanted = _SMALLEST if action == kind.SliderToMinimum.value else LARGEST_ZOOM
        # The slider itself goes to where the zoom really is then.
        self.setSliderPosition(self.value())
        self.zoomed.emit(wanted)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.zoomed.emit(1.0)
