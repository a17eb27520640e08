"""One editor widget for each way in which the inspector edits a field: a field goes in, its editor comes out."""

from __future__ import annotations

from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.inspector.editors.base import FieldEditor
from cjm_desktop.windows.inspector.editors.channel import ChannelEditor
from cjm_desktop.windows.inspector.editors.choice import (
    ButtonEditor,
    ChoiceEditor,
    NoticeEditor,
    SwatchesEditor,
    SwitchEditor,
)
from cjm_desktop.windows.inspector.editors.document import DateEditor, EndEditor, LanguageEditor, LinesEditor
from cjm_desktop.windows.inspector.editors.grid import PriorityEditor
from cjm_desktop.windows.inspector.editors.links import LinksEditor
from cjm_desktop.windows.inspector.editors.picture import PictureEditor
from cjm_desktop.windows.inspector.editors.pills import MarksEditor, RolesEditor, TagsEditor
from cjm_desktop.windows.inspector.editors.rows import RowsEditor
from cjm_desktop.windows.inspector.editors.sliders import EmotionEditor, ShareEditor
from cjm_desktop.windows.inspector.editors.text import (
    LineEditor,
    ListEditor,
    NumberEditor,
    NumbersEditor,
    TextEditor,
    WholeEditor,
)
from cjm_desktop.windows.inspector.field import Editor, Field

EDITORS: dict[Editor, type[FieldEditor]] = {
    Editor.LINE: LineEditor,
    Editor.TEXT: TextEditor,
    Editor.LIST: ListEditor,
    Editor.TAGS: TagsEditor,
    Editor.CHOICE: ChoiceEditor,
    Editor.CHANNEL: ChannelEditor,
    Editor.NUMBER: NumberEditor,
    Editor.WHOLE: WholeEditor,
    Editor.NUMBERS: NumbersEditor,
    Editor.EMOTION: EmotionEditor,
    Editor.SHARE: ShareEditor,
    Editor.SWITCH: SwitchEditor,
    Editor.MARKS: MarksEditor,
    Editor.PRIORITY: PriorityEditor,
    Editor.SWATCHES: SwatchesEditor,
    Editor.PICTURE: PictureEditor,
    Editor.LINKS: LinksEditor,
    Editor.ROWS: RowsEditor,
    Editor.DATE: DateEditor,
    Editor.LANGUAGE: LanguageEditor,
    Editor.ROLES: RolesEditor,
    Editor.LINES: LinesEditor,
    Editor.END: EndEditor,
    Editor.NOTICE: NoticeEditor,
    Editor.BUTTON: ButtonEditor,
}


def editor_for(field: Field, appearance: Appearance) -> FieldEditor:
    """The editor of a field, with its accessible name."""
    made = EDITORS[field.editor](field, appearance)
    made.named(field.shown_label)
    return made
