"""What the keyboard does to what is selected: moving it, resizing it, and saying how its stage feels."""

from __future__ import annotations

from cjm_desktop.windows.actions.action import Action, Menu, Needs
from cjm_desktop.windows.actions.action import shown as t
from cjm_desktop.windows.actions.arrange import SIZES


def _on_map(id_: str, text: str, handler: str, keys: str, argument: str) -> Action:
    return Action(id_, text, handler, "", None, keys, needs=Needs.SELECTION, argument=argument, on_map=True)


def _feeling(id_: str, text: str, handler: str, keys: str, argument: str) -> Action:
    return Action(id_, text, handler, "", None, keys, needs=Needs.STAGES, argument=argument)


ACTIONS: tuple[Action, ...] = (
    _on_map("move-left", t("Move &Left"), "capture.move", "Alt+Left", "left"),
    _on_map("move-right", t("Move &Right"), "capture.move", "Alt+Right", "right"),
    _on_map("move-up", t("Move &Up"), "capture.move", "Alt+Up", "up"),
    _on_map("move-down", t("Move &Down"), "capture.move", "Alt+Down", "down"),
    _on_map("wider", t("&Wider"), "capture.resize", "Alt+Shift+Right", "right"),
    _on_map("narrower", t("&Narrower"), "capture.resize", "Alt+Shift+Left", "left"),
    _on_map("taller", t("&Taller"), "capture.resize", "Alt+Shift+Down", "down"),
    _on_map("lower", t("L&ower"), "capture.resize", "Alt+Shift+Up", "up"),
    _feeling("feels-frustrated", t("&Frustrated (−2)"), "capture.feel", "Ctrl+1", "-2"),
    _feeling("feels-bad", t("&Bad (−1)"), "capture.feel", "Ctrl+2", "-1"),
    _feeling("feels-neutral", t("&Neutral (0)"), "capture.feel", "Ctrl+3", "0"),
    _feeling("feels-good", t("&Good (+1)"), "capture.feel", "Ctrl+4", "1"),
    _feeling("feels-delighted", t("&Delighted (+2)"), "capture.feel", "Ctrl+5", "2"),
    _feeling("feels-better", t("B&etter"), "capture.feel_better", "Ctrl+Alt+Up", "0.5"),
    _feeling("feels-worse", t("&Worse"), "capture.feel_better", "Ctrl+Alt+Down", "-0.5"),
)

MOVE = Menu(
    "move",
    t("Move and Si&ze"),
    ("move-left", "move-right", "move-up", "move-down", None, "wider", "narrower", "taller", "lower", None, SIZES),
    "arrow-left-right",
)

EMOTION = Menu(
    "emotion",
    t("Emot&ion of the Stage"),
    (
        "feels-frustrated",
        "feels-bad",
        "feels-neutral",
        "feels-good",
        "feels-delighted",
        None,
        "feels-better",
        "feels-worse",
    ),
    "smile",
)
