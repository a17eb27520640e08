"""The clipboard: a clip goes in and is offered to every program in its own way; what lies there comes out, checked.

What is offered is made when somebody asks for it, so that copying thousands of cards takes no time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QCoreApplication, QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.windows.pictures import copied_picture, files_in, picture_of_file

if TYPE_CHECKING:
    from cjm_desktop.editing.clip import Clip
    from cjm_desktop.formats.table import Grid
    from cjm_desktop.model.records import Picture

CLIP = "application/vnd.cjm.clip+json"
_TEXT, _HTML, _IMAGE = "text/plain", "text/html", "application/x-qt-image"
#: A longer text is no text for cards.
_LONGEST = 5_000_000
#: Of files and texts in one go.
_MOST_FILES, _MOST_LINES = 50, 2_000


def _tr(text: str) -> str:
    return QCoreApplication.translate("clipboard", text)


@guarded
class ClipData(QMimeData):
    """A clip as map data, text, table and picture; each is made when it is asked for the first time."""

    def __init__(self, clip: Clip, picture: Callable[[], QImage | None]) -> None:
        super().__init__()
        self.clip = clip
        self._makers: dict[str, Callable[[], Any]] = {
            CLIP: self._bytes,
            _HTML: self._html,
            _TEXT: self._text,
            _IMAGE: picture,
        }
        self._made: dict[str, Any] = {}
        from cjm_desktop.formats.map_table import text_of_clip

        self._lines = text_of_clip(clip)
        if self._lines is not None:
            # Of one cell there is no table.
            del self._makers[_HTML]

    def formats(self) -> list[str]:
        return list(self._makers)

    def hasFormat(self, mimetype: str) -> bool:
        return mimetype in self._makers

    def retrieveData(self, mimetype: str, _type: object) -> Any:
        maker = self._makers.get(mimetype)
        if maker is None:
            return None
        if mimetype not in self._made:
            self._made[mimetype] = maker()
        return self._made[mimetype]

    def _bytes(self) -> QByteArray:
        from cjm_desktop.formats import clip_file

        return QByteArray(clip_file.dumps(self.clip))

    def _rows(self) -> list[list[str]]:
        from cjm_desktop.formats.map_table import rows_of_clip

        return rows_of_clip(self.clip)

    def _text(self) -> str:
        from cjm_desktop.formats.table import write_separated

        return write_separated(self._rows()) if self._lines is None else self._lines

    def _html(self) -> str:
        from cjm_desktop.formats.table import write_html

        journey = self.clip.journey
        heads = any(id_ in journey.stages or id_ in journey.lanes for id_ in self.clip.roots)
        return write_html(self._rows(), head=heads, labels=heads)


@guarded
class SvgData(QMimeData):
    """A drawing as SVG, made when it is asked for the first time."""

    #: Under these names drawing programs look for one; the third is Inkscape's own.
    NAMES = ("image/svg+xml", "image/svg", "image/x-inkscape-svg")

    def __init__(self, make: Callable[[], bytes]) -> None:
        super().__init__()
        self._make = make
        self._made: QByteArray | None = None

    def formats(self) -> list[str]:
        return list(self.NAMES)

    def hasFormat(self, mimetype: str) -> bool:
        return mimetype in self.NAMES

    def retrieveData(self, mimetype: str, _type: object) -> Any:
        if mimetype not in self.NAMES:
            return None
        if self._made is None:
            self._made = QByteArray(self._make())
        return self._made


@dataclass(frozen=True, slots=True)
class Contents:
    """What lies on the clipboard: one of these, or a sentence on why none of it can be taken; nothing where it is empty."""

    clip: Clip | None = None
    grid: Grid | None = None
    text: str = ""
    pictures: tuple[Picture, ...] = ()
    problem: str = ""


def copy(data: QMimeData) -> None:
    """Puts data onto the clipboard."""
    QGuiApplication.clipboard().setMimeData(data)


def copy_text(text: str, rows: list[list[str]] | None = None) -> None:
    """Puts a text onto the clipboard, and the rows of a table beside it where it is one."""
    data = QMimeData()
    data.setText(text)
    if rows is not None:
        from cjm_desktop.formats.table import write_html

        data.setData(_HTML, QByteArray(write_html(rows, head=True, labels=True).encode()))
    copy(data)


def copy_image(image: QImage) -> None:
    """Puts a picture onto the clipboard."""
    QGuiApplication.clipboard().setImage(image)


def contents() -> Contents:
    """What lies on the clipboard."""
    return contents_of(QGuiApplication.clipboard().mimeData())


def contents_of(data: QMimeData | None) -> Contents:
    """What data of the clipboard or of a drag holds, in the form that says most."""
    from cjm_desktop.formats.errors import FileProblem

    if data is None:
        return Contents()
    try:
        return _read(data)
    except FileProblem as problem:
        return Contents(problem=str(problem))


def _read(data: QMimeData) -> Contents:
    from cjm_desktop.formats import clip_file, sheet_marks, table

    if isinstance(data, ClipData):
        return Contents(clip=data.clip)
    if data.hasFormat(CLIP):
        return Contents(clip=clip_file.loads(bytes(data.data(CLIP).data())))
    files = files_in(data)
    if files:
        return _pictures(files)
    text = data.text() if data.hasText() else ""
    if len(text) > _LONGEST:
        return Contents(problem=_tr("What was copied is longer than five million characters; copy less of it."))
    found = table.read_html(data.html()) if data.hasHtml() and len(data.html()) <= _LONGEST else None
    if found is None and "\t" in text.strip("\n"):
        found = table.read_separated(text)
    if found is not None and found.trimmed().rows:
        # The hidden row and column of this program's own sheet are copied with all its cells.
        return Contents(grid=table.grid(*sheet_marks.seen(found.rows, found.spans)), text=text)
    if data.hasImage() and not text.strip():
        picture, problem = copied_picture(data)
        return Contents(problem=problem) if picture is None else Contents(pictures=(picture,))
    if text.count("\n") > _MOST_LINES:
        problem = _tr("What was copied has {count} lines; {most} are the most that can be pasted at once.")
        return Contents(problem=problem.format(count=text.count("\n") + 1, most=_MOST_LINES))
    return Contents(text=text) if text.strip() else Contents()


def _pictures(files: list[Path]) -> Contents:
    if len(files) > _MOST_FILES:
        problem = _tr("{count} pictures were copied; {most} are the most that can be pasted at once.")
        return Contents(problem=problem.format(count=len(files), most=_MOST_FILES))
    found: list[Picture] = []
    for file in files:
        picture, problem = picture_of_file(file)
        if picture is None:
            return Contents(problem=problem)
        found.append(picture)
    return Contents(pictures=tuple(found))
