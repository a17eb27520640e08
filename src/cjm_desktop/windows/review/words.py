"""What the review says, in the user's language: findings, rules and fixes go in, sentences come out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from cjm_desktop.review.findings import Finding, Severity
from cjm_desktop.review.rules import RULES


def tr(text: str) -> str:
    """A text of the rules in the user's language."""
    return QCoreApplication.translate("review", text)


def sentence(finding: Finding) -> str:
    """A finding as a sentence."""
    message = finding.said(QCoreApplication.translate)
    return f"{message[:1].upper()}{message[1:]}."


def title(rule: str) -> str:
    """The short name of a rule."""
    return tr(RULES[rule].title)


def why(rule: str) -> str:
    """Why what a rule finds matters."""
    return tr(RULES[rule].why)


def one(severity: Severity) -> str:
    """What one finding of a severity is called."""
    return tr("Warning") if severity is Severity.WARNING else tr("Hint")


def many(severity: Severity) -> str:
    """What findings of a severity are called."""
    return tr("Warnings") if severity is Severity.WARNING else tr("Hints")
