"""The View menu and its actions."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from cjm_desktop.windows.actions import views, workshop
from cjm_desktop.windows.actions.action import Action, Menu, Needs
from cjm_desktop.windows.actions.action import shown as t
from cjm_desktop.windows.docks import PANELS

Key = QKeySequence.StandardKey

ACTIONS: tuple[Action, ...] = (
    Action("zoom-in", t("Zoom &In"), "view.zoom_in", "plus", Key.ZoomIn, "Ctrl++", ("Ctrl+=",)),
    Action("zoom-out", t("Zoom &Out"), "view.zoom_out", "minus", Key.ZoomOut, "Ctrl+-"),
    Action("zoom-actual", t("&Actual Size"), "view.zoom_actual", "", None, "Ctrl+0"),
    Action(
        "zoom-fit",
        t("&Fit Map"),
        "view.zoom_fit",
        "maximize",
        None,
        "Ctrl+9",
        tip=t("Show the whole map"),
    ),
    Action("zoom-selection", t("Zoom to Se&lection"), "view.zoom_selection", "", None, "Ctrl+8", needs=Needs.SELECTION),
    Action(
        "appearance-system",
        t("Follow the &System"),
        "view.set_appearance",
        "monitor",
        needs=Needs.NOTHING,
        argument="system",
        checkable=True,
        group="appearance",
    ),
    Action(
        "appearance-light",
        t("&Light"),
        "view.set_appearance",
        "sun",
        needs=Needs.NOTHING,
        argument="light",
        checkable=True,
        group="appearance",
    ),
    Action(
        "appearance-dark",
        t("&Dark"),
        "view.set_appearance",
        "moon",
        needs=Needs.NOTHING,
        argument="dark",
        checkable=True,
        group="appearance",
    ),
    *(
        Action(
            f"show-{panel.id}",
            panel.text,
            "view.show_panel",
            panel.icon,
            None,
            panel.keys,
            argument=panel.id,
            checkable=True,
            context="panels",
        )
        for panel in PANELS
    ),
    Action("reset-panels", t("&Reset Panels"), "view.reset_panels"),
    Action(
        "summary",
        t("Su&mmary…"),
        "view.show_summary",
        "gauge",
        None,
        "Ctrl+Alt+S",
        tip=t("Feelings, weak touchpoints, channels, evidence and opportunities in numbers"),
    ),
    Action(
        "clean-canvas",
        t("F&ull-Screen Canvas"),
        "view.set_clean",
        "fullscreen",
        None,
        "Ctrl+Shift+F",
        checkable=True,
        tip=t("Show the map alone on the whole screen"),
    ),
    Action("next-panel", t("Go to Ne&xt Panel"), "view.go_to_panel", "", None, "F6", argument="next"),
    Action("previous-panel", t("Go to Previou&s Panel"), "view.go_to_panel", "", None, "Shift+F6", argument="previous"),
    *views.ACTIONS,
    *workshop.ACTIONS,
)

MENU = Menu(
    "view",
    t("&View"),
    (
        "zoom-in",
        "zoom-out",
        "zoom-actual",
        "zoom-fit",
        "zoom-selection",
        None,
        Menu(
            "panels",
            t("Pa&nels"),
            (*(f"show-{panel.id}" for panel in PANELS), None, "next-panel", "previous-panel", None, "reset-panels"),
            "panels-top-left",
        ),
        "summary",
        "clean-canvas",
        None,
        views.MENU,
        workshop.MENU,
        None,
        Menu("appearance", t("Appea&rance"), ("appearance-system", "appearance-light", "appearance-dark"), "sun"),
    ),
)
