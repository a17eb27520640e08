"""What the actions on views do: shown, saved, updated, put in order; and which one a file is shown through is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from cjm_desktop.windows import plain, settings
from cjm_desktop.windows.commands.base import CommandGroup
from cjm_desktop.windows.steps import step

if TYPE_CHECKING:
    from cjm_desktop.model.records import View
    from cjm_desktop.windows.workspace import Workspace

#: Of so many files it is remembered through which view they were shown.
_REMEMBERED = 200


class ViewsCommands(CommandGroup):
    """The commands of the menu of views."""

    def follow(self, workspace: Workspace) -> None:
        """The actions, the strip above the map and the memory of files follow what is shown from now on."""
        workspace.viewing.changed.connect(self._window.refresh)
        workspace.viewing.changed.connect(self.remember)
        workspace.view_bar.save_wanted.connect(self.save)
        workspace.view_bar.update_wanted.connect(self.update)
        workspace.refreshed.connect(self._show_tick)

    @property
    def is_changed(self) -> bool:
        """Whether one of the map's views is shown otherwise than it is kept."""
        viewing = self._workspace.viewing
        return viewing.is_own and viewing.is_changed

    def show_all(self, _shown: bool) -> None:
        """The whole map."""
        self._workspace.viewing.show(None)
        # The tick of the action was turned already, also where all was shown.
        self._show_tick()

    def fill(self, menu: QMenu) -> None:
        """The menu of views: all of the map, its own views, the ready-made ones, and what can be done with them."""
        from cjm_desktop.editing.ready_views import ready_views
        from cjm_desktop.windows.view_words import view_name

        actions = self._window.actions_by_id
        menu.addAction(actions["show-all"])
        if self._window.workspace is None:
            return
        journey, viewing = self._session.journey, self._workspace.viewing
        group = QActionGroup(menu)
        for views in (tuple(journey.views.values()), ready_views(journey)):
            if views:
                menu.addSeparator()
            for view in views:
                action = QAction(plain.mnemonic_free(view_name(view)), menu)
                action.setCheckable(True)
                action.setChecked(viewing.kept is not None and viewing.kept.id == view.id)
                action.triggered.connect(lambda _=False, view=view: self.show_view(view))
                group.addAction(action)
                menu.addAction(action)
        menu.addSeparator()
        for id_ in ("save-view", "update-view", "manage-views"):
            menu.addAction(actions[id_])

    def show_view(self, view: View) -> None:
        """The map through one of its views, or a ready-made one, as it is kept."""
        self._workspace.viewing.show(view)

    def save(self) -> None:
        """Asks for a name and keeps what is shown now under it, as one step; a view of that name is replaced."""
        from cjm_desktop.editing.views import insert_view, new_view, update_view
        from cjm_desktop.windows.view_dialogs import ask_for_name
        from cjm_desktop.windows.view_words import view_name

        self._canvas.commit_editing()
        session, viewing = self._session, self._workspace.viewing
        kept = viewing.kept
        name = ask_for_name(session.journey, view_name(kept) if kept is not None else "", self._window)
        if name is None:
            return
        fields = self._shown_fields()
        view = next((view for view in session.journey.views.values() if view.name == name), None)
        if view is None:
            view = new_view(session.journey, name, **fields)
            session.apply(step("Save view"), insert_view(session.journey, view))
        else:
            session.apply(step("Update view"), update_view(session.journey, view.id, **fields))
        viewing.show(session.journey.views[view.id])

    def update(self) -> None:
        """Keeps what is shown now in the view from which it came, as one step."""
        from cjm_desktop.editing.views import update_view

        session, viewing = self._session, self._workspace.viewing
        if viewing.view is not None and self.is_changed:
            id_ = viewing.view.id
            session.apply(step("Update view"), update_view(session.journey, id_, **self._shown_fields()))
            viewing.show(session.journey.views[id_])

    def manage(self) -> None:
        """The map's views, to be renamed, put in order and deleted, as one step."""
        from cjm_desktop.editing.tables import with_tables
        from cjm_desktop.windows.view_dialogs import ViewsDialog

        self._canvas.commit_editing()
        session, viewing = self._session, self._workspace.viewing
        dialog = ViewsDialog(session.journey, self._window)
        if not dialog.exec():
            return
        was_own = viewing.is_own
        session.apply(step("Change views"), with_tables(session.journey, views=dialog.views()))
        if was_own and not viewing.is_own:
            viewing.show(None)

    def remember(self) -> None:
        """Remembers through which view the file is shown; a filter that is not kept is not remembered."""
        document = self._window.document
        if document is None or document.path is None:
            return
        kept, file = self._workspace.viewing.kept, str(document.path.absolute())
        before = settings.load(settings.SHOWN_VIEWS)
        now = [f"{kept.id} {file}"] if kept is not None else []
        now += [entry for entry in before if entry.partition(" ")[2] != file]
        if now[:_REMEMBERED] != before:
            settings.store(settings.SHOWN_VIEWS, now[:_REMEMBERED])

    def recall(self) -> None:
        """Shows the file through the view through which it was shown last."""
        from cjm_desktop.editing.ready_views import READY

        if self._document.path is None:
            return
        file = str(self._document.path.absolute())
        entries = (entry.partition(" ") for entry in settings.load(settings.SHOWN_VIEWS))
        id_ = next((id_ for id_, _, path in entries if path == file), "")
        ready = next((view for view in READY if view.id == id_), None)
        view = self._session.journey.views.get(id_) or ready
        if view is not None:
            self._workspace.viewing.show(view)

    def _shown_fields(self) -> dict[str, Any]:
        """What is shown now, as the fields of a view; lanes that the map itself hides count as hidden in it."""
        view = self._workspace.viewing.view
        fields = {} if view is None else {name: getattr(view, name) for name in type(view).model_fields}
        hidden = [lane.id for lane in self._session.journey.lanes.values() if lane.hidden]
        fields["hidden_lanes"] = tuple(dict.fromkeys((*fields.get("hidden_lanes", ()), *hidden)))
        return {name: value for name, value in fields.items() if name not in ("id", "name")}

    def _show_tick(self) -> None:
        self._window.actions_by_id["show-all"].setChecked(self._workspace.viewing.view is None)
