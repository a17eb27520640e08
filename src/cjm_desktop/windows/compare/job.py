"""A comparison becomes a PDF in a thread of its own: it goes in, a file comes out, with progress and a way to stop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.exporting import ExportCancelled, ExportOptions
from cjm_desktop.windows.export.job import ExportJob

if TYPE_CHECKING:
    from cjm_desktop.review.comparison import Comparison


@guarded
class ComparisonJob(ExportJob):
    """As any export; `names` are what the two maps are called."""

    def __init__(self, comparison: Comparison, path: Path, names: tuple[str, str]) -> None:
        super().__init__(comparison.after, path, ExportOptions(), "")
        self._comparison, self._names = comparison, names

    def _write(self) -> tuple[str, ...]:
        from cjm_desktop.exporting.comparison import export_comparison

        def done(share: float) -> None:
            if self._cancelled.is_set():
                raise ExportCancelled
            self._tell(share, "")

        export_comparison(self._comparison, self.path, names=self._names, done=done)
        return ()
