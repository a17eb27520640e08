"""A clip in, the bytes that other windows and programs of this kind take from the clipboard out; and back, checked in full.

They are those of a map with one property more: `clip`, the ids of what was chosen.
"""

from __future__ import annotations

from cjm_desktop.editing.clip import COPIED, Clip
from cjm_desktop.formats import journey_file
from cjm_desktop.formats.errors import FileProblem

MIME = "application/vnd.cjm.clip+json"
_ROOTS = "clip"
_MOST = 500


def dumps(clip: Clip) -> bytes:
    """The bytes of a clip."""
    return journey_file.dumps(clip.journey.model_copy(update={_ROOTS: list(clip.roots)}))


def loads(data: bytes) -> Clip:
    """The clip in bytes that anybody may have put onto the clipboard; FileProblem where there is none."""
    try:
        loaded = journey_file.loads(data, _ROOTS)
    except FileProblem as problem:
        raise FileProblem("What was copied cannot be pasted: it is damaged, or not of this program.") from problem
    if loaded.read_only:
        raise FileProblem("What was copied cannot be pasted: it comes from a newer version of the program.")
    journey = loaded.journey.model_copy()  # with a dictionary of unknown fields of its own
    named = (journey.model_extra or {}).pop(_ROOTS, None)
    roots = tuple(named) if isinstance(named, list) and all(isinstance(id_, str) for id_ in named) else ()
    known = {id_ for table in COPIED for id_ in getattr(journey, table)}
    if not roots or not known.issuperset(roots):
        raise FileProblem("What was copied cannot be pasted: it does not say what was copied.")
    if len(journey.stages) > _MOST or len(journey.lanes) > _MOST:
        raise FileProblem(f"What was copied has more than {_MOST} stages or lanes, which are the most.")
    return Clip(journey, tuple(dict.fromkeys(roots)))
