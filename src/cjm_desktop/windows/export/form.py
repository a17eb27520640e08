"""The options of an export as a form: a map goes in; what the user chooses comes out as `ExportOptions`, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.editing.ready_views import ready_views, view_named
from cjm_desktop.exporting import PAPERS, ExportOptions
from cjm_desktop.exporting.options import APPENDIX, PageKind, paper_size
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import View
from cjm_desktop.theme import PALETTES
from cjm_desktop.windows import controls, plain, settings
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.controls import Choice, LineField, Switch
from cjm_desktop.windows.document import start_folder
from cjm_desktop.windows.export.several import Several
from cjm_desktop.windows.inspector.numbers import shown as number_words
from cjm_desktop.windows.inspector.sections import Section
from cjm_desktop.windows.view_words import view_name

_MARGINS = (0.0, 5.0, 8.0, 10.0, 15.0, 20.0)
_OVERLAPS = (0.0, 5.0, 10.0, 15.0, 20.0)
_MAP_SCALES = (None, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
_DENSITIES = ("1x", "2x", "3x", "4x", "150dpi", "300dpi", "600dpi")
#: Pages for which a part can be cut out of the map.
_CUT_PAGES = ("fit", "map")
_OWN_PAPER = ""
_LABEL_WIDTH = 92
_THEMES = ("light", "print", "dark", "projector")


@guarded
class ExportForm(QWidget):
    """`changed` is sent whenever the user changes something; `options()` are None while something is wrong."""

    changed = Signal()

    def __init__(
        self,
        journey: Journey,
        appearance: Appearance,
        shown: View | None = None,
        selection: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journey = journey
        self._format = "pdf"
        self._logo = ""
        self._rows: dict[QWidget, QWidget] = {}
        self.switches: dict[str, Switch] = {}
        #: What no control shows: options of a preset that the form has no place for.
        self._others = ExportOptions()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 0, 12, 8)
        self._column.setSpacing(0)
        self.sections = {
            name: Section(f"export-{name}", title, appearance, folded=folded)
            for name, title, folded in (
                ("what", self.tr("What"), False),
                ("page", self.tr("Page"), False),
                ("furniture", self.tr("Header and footer"), True),
                ("appendix", self.tr("Appendix"), True),
                ("colours", self.tr("Colours"), True),
                ("inside", self.tr("Inside"), False),
            )
        }
        for section in self.sections.values():
            controls.press_with_enter(section.heading)
            section.body.setSpacing(7)
            self._column.addWidget(section)
        self._column.addStretch(1)
        self._build_what(shown, selection)
        self._build_page()
        self._build_furniture()
        self._build_appendix()
        self._build_colours()
        self._build_inside()
        self.show_options(ExportOptions(view=shown))

    # ---- what it says

    def options(self) -> ExportOptions | None:
        """What the fields say; None where one of them says what cannot be."""
        try:
            page: PageKind = self.page.currentData() if self._has_sheets else "map"
            scale, dpi = _density(self.scale.currentData(), self._others)
            return replace(
                self._others,
                view=self.view.currentData(),
                persona=self.persona.currentData() or "",
                stages=self._stages_words(),
                lanes=self.lanes.chosen,
                only=tuple(self.part.currentData().split()) if page in _CUT_PAGES else (),
                page=page,
                paper=self._paper_words(),
                orientation=self.orientation.currentData(),
                margin_mm=self.margin.currentData(),
                map_scale=self.map_scale.currentData(),
                scale=scale,
                dpi=dpi,
                svg_text=self.svg_text.currentData(),
                overlap_mm=self.overlap.currentData(),
                **{name: switch.isChecked() for name, switch in self.switches.items()},
                logo=self._logo,
                appendix=tuple(name for name in APPENDIX if self.appendix[name].isChecked()),
                without_rules=tuple(settings.load(settings.REVIEW_OFF)),
                theme=self.theme.currentData(),
                palette=self.palette_choice.currentData(),
            )
        except ValueError:
            return None

    def show_options(self, options: ExportOptions) -> None:
        """Takes options from outside without a signal; what this map does not have is left out."""
        self._others = options
        view: View | str | None = options.view
        if isinstance(view, str):
            try:
                view = view_named(self._journey, view)
            except KeyError:
                view = None
        if view is not None and not _offers(self.view, view):
            # A view that was once shown, kept with the options.
            self.view.addItem(view_name(view) if view.name else self.tr("As exported last"), view)
        self.view.show_data(view)
        part = " ".join(options.only)
        if not _offers(self.part, part):
            self.part.addItem(self.tr("As exported last"), part)
        self.part.show_data(part)
        self.persona.show_data(self._persona_id(options.persona))
        self.stages.show_chosen(str(place + 1) for place in self._ticked_stages(options))
        self.lanes.show_chosen(self._ticked_lanes(options.lanes))
        self.page.show_data(options.page)
        known = options.paper in PAPERS
        self.paper.show_data(options.paper if known else _OWN_PAPER)
        self.own_paper.show_text("" if known else options.paper)
        self.orientation.show_data(options.orientation)
        offers: tuple[tuple[Choice, Any, Callable[[Any], str]], ...] = (
            (self.margin, options.margin_mm, _mm_words),
            (self.overlap, options.overlap_mm, _mm_words),
            (self.map_scale, options.map_scale, _percent_words),
            (self.scale, _density_key(options), _density_words),
        )
        for choice, value, words in offers:
            if not _offers(choice, value):
                choice.addItem(words(value), value)
            choice.show_data(value)
        for name, switch in self.switches.items():
            switch.blockSignals(True)
            switch.setChecked(bool(getattr(options, name)))
            switch.blockSignals(False)
        for name, switch in self.appendix.items():
            switch.blockSignals(True)
            switch.setChecked(name in options.appendix)
            switch.blockSignals(False)
        self.svg_text.show_data(options.svg_text)
        self.theme.show_data(options.theme)
        self.palette_choice.show_data(options.palette)
        self._logo = options.logo
        self._follow()

    def set_format(self, name: str) -> None:
        """Offers what applies to “pdf”, “png” or “svg”."""
        self._format = name
        self._follow()

    # ---- how it is built

    def _build_what(self, shown: View | None, selection: tuple[str, ...]) -> None:
        journey, section = self._journey, self.sections["what"]
        whole: tuple[View | None, str] = (None, self.tr("The whole map"))
        first = (whole,) if shown is None else ((shown, self.tr("What the window shows now")), whole)
        others = ((view, view_name(view)) for view in (*journey.views.values(), *ready_views(journey)))
        self.view = self._choice(section, self.tr("What is shown"), (*first, *others))
        # Joined: Qt makes something else of a tuple.
        parts = ((" ".join(selection), self.tr("Only what is selected")),) if selection else ()
        self.part = self._choice(section, self.tr("Part"), (("", self.tr("All of it")), *parts))
        self.persona = self._choice(
            section,
            self.tr("Whose journey"),
            (
                ("", self.tr("All personas")),
                *((one.id, _name(one.name, self.tr("Unnamed persona"))) for one in journey.personas.values()),
            ),
        )
        self._rows[self.persona].setHidden(len(journey.personas) < 2)
        self.stages = self._several(
            section,
            self.tr("Stages"),
            self.tr("All stages"),
            (
                (str(number), _name(stage.name, self.tr("Stage {number}").format(number=number)))
                for number, stage in enumerate(journey.stages.values(), 1)
            ),
        )
        self.lanes = self._several(
            section,
            self.tr("Lanes"),
            self.tr("All lanes"),
            ((lane.id, _name(lane.label, self.tr("Unnamed lane"))) for lane in journey.lanes.values()),
        )

    def _build_page(self) -> None:
        section = self.sections["page"]
        self.page = self._choice(
            section,
            self.tr("Pages"),
            (
                ("fit", self.tr("One sheet")),
                ("map", self.tr("A page of its own size")),
                ("poster", self.tr("A poster in sheets")),
                ("stages", self.tr("Sheets by stages")),
                ("handout", self.tr("A handout with notes")),
            ),
        )
        self.paper = self._choice(
            section, self.tr("Paper"), (*((paper, paper) for paper in PAPERS), (_OWN_PAPER, self.tr("Another size")))
        )
        self.own_paper = LineField()
        self.own_paper.setPlaceholderText(self.tr("300 × 900 mm"))
        self.own_paper.textEdited.connect(self._change)
        self._add(section, self.tr("Width and height"), self.own_paper)
        self.orientation = self._choice(
            section,
            self.tr("Orientation"),
            (("auto", self.tr("As fits best")), ("landscape", self.tr("Landscape")), ("portrait", self.tr("Portrait"))),
        )
        self.margin = self._choice(section, self.tr("Margin"), ((mm, _mm_words(mm)) for mm in _MARGINS))
        self.map_scale = self._choice(
            section, self.tr("Size of the map"), ((scale, _percent_words(scale)) for scale in _MAP_SCALES)
        )
        self.overlap = self._choice(section, self.tr("Overlap of sheets"), ((mm, _mm_words(mm)) for mm in _OVERLAPS))
        self.scale = self._choice(
            section, self.tr("Size of the picture"), ((key, _density_words(key)) for key in _DENSITIES)
        )
        self.svg_text = self._choice(
            section,
            self.tr("Texts"),
            (("text", self.tr("As text, with its fonts")), ("outlines", self.tr("As outlines"))),
        )
        self.svg_words = plain.label("", "muted", wrap=True)
        section.body.addWidget(self.svg_words)
        for name, words in (
            ("sheet", self.tr("On a sheet of paper")),
            ("transparent", self.tr("Transparent ground")),
            ("crop_marks", self.tr("Marks to cut and join by")),
            ("repeat_headers", self.tr("Repeat stages and lanes")),
            ("skip_empty", self.tr("Leave out empty sheets")),
        ):
            self._switch(section, name, words)

    def _build_furniture(self) -> None:
        section = self.sections["furniture"]
        for name, words in (
            ("header", self.tr("Header with the title")),
            ("footer", self.tr("Footer")),
            ("date", self.tr("Date")),
            ("version", self.tr("Version")),
            ("page_numbers", self.tr("Page numbers")),
        ):
            self._switch(section, name, words)
        self.logo = QPushButton()
        controls.press_with_enter(self.logo)
        self.logo.setProperty("look", "small")
        self.logo.clicked.connect(self._choose_logo)
        self.no_logo = QPushButton(self.tr("Without"))
        controls.press_with_enter(self.no_logo)
        self.no_logo.setProperty("look", "small")
        self.no_logo.setAccessibleName(self.tr("Without a logo"))
        self.no_logo.clicked.connect(lambda: self._take_logo(""))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.logo, 1)
        line.addWidget(self.no_logo)
        self._add(section, self.tr("Logo"), row)

    def _build_appendix(self) -> None:
        section = self.sections["appendix"]
        words = {
            "personas": self.tr("Personas in full"),
            "notes": self.tr("Notes and sources"),
            "opportunities": self.tr("Table of opportunities"),
            "findings": self.tr("Findings of the review"),
        }
        self.appendix = {name: self._bare_switch(section, words[name]) for name in APPENDIX}

    def _build_colours(self) -> None:
        section = self.sections["colours"]
        themes = {
            "light": self.tr("Light"),
            "print": self.tr("For print"),
            "dark": self.tr("Dark"),
            "projector": self.tr("For a projector"),
        }
        self.theme = self._choice(section, self.tr("Theme"), ((name, themes[name]) for name in _THEMES))
        palettes = {
            "colour": self.tr("In colour"),
            "colour-blind": self.tr("Safe for the colour-blind"),
            "black-and-white": self.tr("Black and white"),
        }
        self.palette_choice = self._choice(section, self.tr("Palette"), ((name, palettes[name]) for name in PALETTES))

    def _build_inside(self) -> None:
        section = self.sections["inside"]
        self._switch(section, "map_inside", self.tr("The map, to be opened again"))
        section.body.addWidget(
            plain.label(self.tr("Whoever gets the file then has all of the map, also its notes."), "muted", wrap=True)
        )

    def _add(self, section: Section, words: str, control: QWidget) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        label = plain.label(words, "label", wrap=True)
        label.setFixedWidth(_LABEL_WIDTH)
        label.setBuddy(control)
        control.setAccessibleName(words)
        line.addWidget(label)
        line.addWidget(control, 1)
        section.body.addWidget(row)
        self._rows[control] = row

    def _choice(self, section: Section, words: str, options: Iterable[tuple[Any, str]]) -> Choice:
        choice = Choice()
        for data, text in options:
            choice.addItem(text, data)
        choice.currentIndexChanged.connect(self._change)
        self._add(section, words, choice)
        return choice

    def _several(self, section: Section, words: str, all_words: str, options: Iterable[tuple[str, str]]) -> Several:
        several = Several(all_words)
        several.offer(options)
        several.changed.connect(self._change)
        self._add(section, words, several)
        return several

    def _bare_switch(self, section: Section, words: str) -> Switch:
        switch = Switch(words)
        switch.setAccessibleName(words)
        switch.toggled.connect(self._change)
        section.body.addWidget(switch)
        return switch

    def _switch(self, section: Section, name: str, words: str) -> None:
        self.switches[name] = self._bare_switch(section, words)

    # ---- what follows from what

    def _change(self) -> None:
        if self.paper.currentData() == _OWN_PAPER and not self.own_paper.text() and self._others.paper in PAPERS:
            size = PAPERS[self._others.paper]
            self.own_paper.show_text(self.tr("{width} × {height} mm").format(width=size.width, height=size.height))
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """What does not apply to the format and the pages is greyed or gone."""
        page, pdf = self.page.currentData(), self._format == "pdf"
        sheets = self._has_sheets and page != "map"
        for control in (self.page, self.paper, self.orientation, self.margin):
            self._rows[control].setHidden(not self._has_sheets)
        self.part.setEnabled(not self._has_sheets or page in _CUT_PAGES)
        self._rows[self.part].setHidden(self.part.count() < 2)
        self._rows[self.svg_text].setHidden(self._format != "svg")
        self.svg_words.setHidden(self._format != "svg")
        as_text = self.svg_text.currentData() == "text"
        self.svg_words.setText(
            self.tr(
                "Right in browsers. Inkscape and some other programs ignore the fonts in the file; outlines look right everywhere."
            )
            if as_text
            else self.tr("Right everywhere, but its texts can be neither searched nor changed.")
        )
        for name in ("sheet", "transparent"):
            self.switches[name].setHidden(pdf)
        for control in (self.paper, self.orientation, self.margin):
            control.setEnabled(sheets)
        self._rows[self.own_paper].setHidden(not (sheets and self.paper.currentData() == _OWN_PAPER))
        self._mark_paper()
        self._rows[self.map_scale].setHidden(not self._has_sheets or page == "handout")
        self._rows[self.scale].setHidden(self._format != "png")
        self._rows[self.overlap].setHidden(not (pdf and page == "poster"))
        for name in ("crop_marks", "repeat_headers", "skip_empty"):
            self.switches[name].setHidden(not (pdf and page == "poster"))
        self.sections["furniture"].setEnabled(self._has_sheets)
        self.sections["appendix"].setEnabled(pdf)
        for name in ("date", "version", "page_numbers"):
            self.switches[name].setEnabled(self.switches["footer"].isChecked())
        name = Path(self._logo).name if self._logo else self.tr("Choose a picture…")
        self.logo.setText(plain.mnemonic_free(plain.visible(plain.shortened(name, 28))))
        self.logo.setAccessibleName(self.tr("Logo: {name}").format(name=name))
        self.no_logo.setHidden(not self._logo)
        self.sections["appendix"].say(any(switch.isChecked() for switch in self.appendix.values()))
        usual = {one.name: one.default for one in fields(ExportOptions)}
        self.sections["colours"].say(
            (self.theme.currentData(), self.palette_choice.currentData()) != (usual["theme"], usual["palette"])
        )

    @property
    def _has_sheets(self) -> bool:
        """Whether paper counts: a picture shows the map alone where it is not to look like a sheet."""
        return self._format == "pdf" or self.switches["sheet"].isChecked()

    def _mark_paper(self) -> None:
        """The field of an own paper shows whether it can be understood."""
        text = self.own_paper.text()
        wrong = False
        if self.paper.currentData() == _OWN_PAPER and text.strip():
            try:
                paper_size(text)
            except ValueError as error:
                wrong = True
                self.own_paper.setToolTip(plain.tooltip(str(error)))
        if wrong != bool(self.own_paper.property("wrong")):
            self.own_paper.setProperty("wrong", wrong)
            self.own_paper.style().polish(self.own_paper)
        if not wrong:
            self.own_paper.setToolTip("")

    def _paper_words(self) -> str:
        return str(self.paper.currentData() or self.own_paper.text())

    def _stages_words(self) -> str:
        """The ticked stages as the options write them: "2-4,6"."""
        runs: list[list[int]] = []
        for number in map(int, self.stages.chosen):
            if runs and runs[-1][1] == number - 1:
                runs[-1][1] = number
            else:
                runs.append([number, number])
        return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)

    def _ticked_stages(self, options: ExportOptions) -> tuple[int, ...]:
        return options.chosen_stages(len(self._journey.stages)) if options.stages.strip() else ()

    def _ticked_lanes(self, names: tuple[str, ...]) -> Iterable[str]:
        """The ids of the lanes that are named by id, name, role or number."""
        wanted = {name.strip().casefold() for name in names}
        for number, lane in enumerate(self._journey.lanes.values(), 1):
            if wanted & {lane.id.casefold(), lane.label.strip().casefold(), lane.role.casefold(), str(number)}:
                yield lane.id

    def _persona_id(self, name: str) -> str:
        wanted = name.strip().casefold()
        for persona in self._journey.personas.values():
            if wanted in (persona.id.casefold(), persona.name.strip().casefold()):
                return persona.id
        return ""

    def _choose_logo(self) -> None:
        folder = str(Path(self._logo).parent) if self._logo else str(start_folder())
        kinds = self.tr("Pictures (*.png *.jpg *.jpeg)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Logo"), folder, kinds)
        if chosen:
            self._take_logo(chosen)

    def _take_logo(self, path: str) -> None:
        self._logo = path
        self._change()


def _tr(text: str) -> str:
    return QCoreApplication.translate("export", text)


def _name(text: str, otherwise: str) -> str:
    return plain.visible(plain.shortened(text, 40)) or otherwise


def _offers(choice: Choice, value: object) -> bool:
    # Qt finds Python's objects by identity, and numbers only of the same type.
    return any(choice.itemData(n) == value for n in range(choice.count()))


def _mm_words(millimetres: float | None) -> str:
    return _tr("{number} mm").format(number=number_words(millimetres)) if millimetres else _tr("None")


def _percent_words(scale: float | None) -> str:
    if scale is None:
        return _tr("As suits the page")
    return _tr("{percent} %").format(percent=number_words(round(scale * 100, 2)))


def _density_key(options: ExportOptions) -> str:
    return f"{options.scale:g}x" if options.dpi is None else f"{options.dpi:g}dpi"


def _density(key: str, others: ExportOptions) -> tuple[float, float | None]:
    """The options' `scale` and `dpi` from "2x" or "300dpi"."""
    if key.endswith("dpi"):
        return others.scale, float(key.removesuffix("dpi"))
    return float(key.removesuffix("x")), None


def _density_words(key: str) -> str:
    scale, dpi = _density(key, ExportOptions())
    if dpi is not None:
        return _tr("{dpi} dpi").format(dpi=number_words(dpi))
    return _tr("{scale}× ({dpi} dpi)").format(scale=number_words(scale), dpi=round(scale * 96))
