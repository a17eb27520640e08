"""The rules of the review by their ids, in the order in which they are asked; a subject of rules is a module here."""

from __future__ import annotations

from cjm_desktop.review.rules import channels, evidence, feelings, frame, pains, structure, wording
from cjm_desktop.review.rules.rule import Rule

RULES: dict[str, Rule] = {
    rule.id: rule
    for module in (frame, structure, pains, feelings, evidence, channels, wording)
    for rule in module.RULES
}
