"""The rules of the house hold in every source file, and the contracts between the floors can really break."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "cjm_desktop"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SOURCES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 600

#: contract -> (new module, what it imports): each breaks that contract and is named in the report.
OFFENCES = {
    "Imports only go down": ("model/offence.py", "import cjm_desktop.editing"),
    "The change wing never imports the look wing": ("storage/offence.py", "import cjm_desktop.layout"),
    "The look wing never imports the change wing": ("drawing/offence.py", "import cjm_desktop.review"),
    "Qt only where windows are drawn": ("text/offence.py", "def late() -> None:\n    import PySide6.QtGui"),
    "ReportLab only where PDF is made": ("layout/offence.py", "from reportlab.pdfgen import canvas"),
}


@pytest.fixture(scope="module")
def copied_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package that a test may spoil, with the project's contracts beside it."""
    house = tmp_path_factory.mktemp("house")
    shutil.copytree(PACKAGE, house / "cjm_desktop", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", house)
    return house


def lint(house: Path) -> tuple[int, str]:
    """Exit code and report of import-linter on the package in this folder."""
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    environment = {**os.environ, "PYTHONPATH": str(house), "COLUMNS": "200", "NO_COLOR": "1"}
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=house, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    return ended.returncode, ended.stdout + ended.stderr


def test_every_contract_has_its_offence() -> None:
    assert {c["name"] for c in PYPROJECT["tool"]["importlinter"]["contracts"]} == set(OFFENCES)


def test_unspoilt_house_keeps_its_contracts(copied_house: Path) -> None:
    code, report = lint(copied_house)
    assert (code, "BROKEN" in report) == (0, False), report


@pytest.mark.parametrize("contract", OFFENCES)
def test_contract_can_break(contract: str, copied_house: Path) -> None:
    path, line = OFFENCES[contract]
    module = copied_house / "cjm_desktop" / path
    module.write_text(line + "\n", encoding="utf-8")
    try:
        code, report = lint(copied_house)
    finally:
        module.unlink()
    assert code != 0
    assert f"{contract} BROKEN" in report
    assert "cjm_desktop." + path.removesuffix(".py").replace("/", ".") + " ->" in report


def test_new_floor_must_be_given_its_place(copied_house: Path) -> None:
    module = copied_house / "cjm_desktop" / "attic.py"
    module.write_text("", encoding="utf-8")
    try:
        code, report = lint(copied_house)
    finally:
        module.unlink()
    assert code != 0
    assert "attic" in report


# -- Rules that a look at the source can check ------------------------------------------------------------------------

#: Modules that reach a network, and the names in them that do not.
NETWORK = {
    "socket",
    "ssl",
    "urllib",
    "http",
    "ftplib",
    "smtplib",
    "imaplib",
    "poplib",
    "telnetlib",
    "xmlrpc",
    "socketserver",
}
NETWORK |= {
    "requests",
    "httpx",
    "aiohttp",
    "urllib3",
    "PySide6.QtNetwork",
    "PySide6.QtWebSockets",
    "PySide6.QtHttpServer",
}
HARMLESS = {"urllib.parse", "socket.socketpair", "socket.gethostname"}
HARMLESS |= {"PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket"}

#: Widgets that guess rich text, and calls that ask for it; windows/plain.py is their one guarded home.
RICH_WIDGETS = {
    "QLabel",
    "QMessageBox",
    "QErrorMessage",
    "QInputDialog",
    "QProgressDialog",
    "QTextEdit",
    "QTextBrowser",
    "QWizard",
    "QWizardPage",
    "QSplashScreen",
    "QSystemTrayIcon",
    "QStaticText",
    "QGraphicsTextItem",
    "QTextDocumentFragment",
    "QWhatsThis",
    "QToolTip",
}
RICH_NAMES = {
    "setHtml",
    "insertHtml",
    "setMarkdown",
    "RichText",
    "AutoText",
    "MarkdownText",
    "showText",
    "setWhatsThis",
    "appendHtml",
    "fromHtml",
    "setSubTitle",
}
#: Calls that make a label by themselves where their first argument is a text, and the texts of this program.
LABELLING = {"addRow", "insertRow"}
#: Whose tool tips hold no text of a map: the actions', which are shown through `plain.tooltip` once more.
OWN_TIPS = {"windows/bars.py"}

#: What starts programs or runs data as code: modules, functions of `os`, builtins, and Qt's own.
RUNNERS = {
    "subprocess",
    "pty",
    "webbrowser",
    "pickle",
    "marshal",
    "shelve",
    "dill",
    "runpy",
    "code",
    "codeop",
    "commands",
}
OS_RUNNERS = re.compile(r"system|popen|exec[lv]\w*|spawn\w*|posix_spawnp?|startfile|fork(?:pty)?")
BUILTIN_RUNNERS = {"eval", "exec", "compile", "__import__"}
QT_RUNNERS = {"QProcess", "QScriptEngine", "QJSEngine", "QQmlEngine", "QPluginLoader", "QLibrary"}
#: The one place from which anything is opened by another program: links, after a click.
LINKS_HOME = PACKAGE / "windows" / "links.py"
#: A package that is part of another one, which asks for its exact version.
PARTS = {"pydantic-core": "pydantic"}
PLAIN_HOME = PACKAGE / "windows" / "plain.py"


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports(node: ast.AST) -> Iterator[tuple[str, str | None, int]]:
    """(module, imported name or None for the whole module, line) of every import, also those inside functions."""
    for part in ast.walk(node):
        if isinstance(part, ast.Import):
            yield from ((alias.name, None, part.lineno) for alias in part.names)
        elif isinstance(part, ast.ImportFrom) and part.level == 0 and part.module:
            yield from ((part.module, alias.name, part.lineno) for alias in part.names)


def is_within(name: str, modules: set[str]) -> bool:
    return any(name == module or name.startswith(module + ".") for module in modules)


def network_offences(node: ast.Module) -> Iterator[str]:
    for module, name, line in imports(node):
        full = f"{module}.{name}" if name else module
        if is_within(full, NETWORK) and not is_within(full, HARMLESS):
            yield f"line {line}: {full}"


def last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def rich_text_offences(node: ast.Module) -> Iterator[str]:
    """Makers of widgets that guess rich text (called, asked for a ready dialog, or derived from), and calls that ask for it."""
    for part in ast.walk(node):
        names: list[str] = []
        if isinstance(part, ast.Call):
            names = [last_name(part.func)]
            if isinstance(part.func, ast.Attribute) and part.func.attr[:1].islower():
                names.append(last_name(part.func.value))
        elif isinstance(part, ast.ClassDef):
            names = [last_name(base) for base in part.bases]
        yield from (f"line {part.lineno}: {name}" for name in names if name in RICH_WIDGETS)
        if isinstance(part, ast.Attribute) and part.attr in RICH_NAMES:
            yield f"line {part.lineno}: {part.attr}"
        if isinstance(part, ast.Call) and last_name(part.func) in LABELLING and part.args:
            first = part.args[0]
            is_text = isinstance(first, (ast.JoinedStr, ast.BinOp)) or (
                isinstance(first, ast.Constant) and isinstance(first.value, str)
            )
            if is_text or (
                isinstance(first, ast.Call) and last_name(first.func) in ("tr", "_tr", "translate", "format")
            ):
                yield f"line {part.lineno}: {last_name(part.func)}"


def tip_offences(node: ast.Module) -> Iterator[str]:
    """Tool tips, which guess rich text, of anything but what `plain.tooltip` made or a text without markup written there."""
    for part in ast.walk(node):
        if isinstance(part, ast.Call) and last_name(part.func) == "setToolTip" and len(part.args) == 1:
            tip = part.args[0]
            for one in (tip.body, tip.orelse) if isinstance(tip, ast.IfExp) else (tip,):
                made = isinstance(one, ast.Call) and last_name(one.func) == "tooltip"
                written = isinstance(one, ast.Constant) and "<" not in str(one.value)
                if not (made or written):
                    yield f"line {part.lineno}: {ast.unparse(one)}"


def running_offences(node: ast.Module) -> Iterator[str]:
    """Whatever starts a program, loads code or runs data as code."""
    for module, name, line in imports(node):
        if module.split(".")[0] in RUNNERS:
            yield f"line {line}: {module}"
        if name in QT_RUNNERS or (module == "os" and name and OS_RUNNERS.fullmatch(name)):
            yield f"line {line}: {name}"
    for part in ast.walk(node):
        if isinstance(part, ast.Call):
            called = part.func
            if isinstance(called, ast.Name) and called.id in BUILTIN_RUNNERS:
                yield f"line {part.lineno}: {called.id}"
            if any(keyword.arg == "shell" for keyword in part.keywords):
                yield f"line {part.lineno}: shell"
        if isinstance(part, ast.Attribute):
            if isinstance(part.value, ast.Name) and part.value.id == "os" and OS_RUNNERS.fullmatch(part.attr):
                yield f"line {part.lineno}: os.{part.attr}"
            if part.attr in QT_RUNNERS or part.attr in ("startDetached", "create_subprocess_exec"):
                yield f"line {part.lineno}: {part.attr}"


def opening_offences(node: ast.Module) -> Iterator[str]:
    """Whatever has something opened by another program of the user's."""
    for part in ast.walk(node):
        name = part.id if isinstance(part, ast.Name) else part.attr if isinstance(part, ast.Attribute) else ""
        if name in ("QDesktopServices", "openUrl", "setOpenExternalLinks"):
            yield f"line {part.lineno}: {name}"  # type: ignore[attr-defined]


def untranslatable_texts(node: ast.Module) -> Iterator[str]:
    """Calls of tr() or translate() whose text is put together before it can be looked up."""
    for part in ast.walk(node):
        if not isinstance(part, ast.Call):
            continue
        called = part.func.attr if isinstance(part.func, ast.Attribute) else getattr(part.func, "id", "")
        texts = {"tr": part.args[:1], "translate": part.args[1:2]}.get(called, [])
        for text in texts:
            has_words = any(isinstance(p, ast.Constant) and isinstance(p.value, str) for p in ast.walk(text))
            if isinstance(text, ast.JoinedStr) or (isinstance(text, ast.BinOp) and has_words):
                yield f"line {part.lineno}: {ast.unparse(text)}"


def colour_offences(node: ast.Module) -> Iterator[str]:
    """Colours written down (#rrggbb), but for plain black and white, with which contrast is measured."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            for colour in re.findall(r"#[0-9a-fA-F]{6}\b", part.value):
                if colour.lower() not in ("#000000", "#ffffff"):
                    yield f"line {part.lineno}: {colour}"


def everywhere(offences: Callable[[ast.Module], Iterator[str]], *, but: tuple[Path, ...] = ()) -> list[str]:
    """What is found in all source files, one line each."""
    return [f"{p.relative_to(ROOT)} {found}" for p in SOURCES if p not in but for found in offences(tree(p))]


def test_nothing_reaches_a_network() -> None:
    assert everywhere(network_offences) == []


def test_user_text_is_never_rich_text() -> None:
    assert everywhere(rich_text_offences, but=(PLAIN_HOME,)) == []


def test_tool_tips_are_plain() -> None:
    found = everywhere(tip_offences, but=tuple(PACKAGE / name for name in OWN_TIPS))
    assert found == []


def test_nothing_starts_programs_or_runs_data() -> None:
    assert everywhere(running_offences) == []


def test_nothing_but_a_link_is_opened_elsewhere() -> None:
    assert everywhere(opening_offences, but=(LINKS_HOME,)) == []


def test_every_colour_comes_from_the_theme() -> None:
    assert everywhere(colour_offences, but=(PACKAGE / "theme.py",)) == []


def test_texts_can_be_translated() -> None:
    assert everywhere(untranslatable_texts) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import socket", ["line 1: socket"]),
        ("from socket import create_connection", ["line 1: socket.create_connection"]),
        ("from socket import socketpair", []),
        ("import urllib.request", ["line 1: urllib.request"]),
        ("from urllib import request", ["line 1: urllib.request"]),
        ("from urllib.parse import urlsplit", []),
        ("import urllib.parse", []),
        ("def late():\n    import http.client", ["line 2: http.client"]),
        ("from PySide6.QtNetwork import QLocalServer", []),
        ("from PySide6.QtNetwork import QTcpSocket", ["line 1: PySide6.QtNetwork.QTcpSocket"]),
        ("from PySide6 import QtNetwork", ["line 1: PySide6.QtNetwork"]),
    ],
)
def test_network_is_found(source: str, found: list[str]) -> None:
    assert list(network_offences(ast.parse(source))) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("QLabel(text)", ["line 1: QLabel"]),
        ("QtWidgets.QMessageBox.warning(w, a, b)", ["line 1: QMessageBox"]),
        ("class Note(QTextBrowser):\n    pass", ["line 1: QTextBrowser"]),
        ("view.setHtml(text)", ["line 1: setHtml"]),
        ("f = Qt.TextFormat.RichText", ["line 1: RichText"]),
        ("def look(label: QLabel) -> bool:\n    return isinstance(label, QLabel)", []),
        ("icon = QMessageBox.Icon.Warning", []),
        ("QProgressDialog(text, stop, 0, 9)", ["line 1: QProgressDialog"]),
        ("QInputDialog.getText(self, title, text)", ["line 1: QInputDialog"]),
        ("QToolTip.showText(point, text)", ["line 1: QToolTip", "line 1: showText"]),
        ("action.setWhatsThis(text)", ["line 1: setWhatsThis"]),
        ("class Steps(QtWidgets.QWizard):\n    pass", ["line 1: QWizard"]),
        ("page.setSubTitle(text)", ["line 1: setSubTitle"]),
        ("view = QTextBrowser()", ["line 1: QTextBrowser"]),
        ("field.appendHtml(text)", ["line 1: appendHtml"]),
        ("document.setMarkdown(text)", ["line 1: setMarkdown"]),
        ("QSplashScreen().showMessage(text)", ["line 1: QSplashScreen"]),
        ("form.addRow(self.tr('Name'), field)", ["line 1: addRow"]),
        ("form.addRow(f'{name}', field)", ["line 1: addRow"]),
        ("form.addRow(plain.label(name), field)", []),
    ],
)
def test_rich_text_is_found(source: str, found: list[str]) -> None:
    assert list(rich_text_offences(ast.parse(source))) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("button.setToolTip(card.text)", ["line 1: card.text"]),
        (
            "button.setToolTip(self.tr('Open {name}').format(name=name))",
            ["line 1: self.tr('Open {name}').format(name=name)"],
        ),
        ("button.setToolTip('<b>x</b>')", ["line 1: '<b>x</b>'"]),
        ("button.setToolTip(plain.tooltip(card.text))", []),
        ("button.setToolTip('')", []),
    ],
)
def test_tip_is_found(source: str, found: list[str]) -> None:
    assert list(tip_offences(ast.parse(source))) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import subprocess", ["line 1: subprocess"]),
        ("def late():\n    from subprocess import run", ["line 2: subprocess"]),
        ("os.system('x')", ["line 1: os.system"]),
        ("from os import popen", ["line 1: popen"]),
        ("os.execvp('x', [])", ["line 1: os.execvp"]),
        ("os.posix_spawn('x', [], {})", ["line 1: os.posix_spawn"]),
        ("run('x', shell=True)", ["line 1: shell"]),
        ("from PySide6.QtCore import QProcess", ["line 1: QProcess"]),
        ("QtCore.QProcess.startDetached('x')", ["line 1: startDetached", "line 1: QProcess"]),
        ("import pickle", ["line 1: pickle"]),
        ("eval(text)", ["line 1: eval"]),
        ("exec(text)", ["line 1: exec"]),
        ("dialog.exec()", []),
        ("re.compile(text)", []),
        ("import webbrowser", ["line 1: webbrowser"]),
    ],
)
def test_running_is_found(source: str, found: list[str]) -> None:
    assert list(running_offences(ast.parse(source))) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("QDesktopServices.openUrl(url)", ["line 1: openUrl", "line 1: QDesktopServices"]),
        ("label.setOpenExternalLinks(True)", ["line 1: setOpenExternalLinks"]),
        ("open_link(url)", []),
    ],
)
def test_opening_is_found(source: str, found: list[str]) -> None:
    assert list(opening_offences(ast.parse(source))) == found


@pytest.mark.parametrize(
    ("source", "count"),
    [('paint("#3730a3")', 1), ("sheet = f'a {{ color: #3730A3; }} {b}'", 1), ('mix(c, "#000000")', 0)],
)
def test_colour_is_found(source: str, count: int) -> None:
    assert len(list(colour_offences(ast.parse(source)))) == count


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("self.tr(f'{n} cards')", 1),
        ("QCoreApplication.translate('undo', 'Move ' + kind)", 1),
        ("tr(f'{name}')", 1),
        ("self.tr('%1 cards')", 0),
        ("text.translate(table)", 0),
        ("painter.translate(0, -row * height)", 0),
    ],
)
def test_untranslatable_text_is_found(source: str, count: int) -> None:
    assert len(list(untranslatable_texts(ast.parse(source)))) == count


def distributions(module: str) -> set[str]:
    """The installed packages that bring this top-level module."""
    return {PARTS.get(name, name) for name in map(canonicalize_name, packages_distributions().get(module, []))}


def asked_for() -> set[str]:
    """The packages that pyproject.toml asks for."""
    return {canonicalize_name(Requirement(line).name) for line in PYPROJECT["project"]["dependencies"]}


def test_every_imported_package_is_asked_for() -> None:
    modules = {m.split(".")[0]: f"{p.relative_to(ROOT)}:{line}" for p in SOURCES for m, _, line in imports(tree(p))}
    foreign = modules.keys() - sys.stdlib_module_names - {"cjm_desktop"}
    assert {module: modules[module] for module in foreign if not distributions(module) & asked_for()} == {}


def test_every_package_asked_for_is_used() -> None:
    words = {word for path in SOURCES for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))}
    used = {name for word in words & packages_distributions().keys() for name in distributions(word)}
    assert asked_for() - used == set()


# -- Rules for every text file of the project -------------------------------------------------------------------------

FOLDERS = ("src", "tests", "packaging", "resources", "templates", ".ci")
UNFINISHED = re.compile(r"\b(?:TOD[O]|FIXM[E]|XX[X])\b")
MACHINE_PATH = re.compile(r"(?<![\w.:/<-])/(?:home|root|Users|work|opt|tmp)/\w")


def project_texts() -> Iterator[tuple[Path, str]]:
    """Every text file that belongs to the project."""
    files = [p for p in ROOT.iterdir() if p.is_file()]
    for folder in FOLDERS:
        files += (p for p in (ROOT / folder).rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    for path in sorted(files):
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Where the pattern stands, as path:line: text."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path, text in project_texts()
        if pattern.search(text)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_nothing_is_left_for_later() -> None:
    assert lines_with(UNFINISHED) == []


def test_no_path_of_somebodys_machine() -> None:
    assert lines_with(MACHINE_PATH) == []


@pytest.mark.parametrize(
    ("before", "top", "found"), [("", "home", True), ('"', "work", True), ("https://x.org", "home", False)]
)
def test_machine_path_is_found(before: str, top: str, found: bool) -> None:
    assert bool(MACHINE_PATH.search(f"{before}/{top}/ann")) is found


def test_no_file_is_too_long_to_read() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path, text in project_texts()
        if path.suffix == ".py" and (count := text.count("\n")) > LONGEST
    }
    assert long == {}


def test_every_module_opens_by_saying_what_it_does() -> None:
    silent = [str(p.relative_to(ROOT)) for p in SOURCES if not ast.get_docstring(tree(p))]
    assert silent == []
