"""What the actions do: a window goes in; its commands come out, in a group for each subject."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from cjm_desktop.windows.commands.arrange import ArrangeCommands
from cjm_desktop.windows.commands.capture import CaptureCommands
from cjm_desktop.windows.commands.clipboard import ClipboardCommands
from cjm_desktop.windows.commands.compare import CompareCommands
from cjm_desktop.windows.commands.connect import ConnectCommands
from cjm_desktop.windows.commands.edit import EditCommands
from cjm_desktop.windows.commands.export import ExportCommands
from cjm_desktop.windows.commands.file import FileCommands
from cjm_desktop.windows.commands.find import FindCommands
from cjm_desktop.windows.commands.help import HelpCommands
from cjm_desktop.windows.commands.insert import InsertCommands
from cjm_desktop.windows.commands.lanes import LaneCommands
from cjm_desktop.windows.commands.linked import LinkedCommands
from cjm_desktop.windows.commands.map import MapCommands
from cjm_desktop.windows.commands.marking import MarkingCommands
from cjm_desktop.windows.commands.personas import PersonaCommands
from cjm_desktop.windows.commands.pictures import PictureCommands
from cjm_desktop.windows.commands.preferences import PreferenceCommands
from cjm_desktop.windows.commands.present import PresentCommands
from cjm_desktop.windows.commands.survey import SurveyCommands
from cjm_desktop.windows.commands.versions import VersionCommands
from cjm_desktop.windows.commands.view import ViewCommands
from cjm_desktop.windows.commands.views import ViewsCommands
from cjm_desktop.windows.commands.windows import WindowCommands
from cjm_desktop.windows.commands.workshop import WorkshopCommands

if TYPE_CHECKING:
    from cjm_desktop.windows.main_window import Desktop, MainWindow


class Commands(QObject):
    """The commands of one window, by subject."""

    def __init__(self, window: MainWindow, desktop: Desktop) -> None:
        super().__init__(window)
        self.file = FileCommands(window, desktop)
        self.export = ExportCommands(window, desktop)
        self.compare = CompareCommands(window, desktop)
        self.edit = EditCommands(window, desktop)
        self.connect_cards = ConnectCommands(window, desktop)
        self.clipboard = ClipboardCommands(window, desktop)
        self.arrange = ArrangeCommands(window, desktop)
        self.find = FindCommands(window, desktop)
        self.insert = InsertCommands(window, desktop)
        self.capture = CaptureCommands(window, desktop)
        self.view = ViewCommands(window, desktop)
        self.versions = VersionCommands(window, desktop)
        self.views = ViewsCommands(window, desktop)
        self.workshop = WorkshopCommands(window, desktop)
        self.map = MapCommands(window, desktop)
        self.linked = LinkedCommands(window, desktop)
        self.survey = SurveyCommands(window, desktop)
        self.marking = MarkingCommands(window, desktop)
        self.lanes = LaneCommands(window, desktop)
        self.preferences = PreferenceCommands(window, desktop)
        self.present = PresentCommands(window, desktop)
        self.personas = PersonaCommands(window, desktop)
        self.pictures = PictureCommands(window, desktop)
        self.windows = WindowCommands(window, desktop)
        self.help = HelpCommands(window, desktop)

    def handler(self, name: str) -> Callable[..., object]:
        """The command of a name as actions give it (“edit.undo”)."""
        group, _, method = name.partition(".")
        found: Callable[..., object] = getattr(getattr(self, group), method)
        return found

    def menu_fillers(self) -> dict[str, Callable[[QMenu], None]]:
        """What fills the dynamic menus, by their ids."""
        return {
            "recent": self.file.fill_recent,
            "insert-lane": self.insert.fill_lanes,
            "insert-stage-set": self.insert.fill_stage_sets,
            "curves": self.personas.fill_curves,
            "context-curves": self.personas.fill_context,
            "context-kind": self.arrange.fill_kinds,
            "context-colour": self.arrange.fill_colours,
            "channel": self.marking.fill_channels,
            "mark-as": self.marking.fill_marks,
            "evidence": self.marking.fill_evidence,
            "views": self.views.fill,
            "present-screen": self.present.fill_screens,
            "window": self.windows.fill,
        }
