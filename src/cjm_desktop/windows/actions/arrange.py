"""Merging, splitting and ordering cards; sizes of stages and lanes made alike."""

from __future__ import annotations

from cjm_desktop.windows.actions.action import Action, Menu, Needs
from cjm_desktop.windows.actions.action import shown as t


def _order(order: str, text: str) -> Action:
    return Action(f"order-{order}", text, "arrange.order", needs=Needs.CARD, argument=order)


ACTIONS: tuple[Action, ...] = (
    Action(
        "merge-cards",
        t("&Merge Cards"),
        "arrange.merge",
        "combine",
        None,
        "Ctrl+M",
        needs=Needs.CARDS,
        tip=t("Make one card of the selected ones, with all their words, tags and arrows"),
    ),
    Action(
        "split-card",
        t("&Split Card"),
        "arrange.split",
        "split",
        None,
        "Ctrl+Shift+Return",
        needs=Needs.CARD_TEXT,
        tip=t("Make a card of each line; while writing, two cards at the cursor"),
    ),
    _order("text", t("From &A to Z")),
    _order("votes", t("By &Votes")),
    _order("evidence", t("By &Evidence")),
    _order("priority", t("By &Priority")),
    _order("owner", t("By &Owner")),
    _order("channel", t("By &Channel")),
    Action("to-top", t("To the &Top of the Cell"), "arrange.to_top", "", None, "Ctrl+Shift+Up", needs=Needs.CARD),
    Action(
        "to-bottom", t("To the &Bottom of the Cell"), "arrange.to_bottom", "", None, "Ctrl+Shift+Down", needs=Needs.CARD
    ),
    Action("equal-widths", t("&Equal Stage Widths"), "arrange.equal_widths", needs=Needs.STAGES),
    Action("fit-widths", t("&Fit Stage Widths to Contents"), "arrange.fit_widths", needs=Needs.STAGES),
    Action("reset-widths", t("&Usual Stage Widths"), "arrange.reset_widths", needs=Needs.STAGES),
    Action("equal-heights", t("E&qual Lane Heights"), "arrange.equal_heights"),
    Action("reset-heights", t("&Automatic Lane Heights"), "arrange.reset_heights"),
)

ORDER = Menu(
    "order-cards",
    t("&Order Cards"),
    (
        "order-text",
        "order-votes",
        "order-evidence",
        "order-priority",
        "order-owner",
        "order-channel",
        None,
        "to-top",
        "to-bottom",
    ),
    "arrow-down-a-z",
)

SIZES = Menu(
    "sizes",
    t("Stage and Lane Si&zes"),
    ("equal-widths", "fit-widths", "reset-widths", None, "equal-heights", "reset-heights"),
)

#: What the Edit menu shows of them.
ENTRIES: tuple[str | Menu | None, ...] = (
    Menu("cards", t("Merge, Split and &Order"), ("merge-cards", "split-card", None, ORDER), "sticky-note"),
)
