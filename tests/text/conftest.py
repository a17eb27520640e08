"""One engine for all tests of text, so that its faces open once."""

from __future__ import annotations

import pytest

from cjm_desktop.text.engine import TextEngine
from cjm_desktop.text.fake import FakeSetter
from cjm_desktop.text.lines import TextSetter


@pytest.fixture(scope="session")
def engine() -> TextEngine:
    return TextEngine()


@pytest.fixture(scope="session", params=["engine", "fake"])
def setter(request: pytest.FixtureRequest, engine: TextEngine) -> TextSetter:
    """Both that set text: what holds for the one holds for the other."""
    return engine if request.param == "engine" else FakeSetter()
