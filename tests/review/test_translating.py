"""The tool that gathers texts for translators finds all that the review says in the source as it stands."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as Xml
from pathlib import Path

import pytest

from cjm_desktop.review.findings import findings
from cjm_desktop.review.rules import RULES
from tests.review.test_rules import CASES, TODAY

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "cjm_desktop"
LUPDATE = shutil.which("pyside6-lupdate", path=str(Path(sys.executable).parent))
#: Where the review speaks, and the context of what is said there.
SPEAKING = {
    "review/rules": "review",
    "windows/review/words.py": "review",
    "exporting/appendix.py": "review",
    "windows/merging/wording.py": "merge",
    "windows/preferences/table.py": "preferences",
}
_WORDS = re.compile(r"[A-Za-z]{2,}[ ,]+[a-z{]")
needs_lupdate = pytest.mark.skipif(LUPDATE is None, reason="pyside6-lupdate is not there")


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The texts by context, as lupdate finds them in copies of the sources."""
    assert LUPDATE is not None
    house = tmp_path_factory.mktemp("texts")
    sources = [source for name in SPEAKING for source in files(name)]
    ended = subprocess.run(
        [LUPDATE, *map(str, sources), "-ts", "texts.ts"], cwd=house, capture_output=True, encoding="utf-8", check=False
    )
    assert ended.returncode == 0, ended.stderr
    found: dict[str, set[str]] = {}
    for context in Xml.parse(house / "texts.ts").getroot().iter("context"):
        texts = {message.findtext("source", "") for message in context.iter("message")}
        found.setdefault(context.findtext("name", ""), set()).update(texts)
    return found


def files(name: str) -> list[Path]:
    path = PACKAGE / name
    return sorted(path.glob("*.py")) if path.is_dir() else [path]


@needs_lupdate
@pytest.mark.parametrize("rule", RULES)
def test_what_a_rule_says_is_found(rule: str, gathered: dict[str, set[str]]) -> None:
    asked = RULES[rule]
    said = {asked.title, asked.template, asked.why, asked.counts or asked.why}
    said |= {finding.template for finding in findings(CASES[rule].bad, today=TODAY) if finding.rule == rule}
    assert said <= gathered["review"]
    if asked.fix is not None:
        assert asked.fix.label in gathered["undo"]
        assert asked.fix.button in gathered["review"]
        assert asked.fix.button.casefold() == asked.fix.label.casefold()


@needs_lupdate
@pytest.mark.parametrize("name", SPEAKING)
def test_no_sentence_stands_outside_a_mark(name: str, gathered: dict[str, set[str]]) -> None:
    known = set().union(*gathered.values())
    for source in files(name):
        left = [text for text in sentences(ast.parse(source.read_text(encoding="utf-8"))) if text not in known]
        assert left == [], source.name
    assert gathered[SPEAKING[name]]


def sentences(tree: ast.Module) -> list[str]:
    """Every text of several words but for docstrings."""
    told = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in told)
    return [node.value for node in texts if isinstance(node.value, str) and _WORDS.search(node.value)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('"""A module."""\nx = "the map is old"', ["the map is old"]),
        ('x = f(NOOP("c", "the map"), "cards", r"\\d{4}")', ["the map"]),
        ('def f():\n    """Say so."""', []),
    ],
)
def test_sentences_are_seen(source: str, found: list[str]) -> None:
    assert sentences(ast.parse(source)) == found


@pytest.mark.parametrize("rule", RULES)
def test_a_reason_is_one_short_sentence(rule: str) -> None:
    why = RULES[rule].why
    assert len(why) <= 96
    assert re.fullmatch(r"[A-Z][^.;:!?]+\.", why)
