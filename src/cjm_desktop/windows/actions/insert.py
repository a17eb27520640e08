"""The Insert menu and its actions."""

from __future__ import annotations

from cjm_desktop.windows.actions.action import Action, Menu, Needs
from cjm_desktop.windows.actions.action import shown as t

ACTIONS: tuple[Action, ...] = (
    Action("insert-stage", t("&Stage"), "capture.new_stage", "columns-3", None, "Ctrl+Shift+N", ("Ctrl+Shift+G",)),
    Action("insert-stage-before", t("Stage &Before"), "capture.new_stage_before"),
    Action("insert-lane-above", t("Lane &Above"), "capture.new_lane_above"),
    Action(
        "insert-named-lane",
        t("&New Lane"),
        "capture.new_lane",
        "rows-3",
        None,
        "Ctrl+Shift+L",
        tip=t("Add a lane; its label says what it is for"),
    ),
    Action(
        "insert-card",
        t("&Card"),
        "insert.insert",
        "sticky-note",
        None,
        "Ctrl+Return",
        needs=Needs.STAGES,
        argument="card",
    ),
    Action(
        "insert-touchpoint",
        t("&Touchpoint"),
        "insert.insert",
        "waypoints",
        None,
        "Ctrl+Shift+T",
        needs=Needs.STAGES,
        argument="touchpoint",
    ),
    Action(
        "insert-emotion",
        t("&Emotion Point"),
        "insert.insert",
        "smile",
        None,
        "Ctrl+Shift+M",
        needs=Needs.STAGES,
        argument="emotion",
    ),
    Action("insert-pain", t("&Pain Point"), "insert.insert", "frown", needs=Needs.STAGES, argument="pains"),
    Action(
        "insert-opportunity",
        t("&Opportunity"),
        "insert.insert",
        "lightbulb",
        needs=Needs.STAGES,
        argument="opportunities",
    ),
    Action("insert-thought", t("T&hought"), "insert.insert", "message-circle", needs=Needs.STAGES, argument="thoughts"),
    Action("insert-picture", t("P&icture…"), "insert.insert", "image", argument="picture", tip=t("Insert a picture")),
    Action(
        "connect",
        t("Connector"),
        "connect_cards.join",
        "waypoints",
        None,
        "Ctrl+L",
        needs=Needs.CARD,
        tip=t("Connect the selected cards in their order; from a single card, pick the other by arrow keys"),
    ),
    Action("insert-persona", t("Pe&rsona"), "insert.add_persona", "user-plus"),
)

MENU = Menu(
    "insert",
    t("&Insert"),
    (
        "insert-stage",
        "insert-stage-before",
        Menu("insert-stage-set", t("Stages Ready-&Made"), icon="columns-3", dynamic=True),
        "insert-named-lane",
        "insert-lane-above",
        Menu("insert-lane", t("&Lane"), icon="rows-3", dynamic=True),
        None,
        "insert-card",
        "insert-touchpoint",
        "insert-emotion",
        "insert-pain",
        "insert-opportunity",
        "insert-thought",
        "insert-picture",
        "connect",
        None,
        "insert-persona",
    ),
)
