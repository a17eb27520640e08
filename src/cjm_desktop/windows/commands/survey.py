"""What the action that brings a survey onto the map does."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from cjm_desktop.windows import plain
from cjm_desktop.windows.commands.base import CommandGroup
from cjm_desktop.windows.steps import step


class SurveyCommands(CommandGroup):
    """Survey results on the map that the window shows."""

    def choose(self) -> None:
        """Asks for a table of answers, and how it comes onto the map."""
        from cjm_desktop.windows.document import start_folder

        self._canvas.commit_editing()
        kinds = self.tr("Tables of answers (*.csv *.tsv *.txt *.xlsx)")
        chosen, _ = QFileDialog.getOpenFileName(self._window, self.tr("Survey Results"), str(start_folder()), kinds)
        if chosen:
            self.read(Path(chosen))

    def read(self, path: Path) -> None:
        """Asks how the answers of a file come onto the map, and puts them there as one step."""
        from cjm_desktop.canvas.edits import Edit
        from cjm_desktop.editing.survey import put_survey
        from cjm_desktop.formats.errors import FileProblem
        from cjm_desktop.windows.survey_dialog import SurveyDialog, read_survey
        from cjm_desktop.windows.waiting import waited

        journey = self._session.journey
        words = self.tr("Reading {name} …").format(name=plain.elided(path.name))
        try:
            read = waited(self._window, words, lambda: read_survey(path, journey))
        except FileProblem as problem:
            plain.tell(self._window, self.tr("The answers cannot be read"), str(problem))
            return
        if read is None:
            return
        dialog = SurveyDialog(*read, journey, self._window)
        if dialog.exec() and dialog.survey is not None:
            for shown in dialog.shown:
                journey = put_survey(journey, dialog.survey, shown)
            # What was left out the dialog has said already.
            if journey is not self._session.journey:
                self._canvas.apply(Edit(step("Put survey on the map"), journey))
            else:
                self._window.status.say(self.tr("The map says what was answered already"))
        dialog.deleteLater()
