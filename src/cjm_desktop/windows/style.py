"""From the chrome's colours to Qt: a palette for Fusion and one stylesheet for every window."""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QColor, QPalette

from cjm_desktop.theme import Chrome, mix

FONT_PIXELS = 13  #: of ordinary text in the window
RADIUS = 6  #: of buttons and fields


def palette(chrome: Chrome) -> QPalette:
    """The palette for what the stylesheet leaves to Fusion (selections, disabled text, check marks, tool tips)."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, chrome.window),
        (role.WindowText, chrome.text),
        (role.Base, chrome.field),
        (role.AlternateBase, chrome.hover),
        (role.Text, chrome.text),
        (role.PlaceholderText, chrome.text_muted),
        (role.Button, chrome.panel),
        (role.ButtonText, chrome.text),
        (role.BrightText, chrome.danger),
        (role.Highlight, chrome.accent),
        (role.HighlightedText, chrome.accent_text),
        (role.Accent, chrome.accent),
        (role.Link, chrome.accent_on_pale),
        (role.LinkVisited, chrome.accent_on_pale),
        (role.ToolTipBase, chrome.text),
        (role.ToolTipText, chrome.window),
        (role.Light, chrome.panel),
        (role.Midlight, chrome.hover),
        (role.Mid, chrome.border),
        (role.Dark, chrome.border_strong),
        (role.Shadow, chrome.shadow),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(chrome.text_disabled))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(chrome.border_strong))
    return made


def sheet(chrome: Chrome) -> str:
    """The stylesheet. Widgets choose a look by the property `look` (see the selectors), never by a colour of their own."""
    is_dark = QColor(chrome.window).lightnessF() < 0.5
    return Template(_SHEET).substitute(
        window=chrome.window,
        panel=chrome.panel,
        canvas=chrome.canvas,
        border=chrome.border,
        strong=chrome.border_strong,
        field=chrome.field,
        text=chrome.text,
        muted=chrome.text_muted,
        disabled=chrome.text_disabled,
        accent=chrome.accent,
        accent_hover=chrome.accent_hover,
        accent_text=chrome.accent_text,
        accent_pale=chrome.accent_pale,
        accent_on_pale=chrome.accent_on_pale,
        accent_edge=mix(chrome.accent_pale, chrome.accent, 0.35),
        hover=chrome.hover,
        pressed=chrome.pressed,
        danger=chrome.danger,
        danger_pale=chrome.danger_pale,
        warning=chrome.warning,
        warning_pale=chrome.warning_pale,
        # Qt draws the icons of its file dialog in black, where it cannot have ours (`dialog_icons`).
        file_button=chrome.text_muted if is_dark else "transparent",
        file_button_hover=chrome.text if is_dark else chrome.hover,
        radius=RADIUS,
    )


_SHEET = """
QMainWindow, QDialog, QMessageBox { background: $window; }
QWidget { color: $text; }
QMainWindow::separator { background: $border; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QDialogButtonBox, QMessageBox { dialogbuttonbox-buttons-have-icons: 0; }
QMessageBox QLabel#qt_msgbox_label { font-weight: 600; }
QToolTip { background: $text; color: $window; border: none; padding: 4px 7px; }

QMenuBar { background: $window; border-bottom: 1px solid $border; padding: 3px 8px; }
QMenuBar::item { background: transparent; padding: 5px 10px; border-radius: 5px; }
QMenuBar::item:selected { background: $hover; }
QMenuBar::item:pressed { background: $accent_pale; color: $accent_on_pale; }
QMenu { background: $panel; border: 1px solid $strong; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 10px; border-radius: 5px; margin: 0 1px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: $accent_pale; color: $accent_on_pale; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::separator { height: 1px; background: $border; margin: 5px 8px; }

QToolBar { background: $window; border: none; border-bottom: 1px solid $border; padding: 6px 12px 6px 10px; spacing: 3px; }
QToolBar::separator { background: $border; width: 1px; margin: 6px 8px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: ${radius}px; padding: 5px 7px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $pressed; }
QToolButton:checked { background: $accent_pale; color: $accent_on_pale; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton:disabled { color: $disabled; }
QFileDialog QToolButton { background: $file_button; }
QFileDialog QToolButton:disabled { background: transparent; }
QFileDialog QToolButton:hover, QFileDialog QToolButton:checked { background: $file_button_hover; }
QToolButton#qt_toolbar_ext_button { padding: 0; }
QToolButton::menu-indicator { image: none; }
QToolButton[look="zoom"] { padding: 5px 4px; min-width: 48px; }

QPushButton { background: $panel; border: 1px solid $strong; border-radius: ${radius}px; padding: 6px 14px; min-height: 18px; }
QPushButton, QToolButton, QRadioButton { outline: none; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:focus { border: 2px solid $accent; padding: 5px 13px; }
QPushButton:disabled { color: $disabled; border-color: $border; }
QPushButton:default, QPushButton[look="primary"], QToolButton[look="primary"] {
  background: $accent; border: 1px solid $accent; color: $accent_text; font-weight: 600; }
QToolButton[look="primary"] { padding: 5px 14px; }
QPushButton:default:hover, QPushButton[look="primary"]:hover, QToolButton[look="primary"]:hover {
  background: $accent_hover; border-color: $accent_hover; }
QPushButton:default:focus, QPushButton[look="primary"]:focus, QToolButton[look="primary"]:focus { border: 2px solid $text; }
QPushButton:default:disabled, QPushButton[look="primary"]:disabled, QToolButton[look="primary"]:disabled {
  background: $pressed; border-color: $pressed; color: $disabled; }

QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {
  background: $field; border: 1px solid $strong; border-radius: ${radius}px; padding: 5px 8px;
  selection-background-color: $accent; selection-color: $accent_text; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: 20px; }
QPlainTextEdit { padding: 2px 6px; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover, QAbstractSpinBox:hover { border-color: $muted; }
QLineEdit:focus, QComboBox:focus, QComboBox:on, QAbstractSpinBox:focus { border: 2px solid $accent; padding: 4px 7px; }
QPlainTextEdit:focus { border: 2px solid $accent; padding: 1px 5px; }
QLineEdit[wrong="true"] { border: 2px solid $danger; padding: 4px 7px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
  color: $disabled; border-color: $border; background: $hover; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $panel; border: 1px solid $strong; padding: 4px; outline: none;
  selection-background-color: $accent_pale; selection-color: $accent_on_pale; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 1px 6px; border-radius: 5px; }

QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $strong; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -6px 0; border-radius: 8px; background: $panel;
  border: 2px solid $accent; }
QSlider::handle:horizontal:focus { background: $accent; }

QScrollArea, QScrollArea > QWidget > QWidget[look="page"] { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; margin: 2px; }
QScrollBar:horizontal { height: 10px; margin: 2px; }
QScrollBar::handle { background: $strong; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: none;
  width: 0; height: 0; }
QAbstractScrollArea::corner { background: transparent; }

QDockWidget { border: none; }
QToolButton[look="close"] { background: transparent; border: none; border-radius: 4px; padding: 3px; min-height: 14px; }
QToolButton[look="close"]:hover { background: $pressed; }
QAbstractItemView[look="bare"] { background: transparent; border: none; outline: none; padding: 0; }
QTreeView[look="bare"] { show-decoration-selected: 0; }
QTreeView[look="bare"]::item { min-height: 24px; border: 1px solid transparent; border-radius: 5px; padding: 0 3px; }
QTreeView[look="bare"]::item:hover { background: $hover; }
QTreeView[look="bare"]::item:selected { background: $accent_pale; color: $accent_on_pale; }
QTreeView[look="bare"]::item:focus { border: 1px solid $accent; }
QLineEdit[look="inline"], QLineEdit[look="inline"]:focus { min-height: 0; padding: 0 3px; border: 1px solid $accent;
  border-radius: 4px; }
QMainWindow > QTabBar { background: $panel; border: none; }
QMainWindow > QTabBar::tab { background: transparent; color: $muted; font-size: 12px; padding: 6px 12px; border: none;
  border-bottom: 2px solid transparent; }
QMainWindow > QTabBar::tab:hover { color: $text; }
QMainWindow > QTabBar::tab:selected { color: $accent_on_pale; border-bottom-color: $accent; }
QFrame[look="banner"] { background: $warning_pale; border-bottom: 1px solid $border; }
QFrame[look="viewbar"] { background: $accent_pale; border-bottom: 1px solid $accent_edge; }
QFrame[look="viewbar"] QLabel { color: $accent_on_pale; font-size: 12px; }
QFrame[look="viewbar"] QPushButton { padding: 2px 8px; min-height: 18px; font-size: 12px; }
QFrame[look="viewbar"] QPushButton:hover { background: $panel; }
QFrame[look="sheet"] { background: $panel; border: 1px solid $border; border-radius: 8px; }
QFrame[look="findbar"] { background: $panel; border-bottom: 1px solid $border; }
QFrame[look="popup"] { background: $panel; border: 1px solid $strong; }
QWidget[look="panel"] { background: $panel; }
QFrame[look="timer"] { background: $panel; border: 1px solid $strong; border-radius: 10px; }
QFrame[look="timer"][over="true"] { background: $warning_pale; border: 2px solid $warning; }
QLabel[look="digits"] { font-weight: 700; }
QFrame[look="viewbar"] QComboBox { padding: 1px 22px 1px 8px; min-height: 18px; font-size: 12px; }
QFrame[look="timer"] QComboBox { padding-right: 24px; }
QWidget[look="lot"] { background: $accent_pale; }
QAbstractItemView[look="cards"] { background: transparent; border: none; outline: none; }
QAbstractItemView[look="cards"]::item { background: $window; border: 1px solid $border; border-left: 3px solid $muted;
  border-radius: 5px; padding: 6px 8px; }
QAbstractItemView[look="cards"]::item:hover { border-color: $strong; }
QAbstractItemView[look="cards"]::item:selected { background: $accent_pale; color: $accent_on_pale; border-color: $accent; }
QWidget[look="start"] { background: $canvas; }
QWidget[look="side"] { background: $panel; border-right: 1px solid $border; }
QLabel, QCheckBox { background: transparent; }
QLabel[look="heading"] { color: $muted; font-size: 11px; font-weight: 600; letter-spacing: 0.7px; }
QLabel[look="label"], QLabel[look="muted"] { color: $muted; font-size: 12px; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="title"] { font-size: 22px; font-weight: 600; }
QLabel[look="subtitle"] { font-size: 15px; font-weight: 600; }
QLabel[look="document"] { color: $muted; padding: 7px 14px 0 14px; }
QLabel[look="error"] { background: $danger_pale; border-left: 3px solid $danger; border-radius: 4px; padding: 8px 10px; }

QPushButton[look="pill"] { background: $accent_pale; color: $accent_on_pale; border: 1px solid $accent_pale; border-radius: 12px;
  padding: 3px 9px; min-height: 16px; font-size: 12px; }
QPushButton[look="pill"]:hover { border-color: $accent_edge; }
QPushButton[look="pill"]:focus { border: 1px solid $accent; padding: 3px 9px; }
QPushButton[look="pill"]:checked { background: $accent; border-color: $accent; color: $accent_text; }
QPushButton[look="pale-pill"] { background: transparent; color: $muted; border: 1px dashed $strong; border-radius: 12px;
  padding: 3px 9px; min-height: 16px; font-size: 12px; }
QPushButton[look="pale-pill"]:hover { background: $hover; }
QPushButton[look="pale-pill"]:focus { border: 1px solid $accent; padding: 3px 9px; }
QPushButton[look="icon"] { background: transparent; border: 1px solid transparent; padding: 4px; min-height: 16px; }
QPushButton[look="icon"]:hover { background: $hover; }
QPushButton[look="icon"]:checked { background: $accent_pale; }
QPushButton[look="icon"]:focus { border: 1px solid $accent; padding: 4px; }
QPushButton[look="swatch"] { background: transparent; border: 2px solid transparent; border-radius: 12px; padding: 1px;
  min-height: 18px; }
QPushButton[look="swatch"]:hover { border-color: $strong; }
QPushButton[look="swatch"]:checked { border-color: $text; }
QPushButton[look="swatch"]:focus { border-color: $accent; padding: 1px; }
QPushButton[look="small"] { padding: 3px 9px; font-size: 12px; min-height: 16px; }
QPushButton[look="small"]:focus { padding: 2px 8px; }
QPushButton[look="section"] { text-align: left; background: transparent; border: none; border-top: 1px solid $border;
  border-radius: 0; color: $muted; font-size: 11px; font-weight: 600; padding: 9px 0 3px 0; }
QPushButton[look="section"]:hover { color: $text; }
QPushButton[look="section"]:focus { border: none; border-top: 1px solid $accent; color: $accent_on_pale; padding: 9px 0 3px 0; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $panel; }
QCalendarWidget QToolButton { color: $text; font-weight: 600; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QAbstractItemView { background: $panel; border: none; outline: none; selection-background-color: $accent;
  selection-color: $accent_text; }
QFrame[look="block"] { background: $hover; border: 1px solid $border; border-radius: ${radius}px; }
QLabel[look="notice"] { background: $warning_pale; border-left: 3px solid $warning; border-radius: 4px; padding: 8px 10px; }
QListView[look="suggestions"] { background: $panel; border: 1px solid $strong; padding: 4px; outline: none;
  selection-background-color: $accent_pale; selection-color: $accent_on_pale; }
QListView[look="suggestions"]::item { min-height: 24px; padding: 1px 6px; border-radius: 5px; }
QPushButton[look="tile"] { text-align: left; background: $panel; border: 1px solid $border; border-radius: 8px; padding: 4px 7px; }
QPushButton[look="tile"]:hover { border-color: $strong; background: $hover; }
QPushButton[look="tile"]:checked { border-color: $accent; background: $accent_pale; color: $accent_on_pale; }
QPushButton[look="tile"]:focus { border: 2px solid $accent; padding: 3px 6px; }
QPushButton[look="choice"] { background: $panel; border: 1px solid $border; border-radius: 8px; padding: 0; }
QPushButton[look="choice"]:hover { background: $hover; border-color: $strong; }
QPushButton[look="choice"]:pressed { background: $pressed; }
QPushButton[look="choice"]:focus, QPushButton[look="choice"]:default:focus { background: $accent_pale;
  border: 2px solid $accent; padding: 0; }
QPushButton[look="choice"]:default { background: $panel; border: 1px solid $accent; font-weight: 400; }
QPushButton[look="row"] { text-align: left; background: transparent; border: 1px solid transparent; padding: 4px 7px; }
QPushButton[look="row"]:hover { background: $hover; }
QPushButton[look="row"]:focus { border: 1px solid $accent; padding: 4px 7px; }
QPushButton[look="compact"] { padding: 4px 6px; font-size: 12px; }
QPushButton[look="several"] { text-align: left; background: $field; padding: 5px 26px 5px 8px; min-height: 20px; }
QPushButton[look="several"]:focus { padding: 4px 25px 4px 7px; }
QPushButton[look="several"]:disabled { background: $hover; }
QLabel[look="frame"] { background: $canvas; border: 1px solid $border; color: $muted; }
QWidget[look="paper-ground"] { background: $canvas; border-left: 1px solid $border; }
QListWidget[look="ticks"]::indicator { width: 14px; height: 14px; border: 1px solid $muted; border-radius: 3px; }
QListWidget[look="ticks"]::indicator:checked { background: $accent; border-color: $accent; }
QFrame[look="advice"] { background: $warning_pale; border-top: 1px solid $border; border-left: 3px solid $warning; }
QWidget[look="foot"] { border-top: 1px solid $border; }
QPushButton[look="quiet"] { background: transparent; border: 1px solid transparent; color: $accent_on_pale; padding: 4px 8px; }
QPushButton[look="quiet"]:hover { background: $accent_pale; }
QPushButton[look="quiet"]:disabled { color: $disabled; background: transparent; }
QPushButton[look="quiet"]:focus { border: 1px solid $accent; padding: 4px 8px; }

QStatusBar { background: $window; border-top: 1px solid $border; color: $muted; min-height: 26px; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $muted; font-size: 12px; padding: 0 8px; }
QStatusBar QPushButton[look="quiet"] { padding: 0 6px; min-height: 18px; font-size: 12px; }
QStatusBar QPushButton[look="quiet"]:focus { padding: 0 6px; }

QProgressBar { background: $pressed; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QListWidget, QTableWidget { background: $field; border: 1px solid $border; border-radius: ${radius}px; outline: none; }
QTableView[look="sheet"] { background: $field; border: 1px solid $border; border-radius: 0; outline: none; }
QTableView[look="sheet"] QHeaderView { background: $window; border: none; }
QTableView[look="sheet"] QTableCornerButton::section { background: $window; border: none;
  border-right: 1px solid $border; border-bottom: 1px solid $border; }
QListWidget::item { padding: 6px 8px; border-radius: 5px; }
QListWidget::item:selected { background: $accent_pale; color: $accent_on_pale; }
QListWidget::item:focus { border: 1px solid $accent; }
QListWidget[look="lines"]::item { padding: 0; border: 1px solid transparent; }
QListWidget[look="lines"]::item:focus { border-color: $accent; }
QRadioButton { background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 2px 5px; spacing: 7px; }
QRadioButton:focus { border-color: $accent; }
QRadioButton::indicator { width: 8px; height: 8px; border: 1px solid $muted; border-radius: 8px; padding: 3px; margin: 0; }
QRadioButton::indicator:checked { border: 5px solid $accent; padding: 0; width: 6px; height: 6px; }
"""
