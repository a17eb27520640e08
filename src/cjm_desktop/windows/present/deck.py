"""A map as it is shown and the shape of a screen in; out come the pictures of a presentation, step by step.

What a step shows is laid out when it is first asked for, and again only where an edit touched its stage.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import is_

from cjm_desktop.drawing.draw import Drawer
from cjm_desktop.drawing.primitives import Drawing
from cjm_desktop.drawing.slides import SlideDrawer
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.slides import SlideBox, SlideSetter, screen_sizes
from cjm_desktop.layout.speech import speech
from cjm_desktop.layout.styles import Styles
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Picture
from cjm_desktop.model.walkthrough import Cell, Step, cells_by_stage
from cjm_desktop.text.engine import default_engine
from cjm_desktop.theme import Theme

#: The tables of a journey that every slide shows something of.
_COMMON = ("stages", "lanes", "personas", "channels", "pictures", "curves", "points")
_MOST_STAGES = 12  #: of how many stages the slides are kept


@dataclass(frozen=True, slots=True)
class Sight:
    """What is looked at: the map as its view shows it, where everything stands on it, and which cards are faint."""

    journey: Journey
    layout: MapLayout
    dimmed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class View:
    """What a step shows: its drawing, and the pictures that it uses."""

    drawing: Drawing
    pictures: Mapping[str, Picture]


class Deck:
    """The slides of one map. `look` gives the map as it is now."""

    def __init__(self, look: Callable[[], Sight], theme: Theme) -> None:
        self._look = look
        self._theme = theme
        self._aspect = 16 / 9
        self._overview = Drawer(theme)
        self._drawer = SlideDrawer(theme)
        self._slides: dict[str, tuple[tuple[Cell, ...], tuple[SlideBox, ...]]] = {}
        self._language = ""
        self.follow()

    @property
    def styles(self) -> Styles:
        """The text styles of the slides."""
        return self._setter.styles

    def follow(self) -> None:
        """The map is another: forget what no longer holds."""
        before = getattr(self, "sight", None)
        self.sight = self._look()
        journey = self.sight.journey
        self.cells = cells_by_stage(journey)
        if before is not None and any(getattr(before.journey, name) is not getattr(journey, name) for name in _COMMON):
            self._slides.clear()
        if journey.language != self._language or before is None:
            self._language = journey.language
            self._setter = SlideSetter(
                default_engine(journey.language), self._theme.space, said=speech(journey.language)
            )
            self._slides.clear()

    def set_aspect(self, aspect: float) -> None:
        """The screen is so many times as wide as high."""
        if abs(aspect - self._aspect) > 0.001:
            self._aspect = aspect
            self._slides.clear()

    def slides(self, stage: str) -> tuple[SlideBox, ...]:
        """The slides of a stage."""
        cells = self.cells[stage]
        known = self._slides.pop(stage, None)
        if known is None or not _same(known[0], cells):
            made = self._setter.slides(self.sight.journey, cells, stage, screen_sizes(self._aspect))
            known = cells, made
        self._slides[stage] = known
        while len(self._slides) > _MOST_STAGES:
            self._slides.pop(next(iter(self._slides)))
        return known[1]

    def parts(self, step: Step) -> tuple[int, ...]:
        """Which of its stage's slides a step shows, one after another: several where a long card goes on."""
        if step.stage is None:
            return (0,)
        if step.thing is None:
            return (0,)
        found = tuple(n for n, slide in enumerate(self.slides(step.stage)) if step.thing in slide.things)
        return found or (0,)

    def view(self, step: Step, part: int) -> View:
        """What a step shows; `part` counts the slides that it takes."""
        pictures = self.sight.journey.pictures
        if step.stage is None:
            return View(self._overview.draw(self.sight.layout, self.sight.dimmed), pictures)
        slide = self.slide(step, part)
        assert slide is not None
        return View(self._drawer.draw(slide, step.thing), pictures)

    def slide(self, step: Step, part: int) -> SlideBox | None:
        """The slide of a step; None for the whole map."""
        if step.stage is None:
            return None
        parts = self.parts(step)
        return self.slides(step.stage)[parts[min(part, len(parts) - 1)]]

    def rect(self, step: Step, part: int) -> Rect | None:
        """Where the card of a step stands on its drawing."""
        slide = self.slide(step, part)
        return None if slide is None or step.thing is None else slide.things.get(step.thing)


def _same(one: tuple[Cell, ...], two: tuple[Cell, ...]) -> bool:
    """Whether both hold the very same lanes, cards and metrics."""
    return len(one) == len(two) and all(
        a.lane is b.lane and _identical(a.cards, b.cards) and _identical(a.metrics, b.metrics)
        for a, b in zip(one, two, strict=True)
    )


def _identical(one: tuple[object, ...], two: tuple[object, ...]) -> bool:
    return len(one) == len(two) and all(map(is_, one, two))
