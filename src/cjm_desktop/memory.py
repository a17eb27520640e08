"""How often Python looks for garbage: set once where a process of the program starts."""

from __future__ import annotations

import gc


def collect_rarely() -> None:
    """Look for reference cycles seldom.

    A map is some hundred thousand small frozen objects without cycles; at Python's own thresholds looking through them
    again and again took a third of the time of laying out 10,000 cards. Memory is freed by reference counts as before.

    What is young is looked through early, while it is little: were the objects of a map that was just opened still all
    young, an edit would have to wait for them for a tenth of a second.
    """
    gc.set_threshold(5_000, 4, 1_000)
