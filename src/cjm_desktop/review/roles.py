"""What lanes mean to those who look at a map: roles of lanes by what their cards say."""

from __future__ import annotations

PAIN_ROLES = frozenset({"pains", "barriers", "frictions", "current_pain", "weaknesses"})
OPPORTUNITY_ROLES = frozenset({"opportunities", "ideas"})
OWNER_ROLES = frozenset({"owners"})
PRIORITY_ROLES = frozenset({"priority"})
EVIDENCE_ROLES = frozenset({"evidence"})
MOMENT_ROLES = frozenset({"moments_of_truth"})
FRONTSTAGE_ROLES = frozenset({"frontstage_people", "frontstage_technology"})
BACKSTAGE_ROLES = frozenset({"backstage_people", "backstage_technology"})
