"""The review panel: a map goes in; what a careful colleague would ask about it comes out, with ways to it and to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtWidgets import QListView, QMenu, QPushButton

from cjm_desktop.canvas.edits import Edit
from cjm_desktop.canvas.guard import guarded
from cjm_desktop.editing.change import Change
from cjm_desktop.editing.document import update_map
from cjm_desktop.model.queries import find
from cjm_desktop.review.findings import Finding, fix_of, one_by_one, touched
from cjm_desktop.review.rules import RULES
from cjm_desktop.windows import plain, settings
from cjm_desktop.windows.flow import FlowLayout
from cjm_desktop.windows.review import words
from cjm_desktop.windows.review.detail import Detail
from cjm_desktop.windows.review.rows import Findings, FindingsList, Kind, RowPainter
from cjm_desktop.windows.side_panel import SidePanel
from cjm_desktop.windows.steps import step
from cjm_desktop.windows.workspace import Workspace

#: How long after the last edit the map is looked through again, in milliseconds.
_PAUSE = 400
#: So many pixels of the list show at least: a few findings beside the one that is told of.
_LEAST_LIST = 128


@guarded
class Review(SidePanel):
    """What the rules of `review` find. The map is looked through a rule at a time, when nothing was edited for a moment."""

    #: Which day it is.
    today: Callable[[], date] = staticmethod(date.today)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.setAccessibleName(self.tr("Review"))
        self.model = Findings()
        self.list = FindingsList(self.tr("Findings"), self.model, RowPainter(self.model, workspace.appearance))
        self.list.setMinimumHeight(_LEAST_LIST)
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.list.chosen.connect(self.go_to)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_detail())
        self._calm = plain.label(self.tr("Nothing to look at."), "muted", wrap=True)
        self._calm.hide()
        self.detail = Detail()
        self.detail.fix_wanted.connect(self.fix)
        self.detail.field_wanted.connect(self.fill_in)
        self.detail.action_wanted.connect(self.act)
        self.detail.map_off_wanted.connect(self.switch_off_here)
        self.detail.all_off_wanted.connect(self.switch_off_everywhere)
        #: The rule that was switched off last, and whether it was in all maps.
        self._last_off: tuple[str, bool] | None = None
        self.off_button = self._pill(self._open_rules)
        self.again_button = self._pill(self._ask_last_again)
        pills = FlowLayout(gap=6)
        pills.addWidget(self.off_button)
        pills.addWidget(self.again_button)
        self.column.addWidget(self._calm)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.detail)
        self.column.addLayout(pills)
        self._looking: Iterator[tuple[Finding, ...]] | None = None
        self._so_far: list[Finding] = []
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)
        workspace.settings_changed.connect(self.refresh)

    def sizeHint(self) -> QSize:
        return QSize(300, 340)

    def set_awake(self, awake: bool) -> None:
        super().set_awake(awake)
        if not awake:
            self._timer.stop()

    def refresh(self) -> None:
        self._begin(0)

    def follow(self, _change: Change) -> None:
        self._begin(_PAUSE)

    def focus_first(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- what can be done about a finding

    @property
    def current(self) -> Finding | None:
        """The finding of the current row; None where there is none."""
        row = self.list.currentIndex().row()
        if 0 <= row < len(self.model.rows) and self.model.rows[row].kind is Kind.FINDING:
            return self.model.rows[row].finding
        return None

    def go_to(self, number: int) -> None:
        """Select the thing that a finding is about, and show it; of one about the whole map, the map's own fields. Of a
        row that stands for more findings, show these."""
        row = self.model.rows[number]
        if row.kind is Kind.MORE:
            self.model.show_all_of(row.finding.rule)
            self._make_current(number)
        elif row.kind is Kind.FINDING and self._is_there(row.finding):
            self.canvas.commit_editing()
            self.workspace.inspect(self._place(row.finding))
            self.canvas.reveal_selection()

    def fix(self) -> None:
        """Mend what the current finding is about, as one step; where words are needed, they are written next."""
        finding = self.current
        if finding is None:
            return
        self.canvas.commit_editing()
        made = fix_of(self.session.journey, finding)
        if made is None:
            self._show_detail()
            return
        label, fixed = made
        select = tuple(id_ for id_ in fixed.select if find(fixed.journey, id_) is not None)
        self.session.end_merge()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        before, selected = self.session.journey, self.canvas.selected
        # The words that are written next belong to the same step.
        merge = f"fix {fixed.write}" if fixed.write is not None and fixed.journey is not before else None
        if fixed.journey is not before and not self.canvas.apply(Edit(label, fixed.journey, merge=merge)):
            return
        self.workspace.inspect(select)
        self.canvas.reveal_selection()
        if fixed.write is not None:
            self.canvas.writing.start(fixed.write, merge=merge)
            self.canvas.writing.try_out(before, selected)
        elif select and select[0] in self.session.journey.personas:
            self.workspace.fill_in(select, "name")
        self._begin(0)

    def fill_in(self) -> None:
        """The focus into the field in which the current finding can be mended."""
        finding = self.current
        if finding is not None and self._is_there(finding):
            self.canvas.commit_editing()
            self.workspace.fill_in(self._place(finding), RULES[finding.rule].field)
            self.canvas.reveal_selection()

    def act(self) -> None:
        """Do the action of the window in which the current finding is mended."""
        finding = self.current
        if finding is not None and RULES[finding.rule].action:
            self.workspace.action_wanted.emit(RULES[finding.rule].action)

    def switch_off_here(self) -> None:
        """Ask the rule of the current finding no longer in this map: a step that can be undone."""
        finding = self.current
        if finding is not None:
            self._last_off = finding.rule, False
            self._set_off_here([*self.session.journey.review_off, finding.rule], step("Switch off a rule"))
            # Left on the button, the same key would switch off the rule of the finding that comes next.
            self.focus_first()

    def switch_off_everywhere(self) -> None:
        """Ask the rule of the current finding in no map any longer; no step of this map, so the panel takes it back, as the
        Preferences do."""
        finding = self.current
        if finding is not None:
            self._last_off = finding.rule, True
            self._set_off_everywhere([*_off_everywhere(), finding.rule])
            self.focus_first()

    def _set_off_here(self, rules: list[str], label: str) -> None:
        self.canvas.commit_editing()
        self.session.end_merge()
        self.session.apply(label, update_map(self.session.journey, review_off=tuple(dict.fromkeys(rules))))
        self._begin(0)

    def _set_off_everywhere(self, rules: list[str]) -> None:
        settings.store(settings.REVIEW_OFF, list(dict.fromkeys(rules)))
        self._begin(0)

    def _ask_last_again(self) -> None:
        """Take back that a rule was switched off."""
        if self._last_off is not None:
            rule, everywhere = self._last_off
            (self._ask_everywhere if everywhere else self._ask_here)(rule)
            self.focus_first()

    def _is_there(self, finding: Finding) -> bool:
        return not finding.place or find(self.session.journey, finding.place) is not None

    def _place(self, finding: Finding) -> tuple[str, ...]:
        """What can be selected of it: a channel has no place of its own."""
        channel = finding.place in self.session.journey.channels
        return (finding.place,) if finding.place and not channel else ()

    # ---- menus

    def _open_menu(self, place: QPoint) -> None:
        """What the buttons offer, at the row under the pointer, or at the current one for the keyboard's menu key."""
        index = self.list.indexAt(place)
        if index.isValid():
            self.list.setCurrentIndex(index)
        finding = self.current
        if finding is None:
            return
        menu = self._menu(words.title(finding.rule))
        menu.addAction(self.tr("&Go There")).triggered.connect(lambda: self.go_to(self.list.currentIndex().row()))
        rule = RULES[finding.rule]
        if rule.fix is not None and fix_of(self.session.journey, finding) is not None:
            menu.addAction(plain.mnemonic_free(words.fix(rule.id))).triggered.connect(self.fix)
        if rule.field:
            menu.addAction(self.tr("&Fill In…")).triggered.connect(self.fill_in)
        if rule.action:
            menu.addAction(self.tr("&Resolve Conflicts…")).triggered.connect(self.act)
        menu.addSeparator()
        menu.addAction(self.tr("Off in This &Map")).triggered.connect(self.switch_off_here)
        menu.addAction(self.tr("Off in &All Maps")).triggered.connect(self.switch_off_everywhere)
        menu.popup(self.list.viewport().mapToGlobal(place))

    def _open_rules(self) -> None:
        """The rules that are not asked, each to be asked again."""
        menu = self._menu(self.tr("Rules that are off"))
        here = [rule for rule in self.session.journey.review_off if rule in RULES]
        for rule in here:
            text = self.tr("Ask Again in This Map: {rule}").format(rule=words.title(rule))
            menu.addAction(plain.mnemonic_free(text)).triggered.connect(partial(self._ask_here, rule))
        everywhere = _off_everywhere()
        if here and everywhere:
            menu.addSeparator()
        for rule in everywhere:
            text = self.tr("Ask Again in All Maps: {rule}").format(rule=words.title(rule))
            menu.addAction(plain.mnemonic_free(text)).triggered.connect(partial(self._ask_everywhere, rule))
        menu.popup(self.off_button.mapToGlobal(self.off_button.rect().bottomLeft()))

    def _ask_here(self, rule: str) -> None:
        rules = [one for one in self.session.journey.review_off if one != rule]
        self._set_off_here(rules, step("Switch on a rule"))

    def _ask_everywhere(self, rule: str) -> None:
        self._set_off_everywhere([one for one in _off_everywhere() if one != rule])

    def _pill(self, call: Callable[[], None]) -> QPushButton:
        made = QPushButton()
        made.setProperty("look", "pale-pill")
        made.clicked.connect(lambda: call())
        made.hide()
        return made

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(name)
        return menu

    # ---- looking

    def _begin(self, pause: int) -> None:
        """Look through the map from the first rule on, after a pause in milliseconds."""
        if self.is_awake:
            self._looking = None
            self._timer.start(pause)

    def _look(self) -> None:
        if self._looking is None:
            today = self.today()
            self._looking = one_by_one(self.session.journey, _off_everywhere(), today, self._touched(today))
            self._so_far = []
        found = next(self._looking, None)
        if found is not None:
            self._so_far += found
            self._timer.start(0)
            return
        self._show(tuple(self._so_far))

    def _touched(self, today: date) -> date | None:
        """When the map was changed last, as `cjm check` would say once it is saved."""
        path = self.workspace.file()
        if self.session.can_undo:
            return today
        return None if path is None else touched(path)

    def _show(self, found: tuple[Finding, ...]) -> None:
        row, current, top = self.list.currentIndex().row(), self.current, self.list.verticalScrollBar().value()
        if self.model.show(found):
            kept = self.model.row_of(current) if current is not None else None
            if kept is not None or row >= 0:
                self._make_current(row if kept is None else kept)
            self.list.verticalScrollBar().setValue(top)
            self.list.keep_in_sight()
        count = len(found)
        self._calm.setVisible(not count)
        self.setWindowTitle(self.tr("Review · {count} to look at").format(count=f"{count:,}") if count else "")
        off = len({*_off_everywhere(), *(rule for rule in self.session.journey.review_off if rule in RULES)})
        text = plain.plural(self.tr("{count} rule(s) off").format(count=off))
        _name(self.off_button, text, text, bool(off))
        self._show_last_off()
        self._show_detail()

    def _show_last_off(self) -> None:
        """The way back of what was switched off last, where it was done, while it is off."""
        rule, everywhere = self._last_off or ("", False)
        shown = rule in (_off_everywhere() if everywhere else self.session.journey.review_off)
        if shown:
            text = self.tr("Ask Again: {rule}").format(rule=words.title(rule))
            where = self.tr("Ask again in all maps: {rule}") if everywhere else self.tr("Ask again in this map: {rule}")
            _name(self.again_button, text, where.format(rule=words.title(rule)), True)
        self.again_button.setVisible(shown)

    def _make_current(self, number: int) -> None:
        """The finding at a row, or the nearest one after it or before it, becomes the current one."""
        rows = self.model.rows
        near = [*range(number, len(rows)), *range(min(number, len(rows)) - 1, -1, -1)]
        wanted = next((n for n in near if rows[n].kind is not Kind.HEAD), None)
        if wanted is not None:
            self.list.setCurrentIndex(self.model.index(wanted))

    def _show_detail(self) -> None:
        finding = self.current
        fixable = finding is not None and fix_of(self.session.journey, finding) is not None
        self.detail.show_finding(finding, fixable)


def _name(button: QPushButton, text: str, spoken: str, shown: bool) -> None:
    button.setText(plain.mnemonic_free(text))
    button.setAccessibleName(spoken)
    button.setToolTip(plain.tooltip(spoken))
    button.setVisible(shown)


def _off_everywhere() -> list[str]:
    """The rules that are asked of no map, without those that this version does not have."""
    return [rule for rule in settings.load(settings.REVIEW_OFF) if rule in RULES]
