"""The style sheet of the windows, made from a theme: one type scale, one focus ring."""

from __future__ import annotations

from dataclasses import fields
from string import Template
from typing import Final

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from liftronome.domain.phase import Phase
from liftronome.presentation.palette import DARK, Theme

SMALL_PX: Final = 12
READING_PX: Final = 13
BODY_PX: Final = 14
WORDS_PX: Final = 17
HEADING_PX: Final = 20
TITLE_PX: Final = 30
HUGE_PX: Final = 44

STYLE: Final = ("-style", "fusion")
"""Arguments for QApplication: a style that takes any colours."""

LARGE_SCALE: Final = 1.25
"""How much larger everything is in a window that fills a large screen."""

_PIXELS: Final = {
    "small": SMALL_PX,
    "reading": READING_PX,
    "body": BODY_PX,
    "words": WORDS_PX,
    "heading": HEADING_PX,
    "title": TITLE_PX,
    "huge": HUGE_PX,
    "fieldHeight": 40,
    "tempoHeight": 68,
    "stepWidth": 30,
    "startWidth": 180,
    "startNarrow": 108,
    "startHeight": 52,
}
"""Sizes that grow with the scale; widths and heights exclude the borders of 2 pixels."""

_SHEET: Final = Template("""
QWidget { color: $text; font-size: ${body}px; }
QMainWindow, QDialog, #page, #sheet { background: $background; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${title}px; font-weight: 700; }
QLabel[role="heading"] { font-size: ${heading}px; font-weight: 600; }
QLabel[role="figure"] { font-size: ${heading}px; font-weight: 600; }
QLabel[role="caption"] { font-size: ${small}px; color: $muted; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="words"] { font-size: ${words}px; }
QLabel:disabled { color: $faint; }
QLabel[role="problem"] { color: $warning; }
QLabel[small="true"] { font-size: ${small}px; }
$phaseLabels
QLabel[role="key"] { font-weight: 600; background: $raised; border: 1px solid $outline; border-radius: 5px;
                     padding: 2px 8px; }

#sidebar { background: $surface; border: none; }
#card { background: $surface; border: 1px solid $outline; border-radius: 12px; }
#card[opens="true"]:hover { border-color: $muted; }
#startBar { background: $surface; border: none; border-top: 1px solid $outline; }
#notice { background: $notice; border: 1px solid $warning; border-radius: 8px; }
#notice[kind="done"] { background: $surface; border-color: $outline; }
QLabel#sign { font-weight: 700; color: $warning; }
QLabel#sign[kind="done"] { color: $accent; }
#separator { background: $outline; border: none; }

QToolTip { background: $raised; color: $text; border: 1px solid $outline; padding: 6px; }

QLineEdit, QPlainTextEdit { background: $background; border: 1px solid $edge; border-radius: 8px;
                            placeholder-text-color: $faint;
                            selection-background-color: $accent; selection-color: $background; }
QLineEdit:disabled { color: $faint; border-color: $outline; }
QLineEdit:hover, QPlainTextEdit:hover { border-color: $muted; }
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid $accent; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 2px solid $warning; }
QLineEdit#tempoText { font-size: ${huge}px; font-weight: 600; border-radius: 12px;
                      min-height: ${tempoHeight}px; max-height: ${tempoHeight}px; }
QLineEdit#number { font-size: ${heading}px; font-weight: 600;
                   min-height: ${fieldHeight}px; max-height: ${fieldHeight}px; }
QLineEdit#text { font-size: ${words}px; min-height: ${fieldHeight}px; max-height: ${fieldHeight}px; }
QLineEdit#line { font-size: ${words}px; }
QLineEdit#name { font-size: ${heading}px; font-weight: 600; }
$paddings

QPushButton { background: $raised; border: 2px solid $rim; border-radius: 8px; padding: 6px 14px;
              outline: none; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $marked; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $faint; border-color: $raised; }
QPushButton#start { background: $accent; border: 2px solid $accent; color: $background; border-radius: 12px;
                    font-size: ${heading}px; font-weight: 700; padding: 0;
                    min-width: ${startWidth}px; max-width: ${startWidth}px;
                    min-height: ${startHeight}px; max-height: ${startHeight}px; }
QPushButton#start[narrow="true"] { min-width: ${startNarrow}px; max-width: ${startNarrow}px; }
QPushButton#start:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton#start:disabled { background: $raised; border-color: $raised; color: $faint; }
QPushButton#link { background: transparent; border-color: transparent; color: $accent; padding: 6px 8px; }
QPushButton#link:hover { background: $hover; }
QPushButton#link:disabled { color: $faint; }
QPushButton#link:focus { border-color: $accent; }
QPushButton#reading { text-align: left; background: transparent; border: 1px solid $edge; padding: 7px 10px;
                      font-size: ${reading}px; }
QPushButton#reading:hover { background: $hover; }
QPushButton#reading:focus { border: 2px solid $accent; padding: 6px 9px; background: $raised; }
QPushButton#step { font-size: ${heading}px; padding: 0; color: $muted; background: $raised;
                   min-width: ${stepWidth}px; max-width: ${stepWidth}px;
                   min-height: ${fieldHeight}px; max-height: ${fieldHeight}px; }
QPushButton#icon { background: transparent; border: 2px solid transparent; border-radius: 8px;
                   padding: 4px 8px; font-size: ${heading}px; color: $muted; }
QPushButton#icon:hover { background: $hover; color: $text; }
QPushButton#icon:focus { border-color: $accent; }
QPushButton#icon:checked { color: $warning; }
QPushButton#icon:disabled { color: $faint; }
QPushButton#icon::menu-indicator { image: none; width: 0; }
QPushButton#fold { background: transparent; border-color: transparent; color: $muted; font-weight: 600;
                   text-align: left; padding: 4px 6px; }
QPushButton#fold:hover { color: $text; }
QPushButton#fold:focus { border-color: $accent; }
QPushButton#main { background: $accent; border-color: $accent; color: $background; font-weight: 700; }
QPushButton#main:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton#main:disabled { background: $raised; border-color: $raised; color: $faint; }
QPushButton#step:hover { background: $hover; color: $text; }
QPushButton#step:disabled { color: $faint; }
QPushButton#step:pressed { background: $marked; }

#segments { background: $background; border: 1px solid $outline; border-radius: 10px; }
QPushButton#segment { background: transparent; border: 2px solid transparent; border-radius: 8px;
                      color: $muted; padding: 5px 13px; font-weight: 600; }
QPushButton#segment:hover { color: $text; }
QPushButton#segment:checked { background: $marked; border: 1px solid $edge; padding: 6px 14px; color: $text; }
QPushButton#segment:focus { border: 2px solid $accent; padding: 5px 13px; }

QProgressBar { background: $background; border: 1px solid $edge; border-radius: 6px;
               min-height: 14px; max-height: 14px; }
QProgressBar::chunk { background: $accent; border-radius: 5px; }

QMenu { background: $surface; border: 1px solid $outline; padding: 6px; }
QMenu::item { padding: 6px 20px 6px 14px; border-radius: 6px; }
QMenu::item:selected { background: $marked; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $outline; margin: 6px 8px; }
#lineCard { background: $background; border: 1px solid $outline; border-radius: 10px; }
QLabel#place { color: $warning; font-weight: 600; }
QLabel#unsaved { color: $warning; font-size: ${small}px; }

QTableView { background: $background; border: 2px solid $outline; border-radius: 8px; outline: none; }
QTableView:focus { border-color: $accent; }
QTableView::item { padding: 0 8px; border: none; color: $text; }
QTableView::item:selected { background: $marked; color: $text; }
QHeaderView { background: transparent; }
QHeaderView::section { background: $background; color: $muted; font-size: ${small}px; border: none;
                       padding: 4px 8px; }

QListView { background: transparent; border: 2px solid transparent; border-radius: 8px; outline: none; }
QListView:focus { border-color: $accent; }
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar::handle:vertical { background: $edge; border-radius: 4px; min-height: 32px; }
QScrollBar::handle:vertical:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


_PADDINGS: Final = {
    "QLineEdit": (4, 10),
    "QPlainTextEdit": (4, 6),
    "QLineEdit#tempoText": (0, 14),
    "QLineEdit#number": (0, 2),
    "QLineEdit#search": (7, 10),
    "QLineEdit#text": (0, 8),
    "QLineEdit#line": (7, 10),
    "QLineEdit#name": (5, 10),
}
"""Vertical and horizontal padding of fields, in pixels. It shrinks where the focus widens the border, so that
the text stays where it is."""

_COLOURS: Final = tuple(field.name for field in fields(Theme) if field.name != "phases")


def _padding(field: str, upright: int, across: int) -> str:
    wide = f"{{ padding: {upright}px {across}px; }}"
    return (
        f"{field} {{ padding: {upright + 1}px {across + 1}px; }}\n"
        f'{field}:focus {wide}\n{field}[wrong="true"] {wide}'
    )


def style_sheet(theme: Theme, scale: float = 1.0) -> str:
    """The style sheet of pages and dialogs, with letters and fields at `scale` times their usual size. The
    bench has none: its letters grow with the window."""
    return _SHEET.substitute(
        {name: getattr(theme, name) for name in _COLOURS},
        paddings="\n".join(_padding(field, *room) for field, room in _PADDINGS.items()),
        phaseLabels="\n".join(
            f'QLabel[phase="{phase.value}"] {{ color: {theme.phases[phase]}; font-weight: 600; }}'
            for phase in Phase
        ),
        **{name: round(pixels * scale) for name, pixels in _PIXELS.items()},
    )


def palette(theme: Theme) -> QPalette:
    """Colours for what has no style sheet: Qt's own dialogs, such as the one to choose a file."""
    palette = QPalette(QColor(theme.hover), QColor(theme.background))
    for role, colour in (
        (QPalette.ColorRole.Base, theme.background),
        (QPalette.ColorRole.AlternateBase, theme.surface),
        (QPalette.ColorRole.Text, theme.text),
        (QPalette.ColorRole.WindowText, theme.text),
        (QPalette.ColorRole.ButtonText, theme.text),
        (QPalette.ColorRole.PlaceholderText, theme.faint),
        (QPalette.ColorRole.ToolTipBase, theme.surface),
        (QPalette.ColorRole.ToolTipText, theme.text),
        (QPalette.ColorRole.Link, theme.accent),
        (QPalette.ColorRole.Highlight, theme.accent),
        (QPalette.ColorRole.HighlightedText, theme.background),
    ):
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.faint))
    return palette


def set_up_style(application: QApplication) -> None:
    """Give the application the system's font with figures of equal width, and the colours of the dark theme
    until the options are read. It is to be made with `STYLE`."""
    font = application.font()
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setPixelSize(BODY_PX)
    application.setFont(font)
    application.setPalette(palette(DARK))
