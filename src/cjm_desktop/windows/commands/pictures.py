"""What is done to the picture of a card from the map: chosen where there is none, cropped where there is one."""

from __future__ import annotations

from cjm_desktop.windows.commands.base import CommandGroup
from cjm_desktop.windows.steps import step


class PictureCommands(CommandGroup):
    """The commands on pictures of cards."""

    def edit(self, id_: str) -> None:
        """A file for the empty frame of a card, else the crop of its picture."""
        journey = self._session.journey
        card = journey.cards.get(id_)
        if card is None or self._canvas.lanes.refuse((id_,)):
            return
        if card.picture in journey.pictures:
            self._crop(id_)
        else:
            self._choose(id_)

    def _choose(self, id_: str) -> None:
        from cjm_desktop.editing.cards import update_cards
        from cjm_desktop.editing.pictures import insert_picture
        from cjm_desktop.windows.pictures import choose_picture

        self._canvas.commit_editing()
        picture = choose_picture(self._workspace)
        journey = self._session.journey
        if picture is not None and id_ in journey.cards:
            after = update_cards(insert_picture(journey, picture), [id_], picture=picture.id, crop=None)
            self._session.apply(step("Add picture"), after)

    def _crop(self, id_: str) -> None:
        from PySide6.QtWidgets import QDialog

        from cjm_desktop.editing.cards import update_cards
        from cjm_desktop.windows.crop import CropDialog

        journey = self._session.journey
        card = journey.cards[id_]
        picture = journey.pictures[card.picture or ""]
        dialog = CropDialog(picture, card.crop, chrome=self._window.appearance.chrome, parent=self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._session.apply(step("Crop picture"), update_cards(self._session.journey, [id_], crop=dialog.crop))
        dialog.deleteLater()
