"""A class that overrides methods of Qt goes in; it comes out safe from a crash when one of them raises.

WORKAROUND Before Python 3.12, an error raised in C (a missing key, a division by zero) travels as its class and value
until somebody catches it. Shiboken 6.8 to 6.12 takes the value for an exception object when the error comes out of an
overridden method, and the process ends with a segmentation fault instead of reaching `sys.excepthook`. Catching and
raising again makes the object.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any, TypeVar

from PySide6.QtCore import QObject

C = TypeVar("C", bound=type[Any])


def guarded(cls: C) -> C:
    """Class decorator: methods that override one of Qt's raise whole exceptions. For every subclass of a Qt class."""
    if sys.version_info < (3, 12):
        for name in overrides(cls):
            setattr(cls, name, _raising_whole(vars(cls)[name]))
    return cls


def overrides(cls: type[Any]) -> list[str]:
    """The names of the methods that the class itself defines and one of its Qt bases has, too."""
    bases = [base for base in cls.__mro__ if base.__module__.startswith(QObject.__module__.split(".")[0])]
    return [
        name
        for name, member in vars(cls).items()
        if isinstance(member, FunctionType) and name != "__init__" and any(name in vars(base) for base in bases)
    ]


def _raising_whole(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def call(*arguments: Any, **named: Any) -> Any:
        try:
            return method(*arguments, **named)
        except BaseException:
            raise

    return call
