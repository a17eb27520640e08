from __future__ import annotations

from collections.abc import Callable

import pytest

from cjm_desktop.editing.lines import insert_line, new_line, remove_lines, show_line, update_line
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import LineKind

Sound = Callable[[Journey], Journey]


def test_a_line_is_put_in_changed_and_removed(journey: Journey, sound: Sound) -> None:
    line = new_line(journey, LineKind.VISIBILITY)
    assert line.before == ("backstage_people", "backstage_technology")
    assert line.id not in journey.lines
    after = sound(insert_line(journey, line, "line-visibility"))
    assert list(after.lines) == ["line-interaction", line.id, "line-visibility", "line-internal_interaction"]
    assert sound(update_line(after, line.id, hidden=True)).lines[line.id].hidden
    assert update_line(journey, "line-visibility", hidden=False) is journey
    assert list(sound(remove_lines(after, ["line-interaction", "line-visibility"])).lines) == [
        line.id,
        "line-internal_interaction",
    ]
    with pytest.raises(KeyError):
        remove_lines(journey, ["x"])


def test_a_line_of_a_kind_is_shown_and_hidden(journey: Journey) -> None:
    bare = remove_lines(journey, list(journey.lines))
    shown = show_line(bare, LineKind.VISIBILITY, True)
    (line,) = shown.lines.values()
    assert (line.kind, line.hidden, line.label) == (LineKind.VISIBILITY, False, "Line of visibility")
    hidden = show_line(shown, LineKind.VISIBILITY, False)
    assert hidden.lines[line.id].hidden
    assert show_line(hidden, LineKind.VISIBILITY, True) == shown
    assert show_line(bare, LineKind.VISIBILITY, False) is bare
