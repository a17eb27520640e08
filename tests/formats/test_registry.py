from __future__ import annotations

from pathlib import Path

import pytest

from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.registry import import_file


@pytest.mark.parametrize("name", ["day.mmd", "day.MERMAID", "day.txt", "day.md"])
def test_a_mermaid_file_is_imported(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(
        "```mermaid\njourney\nT: 3\n```" if name.endswith("md") and name != "day.mmd" else "journey\nT: 3",
        encoding="utf-8",
    )
    made = import_file(path)
    assert made.journey.title == "day"
    assert len(made.journey.cards) == 1


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.cjm", b"{}", "a.cjm is a map of this program already; open it instead of importing it."),
        ("a.xlsx", b"PK\x03\x04", "a.xlsx is a ZIP or office file, not a text."),
        (
            "a.csv",
            b"a;b",
            "a.csv cannot be imported: only exported maps (.pdf, .png, .svg) and Mermaid journeys"
            " (.mmd, .mermaid, .md, .markdown, .txt) can be.",
        ),
        ("a.mmd", b"\xff\xff", "a.mmd: line 1 is not UTF-8 text."),
        ("a.mmd", b"pie\n", "a.mmd is a pie chart, not a journey."),
    ],
)
def test_anything_else_is_refused_in_one_sentence(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(FileProblem) as caught:
        import_file(path)
    assert str(caught.value) == said
    assert caught.value.path == path


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="there is no such file"):
        import_file(tmp_path / "gone.mmd")
