"""A window's document: which file it is, how it is opened, watched and saved, asking what must be asked."""

from __future__ import annotations

from cjm_desktop.windows.document.document import Barrier, Document
from cjm_desktop.windows.document.names import SUFFIX, file_filter, open_filter, start_folder, with_suffix

__all__ = ["SUFFIX", "Barrier", "Document", "file_filter", "open_filter", "start_folder", "with_suffix"]
