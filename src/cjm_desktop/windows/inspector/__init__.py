"""The inspector: the fields of what is selected, to read and to edit."""

from __future__ import annotations

from cjm_desktop.windows.inspector.panel import Inspector

__all__ = ["Inspector"]
