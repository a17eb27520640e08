"""Lane roles as menus offer them: in groups, each with its name in the user's language and its icon."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from cjm_desktop.windows.actions.action import shown as t

#: Lane roles in the groups of the Insert menu and the lane picker.
ROLE_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (t("The customer"), ("actions", "goals", "touchpoints", "thoughts", "emotions", "expectations", "needs")),
    (t("Trouble and ideas"), ("pains", "barriers", "frictions", "moments_of_truth", "opportunities", "ideas")),
    (t("What we know"), ("metrics", "evidence", "strengths", "weaknesses", "storyboard", "owners")),
    (t("What we give"), ("content", "messages", "resources", "brand_contact")),
    (t("A day"), ("place", "people_devices", "time")),
    (t("The future"), ("vision", "current_pain", "enablers", "horizon", "priority")),
    (
        t("Service blueprint"),
        (
            "physical_evidence", "customer_actions", "frontstage_people", "frontstage_technology",
            "backstage_people", "backstage_technology", "support", "policies",
        ),
    ),
    (t("Your own"), ("own",)),
)  # fmt: skip


def group_label(group: str) -> str:
    """The name of a group of `ROLE_GROUPS` in the user's language."""
    return QCoreApplication.translate("actions", group)


def role_label(role: str) -> str:
    """What a lane of the role is called, in the user's language."""
    # The catalogue brings pydantic, which the first window does not need.
    from cjm_desktop.model.catalogue import ROLES

    return QCoreApplication.translate("catalogue", ROLES[role].label)


def role_icon(role: str) -> str:
    """The icon that stands for lanes of the role, also of one that only other programs know."""
    from cjm_desktop.model.catalogue import ROLES

    return _ROLE_ICONS.get(role) or _KIND_ICONS[ROLES.get(role, ROLES["own"]).kind.value]


_KIND_ICONS = {
    "cards": "rows-3",
    "touchpoints": "waypoints",
    "emotion": "smile",
    "metric": "gauge",
    "pictures": "clapperboard",
    "steps": "footprints",
}
_ROLE_ICONS = {
    "actions": "footprints",
    "goals": "target",
    "thoughts": "message-circle",
    "pains": "frown",
    "barriers": "ban",
    "frictions": "triangle-alert",
    "opportunities": "lightbulb",
    "ideas": "lightbulb",
    "moments_of_truth": "gem",
    "owners": "user",
    "strengths": "star",
    "own": "plus",
    "time": "hourglass",
    "evidence": "search",
}
