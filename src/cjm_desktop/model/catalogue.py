"""The field's words as data: lane roles with their usual label, kind and accent; built-in channels; ready-made stage sets.

Labels here are the English originals; a map keeps its own labels, and the windows translate what they offer.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjm_desktop.model.records import BlueprintLine, Channel, Lane, LaneKind, LineKind


@dataclass(frozen=True, slots=True)
class Role:
    """What a lane means: its usual label and hint, how it is drawn, and its accent (a name of `theme.Theme.accents`).

    `tinted` cards stand on a pale ground of the accent. `card_name` is what one card of the lane is called.
    """

    key: str
    label: str
    hint: str
    kind: LaneKind
    accent: str
    card_name: str = "Card"
    tinted: bool = False


_C, _T, _E, _M, _P, _S = (
    LaneKind.CARDS,
    LaneKind.TOUCHPOINTS,
    LaneKind.EMOTION,
    LaneKind.METRIC,
    LaneKind.PICTURES,
    LaneKind.STEPS,
)

ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        Role("actions", "Actions", "what the customer does", _C, "blue", "Action"),
        Role("goals", "Goals", "what the customer wants here", _C, "indigo", "Goal"),
        Role("touchpoints", "Touchpoints", "where we meet", _T, "teal", "Touchpoint"),
        Role("thoughts", "Thoughts", "what goes through the mind", _C, "violet", "Thought", True),
        Role("emotions", "Emotions", "−2 to +2", _E, "orange", "Emotion point"),
        Role("expectations", "Expectations", "what the customer counts on", _C, "sky", "Expectation"),
        Role("needs", "Needs", "what the customer cannot do without", _C, "sky", "Need"),
        Role("pains", "Pain points", "what hurts", _C, "red", "Pain point", True),
        Role("barriers", "Barriers", "what stands in the way", _C, "red", "Barrier", True),
        Role("frictions", "Frictions", "what slows the day down", _C, "red", "Friction", True),
        Role("current_pain", "Pain resolved", "what hurts today and goes", _C, "red", "Pain point", True),
        Role("moments_of_truth", "Moments of truth", "what decides", _C, "amber", "Moment of truth", True),
        Role("opportunities", "Opportunities", "owner in brackets", _C, "green", "Opportunity", True),
        Role("ideas", "Ideas", "what we change", _C, "green", "Idea", True),
        Role("strengths", "Strengths", "what works", _C, "green", "Strength"),
        Role("weaknesses", "Weaknesses", "what does not", _C, "red", "Weakness"),
        Role("content", "Content", "articles, guides, demos", _C, "sky", "Content"),
        Role("messages", "Messages", "what we say", _C, "sky", "Message"),
        Role("resources", "Resources", "at hand and missing", _C, "slate", "Resource"),
        Role("owners", "Owner", "who answers for it", _C, "slate", "Owner"),
        Role("evidence", "Evidence", "how we know", _C, "slate", "Evidence"),
        Role("metrics", "Metrics", "measured", _M, "slate", "Metric"),
        Role("storyboard", "Storyboard", "in pictures", _P, "slate", "Picture"),
        Role("place", "Place", "where it happens", _C, "sky", "Place"),
        Role("people_devices", "People and devices", "who and what is around", _C, "indigo", "Person or device"),
        Role("brand_contact", "Contact with a brand", "ours or a competitor's", _T, "teal", "Contact"),
        Role("vision", "Vision", "what it will be like", _C, "indigo", "Vision"),
        Role("enablers", "Enablers", "people, process, technology", _C, "slate", "Enabler"),
        Role("horizon", "Horizon", "3, 6 or 12 months", _C, "slate", "Horizon"),
        Role("priority", "Priority", "impact × effort", _C, "amber", "Priority"),
        Role("physical_evidence", "Physical evidence", "what the customer can see or hold", _C, "sky", "Evidence"),
        Role("customer_actions", "Customer actions", "step by step", _S, "blue", "Step"),
        Role("frontstage_people", "Frontstage people", "in the customer's sight", _C, "teal", "Frontstage step"),
        Role("frontstage_technology", "Frontstage technology", "what the customer uses", _C, "teal", "Frontstage step"),
        Role("backstage_people", "Backstage people", "behind the scenes", _C, "violet", "Backstage step"),
        Role("backstage_technology", "Backstage technology", "systems behind", _C, "violet", "Backstage step"),
        Role("support", "Support processes", "what carries it all", _C, "slate", "Support process"),
        Role("policies", "Policies", "rules that bind", _C, "slate", "Policy"),
        Role("time", "Time", "per step", _C, "slate", "Time"),
        Role("own", "New lane", "", _C, "slate", "Card"),
    )
}


def role_of(lane: Lane) -> Role:
    """The role of a lane; a role that the catalogue does not know is drawn as an own one."""
    return ROLES.get(lane.role, ROLES["own"])


#: Own channels of a map come before these. Icons are names of files in `resources/icons`.
CHANNELS: dict[str, Channel] = {
    id_: Channel(id=id_, name=name, icon=icon, online=online)
    for id_, name, icon, online in (
        ("search", "Search", "search", True),
        ("web", "Web", "globe", True),
        ("app", "App", "smartphone", True),
        ("email", "E-mail", "mail", True),
        ("sms", "SMS", "message-square", True),
        ("phone", "Phone", "phone", False),
        ("chat", "Chat", "message-circle", True),
        ("social", "Social media", "share-2", True),
        ("shop", "Shop", "store", False),
        ("counter", "Counter", "concierge-bell", False),
        ("parcel", "Parcel", "package", False),
        ("letter", "Letter", "mailbox", False),
        ("courier", "Courier", "truck", False),
        ("self_service", "Self-service machine", "monitor-smartphone", False),
        ("face_to_face", "Face to face", "users", False),
        ("review_site", "Review site", "star", True),
        ("advert", "Advert", "megaphone", None),
        ("word_of_mouth", "Word of mouth", "speech", False),
        ("payment", "Invoice and payment", "credit-card", None),
        ("other", "Other", "circle-dot", None),
    )
}

#: Where each blueprint line stands: above the first shown lane with one of these roles.
BLUEPRINT_LINES: dict[LineKind, BlueprintLine] = {
    kind: BlueprintLine(id=f"line-{kind.value}", kind=kind, label=label, before=before)
    for kind, label, before in (
        (LineKind.INTERACTION, "Line of interaction", ("frontstage_people", "frontstage_technology")),
        (LineKind.VISIBILITY, "Line of visibility", ("backstage_people", "backstage_technology")),
        (LineKind.INTERNAL_INTERACTION, "Line of internal interaction", ("support",)),
    )
}

STAGE_SETS: dict[str, tuple[str, ...]] = {
    "Awareness to advocacy": ("Awareness", "Consideration", "Purchase", "Retention", "Advocacy"),
    "Awareness to loyalty": ("Awareness", "Consideration", "Decision", "Retention", "Loyalty"),
    "Need to experience": (
        "Awareness of need",
        "Search for information",
        "Search for alternatives",
        "Purchase",
        "Formation of user experience",
    ),
    "B2B": (
        "Common understanding of the problem",
        "Reviewing solutions",
        "Technical requirements",
        "Choosing a solution",
    ),
    "First contact to after-sales": ("First contact", "Moment of purchase", "First use", "After-sales"),
    "Service": ("Pre-service", "Service", "Post-service"),
    "Product": ("Discover", "Try", "Buy", "Use", "Seek support"),
    "SaaS": (
        "Awareness",
        "Sign-up",
        "First use",
        "Configuration",
        "First value",
        "Routine use",
        "Expansion",
    ),
}
