"""Row 15: a screen reader finds every card, stage, lane and control, each with a name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from cjm_desktop.app import Desktop
from cjm_desktop.model.journey import Journey
from cjm_desktop.templates import TEMPLATES, load_template
from cjm_desktop.windows.main_window import MainWindow
from tests.maps import random_map
from tests.reliability.programme import Tally
from tests.windows.conftest import desktop as desktop  # the fixture
from tests.windows.naming import nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
