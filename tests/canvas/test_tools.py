"""What a drag from the palette carries, there and back; what is no tool is none."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QMimeData

from cjm_desktop.canvas.tools import MIME, Making, Tool


@given(st.sampled_from(list(Making)), st.text(max_size=40), st.text(max_size=40))
def test_there_and_back(tool: Making, role: str, channel: str) -> None:
    sent = Tool(tool, role, channel)
    assert Tool.from_mime(sent.to_mime()) == sent


def test_the_bytes_are_json_under_the_agreed_type() -> None:
    mime = Tool("touchpoint", channel="phone").to_mime()
    assert MIME == "application/x-cjm-tool"
    assert json.loads(bytes(mime.data(MIME).data())) == {"tool": "touchpoint", "channel": "phone"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'"stage"',
        b"\xff\xfe",
        b'{"tool": "bomb"}',
        b'{"tool": ["stage"]}',
        b'{"tool": "card", "role": 3}',
        b'{"tool": "card", "channel": null}',
        b"[" * 1500,
        b'{"tool": "stage", "x": "' + b"a" * 5000 + b'"}',
    ],
)
def test_what_is_no_tool(data: bytes) -> None:
    mime = QMimeData()
    mime.setData(MIME, QByteArray(data))
    assert Tool.from_mime(mime) is None


def test_text_is_no_tool() -> None:
    mime = QMimeData()
    mime.setText('{"tool": "stage"}')
    assert Tool.from_mime(mime) is None
