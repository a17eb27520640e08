"""Format versions in files: a document goes in, the version that it says comes out; and which one a saved file bears."""

from __future__ import annotations

from typing import Any

from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.migrations import Version


def version_of(document: dict[str, Any], name: str, own: Version) -> Version:
    """The format version of a document; FileProblem where it says none, naming `own` as an example."""
    found = document.get("version")
    try:
        return Version.parse(found if isinstance(found, str) else "")
    except ValueError:
        raise FileProblem(f"{name} does not say its format version, such as “version”: “{own}”.") from None


def written_version(opened: str, own: Version) -> Version:
    """The version to write: `own`, or that of the file that was opened where a newer minor has added what is kept."""
    version = Version.parse(opened)
    return version if version.major == own.major and version > own else own
