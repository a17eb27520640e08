"""The review panel."""

from cjm_desktop.windows.review.panel import Review

__all__ = ["Review"]
