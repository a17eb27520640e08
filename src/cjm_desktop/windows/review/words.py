"""What the review says, in the user's language: findings, rules and fixes go in, sentences come out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from cjm_desktop.review.findings import Finding, Severity
from cjm_desktop.review.rules import RULES

translate = QCoreApplication.translate


def sentence(finding: Finding) -> str:
    """A finding as a sentence."""
    message = finding.said(translate)
    return f"{message[:1].upper()}{message[1:]}."


def title(rule: str) -> str:
    """The short name of a rule."""
    return translate("review", RULES[rule].title)


def why(rule: str) -> str:
    """Why what a rule finds matters."""
    return translate("review", RULES[rule].why)


def fix(rule: str) -> str:
    """What the button says that mends what a rule finds; empty where nothing does."""
    made = RULES[rule].fix
    return translate("review", made.button) if made is not None else ""


def counts(rule: str) -> str:
    """What is taken for an answer to a rule; empty where that is plain."""
    return translate("review", RULES[rule].counts) if RULES[rule].counts else ""


def one(severity: Severity) -> str:
    """What one finding of a severity is called."""
    return translate("review", "Warning") if severity is Severity.WARNING else translate("review", "Hint")


def many(severity: Severity) -> str:
    """What findings of a severity are called."""
    return translate("review", "Warnings") if severity is Severity.WARNING else translate("review", "Hints")
