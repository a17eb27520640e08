"""The status bar: whether the map is saved, what is in it, what is selected, the zoom; and passing messages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QStatusBar, QToolButton, QWidget

from cjm_desktop.model.journey import Journey
from cjm_desktop.theme import Chrome
from cjm_desktop.windows import icons, plain
from cjm_desktop.windows.zoom_slider import ZoomSlider

_MESSAGE_SECONDS = 8


class StatusBar(QStatusBar):
    """All texts are set by the window; `say` shows a message for some seconds, with a button where it offers something.

    `missing_wanted` is sent when the user asks which characters cannot be drawn.
    """

    missing_wanted = Signal()
    #: The user asks for the cards that have no place yet.
    parking_wanted = Signal()
    #: The zoom that the user asks for, 1.0 for 100 %; and the whole map.
    zoom_wanted = Signal(float)
    fit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setAccessibleName(self.tr("Status bar"))
        self._saved = plain.label()
        self._counts = plain.label()
        self._selected = plain.label()
        self._message = plain.label()
        self._offer = QPushButton()
        # Before the bar shows it: a button is dressed once.
        self._offer.setProperty("look", "quiet")
        self._missing = QPushButton()
        self._missing.setProperty("look", "quiet")
        self._missing.clicked.connect(self.missing_wanted)
        self._zoom = plain.label()
        # As wide as its widest text, so that the slider stands still.
        self._zoom.setMinimumWidth(self._zoom.fontMetrics().horizontalAdvance("000 %") + 16)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.zoom_slider = ZoomSlider()
        self.zoom_slider.zoomed.connect(self.zoom_wanted)
        self.fit_button = QToolButton()
        self.fit_button.setProperty("look", "close")
        self.fit_button.setAccessibleName(self.tr("Fit the map"))
        self.fit_button.setToolTip(plain.tooltip(self.tr("Show the whole map")))
        self.fit_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fit_button.clicked.connect(self.fit_wanted)
        for widget in (self._saved, self._counts, self._selected, self._message, self._offer):
            self.addWidget(widget)
        self._parked = QPushButton()
        self._parked.setProperty("look", "quiet")
        self._parked.clicked.connect(self.parking_wanted)
        self._parked.hide()
        self.addPermanentWidget(self._parked)
        self.addPermanentWidget(self._missing)
        self.addPermanentWidget(self.fit_button)
        self.addPermanentWidget(self.zoom_slider)
        self.addPermanentWidget(self._zoom)
        self._missing.hide()
        self._offer.hide()
        self._message.hide()
        self._call: Callable[[], None] | None = None
        self._offer.clicked.connect(self._take_offer)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hush)

    def show_saved(self, text: str) -> None:
        self._saved.setText(text)

    def show_journey(self, journey: Journey, parked: int = 0) -> None:
        """Counts stages, lanes and the cards on the map: those that are `parked` are counted by themselves."""
        parts = (
            self.tr("%n stage(s)", "", len(journey.stages)),
            self.tr("%n lane(s)", "", len(journey.lanes)),
            self.tr("%n card(s)", "", len(journey.cards) - parked),
        )
        self._counts.setText(" · ".join(plain.plural(part) for part in parts))

    def show_selected(self, count: int) -> None:
        self._selected.setText(self.tr("{count} selected").format(count=count) if count else "")

    def show_parked(self, count: int) -> None:
        """How many cards wait in the parking lot."""
        text = self.tr("{count} parked").format(count=count) if count else ""
        self._parked.setText(text)
        self._parked.setAccessibleName(text)
        self._parked.setVisible(bool(count))

    def show_missing(self, count: int) -> None:
        """How many different characters of the map no bundled font can draw."""
        text = plain.plural(self.tr("%n character(s) cannot be drawn", "", count)) if count else ""
        self._missing.setText(text)
        self._missing.setAccessibleName(text)
        self._missing.setVisible(bool(count))

    def show_zoom(self, zoom: float) -> None:
        self._zoom.setText(self.tr("{percent} %").format(percent=round(zoom * 100)))
        self.zoom_slider.show_zoom(zoom)

    def dress(self, chrome: Chrome) -> None:
        """The icon in the theme's colour."""
        self.fit_button.setIcon(icons.tinted("maximize", chrome.text_muted, size=14))

    def say(self, text: str, offer: str = "", call: Callable[[], None] | None = None) -> None:
        """Shows a message for some seconds; a click on `offer` calls `call`."""
        self._message.setText(text)
        self._message.setVisible(bool(text))
        self._offer.setText(offer)
        self._offer.setAccessibleName(offer)
        self._offer.setVisible(bool(offer))
        self._call = call
        self._timer.start(_MESSAGE_SECONDS * 1000)

    def hush(self) -> None:
        """Takes the message away."""
        self._message.hide()
        self._offer.hide()

    def withdraw(self, text: str) -> None:
        """Takes a message away, unless another one is shown by now."""
        if self.message == text:
            self.hush()

    @property
    def message(self) -> str:
        """The message that is shown, if any."""
        return "" if self._message.isHidden() else self._message.text()

    @property
    def texts(self) -> tuple[str, ...]:
        """What is shown of the map, from the leading edge on."""
        return tuple(label.text() for label in (self._saved, self._counts, self._selected, self._zoom))

    def _take_offer(self) -> None:
        call = self._call
        self.hush()
        if call is not None:
            call()
