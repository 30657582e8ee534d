"""The style sheet of the windows, made from the theme: one type scale, one grid, one focus ring."""

from __future__ import annotations

from string import Template
from typing import Final

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from app.ui.theme import DARK, Theme

GRID: Final = 8
"""Distances are multiples of this, in pixels."""

SMALL_PX: Final = 12
READING_PX: Final = 13
BODY_PX: Final = 14
WORDS_PX: Final = 17
HEADING_PX: Final = 20
TITLE_PX: Final = 30
HUGE_PX: Final = 44

LARGE_SCALE: Final = 1.25
"""How much larger all is in a window that fills a large screen."""

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
    "startHeight": 52,
}
"""What grows with the scale; widths and heights are without the borders of 2 pixels."""

_SHEET: Final = Template("""
QWidget { color: $text; font-size: ${body}px; }
QMainWindow, QDialog, #page, #sheet { background: $background; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${title}px; font-weight: 700; }
QLabel[role="heading"] { font-size: ${heading}px; font-weight: 600; }
QLabel[role="figure"] { font-size: ${heading}px; font-weight: 600; }
QLabel[role="caption"] { font-size: ${small}px; color: $muted; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="words"] { font-size: ${words}px; }
QLabel:disabled { color: $faint; }
QLabel[role="problem"] { color: $warning; }
QLabel[role="key"] { font-weight: 600; background: $raised; border: 1px solid $outline; border-radius: 5px;
                     padding: 2px 8px; }

#sidebar { background: $surface; border: none; }
#card { background: $surface; border: 1px solid $outline; border-radius: 12px; }
#startBar { background: $surface; border: none; border-top: 1px solid $outline; }
#notice { background: $noticeBackground; border: 1px solid $warning; border-radius: 8px; }
#separator { background: $outline; border: none; }

QToolTip { background: $raised; color: $text; border: 1px solid $outline; padding: 6px; }

QLineEdit { background: $background; border: 2px solid $outline; border-radius: 8px; padding: 4px 10px;
            selection-background-color: $accent; selection-color: $background; }
QLineEdit:disabled { color: $faint; border-color: $raised; }
QLineEdit:hover { border-color: $hover; }
QLineEdit:focus { border-color: $accent; }
QLineEdit[wrong="true"] { border-color: $warning; }
QLineEdit#tempoText { font-size: ${huge}px; font-weight: 600; padding: 0 14px; border-radius: 12px;
                      min-height: ${tempoHeight}px; max-height: ${tempoHeight}px; }
QLineEdit#number { font-size: ${heading}px; font-weight: 600; padding: 0 2px;
                   min-height: ${fieldHeight}px; max-height: ${fieldHeight}px; }
QLineEdit#search { padding: 7px 10px; }
QLineEdit#name { font-size: ${heading}px; font-weight: 600; padding: 5px 10px; }
QPlainTextEdit { background: $background; border: 2px solid $outline; border-radius: 8px; padding: 4px 6px;
                 selection-background-color: $accent; selection-color: $background; }
QPlainTextEdit:hover { border-color: $hover; }
QPlainTextEdit:focus { border-color: $accent; }
QPlainTextEdit[wrong="true"] { border-color: $warning; }

QPushButton { background: $raised; border: 2px solid $raised; border-radius: 8px; padding: 6px 14px; }
QPushButton:hover { background: $hover; border-color: $hover; }
QPushButton:pressed { background: $outline; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $faint; }
QPushButton#start { background: $accent; border: 2px solid $accent; color: $background; border-radius: 12px;
                    font-size: ${heading}px; font-weight: 700; padding: 0;
                    min-width: ${startWidth}px; max-width: ${startWidth}px;
                    min-height: ${startHeight}px; max-height: ${startHeight}px; }
QPushButton#start:hover { background: $accentHover; border-color: $accentHover; }
QPushButton#start:focus { border-color: $text; }
QPushButton#start:disabled { background: $raised; border-color: $raised; color: $faint; }
QPushButton#link { background: transparent; border-color: transparent; color: $accent; padding: 6px 8px; }
QPushButton#link:hover { background: $raised; }
QPushButton#link:focus { border-color: $accent; }
QPushButton#reading { text-align: left; background: transparent; border-color: $outline; padding: 6px 9px;
                      font-size: ${reading}px; }
QPushButton#reading:hover { background: $raised; border-color: $hover; }
QPushButton#reading:focus { border-color: $accent; background: $raised; }
QPushButton#step { font-size: ${heading}px; padding: 0; color: $muted; background: $raised;
                   min-width: ${stepWidth}px; max-width: ${stepWidth}px;
                   min-height: ${fieldHeight}px; max-height: ${fieldHeight}px; }
QPushButton#icon { background: transparent; border: 2px solid transparent; border-radius: 8px;
                   padding: 4px 8px; font-size: ${heading}px; color: $muted; }
QPushButton#icon:hover { background: $raised; color: $text; }
QPushButton#icon:focus { border-color: $accent; }
QPushButton#icon:checked { color: $warning; }
QPushButton#icon:disabled { color: $raised; }
QPushButton#icon::menu-indicator { image: none; width: 0; }
QPushButton#fold { background: transparent; border-color: transparent; color: $muted; font-weight: 600;
                   text-align: left; padding: 4px 6px; }
QPushButton#fold:hover { color: $text; }
QPushButton#fold:focus { border-color: $accent; }
QPushButton#main { background: $accent; border-color: $accent; color: $background; font-weight: 700; }
QPushButton#main:hover { background: $accentHover; border-color: $accentHover; }
QPushButton#main:focus { border-color: $text; }
QPushButton#main:disabled { background: $raised; border-color: $raised; color: $faint; }
QPushButton#step:hover { background: $hover; color: $text; }
QPushButton#step:disabled { color: $outline; }
QPushButton#step:pressed { background: $outline; }

#segments { background: $background; border: 1px solid $outline; border-radius: 10px; }
QPushButton#segment { background: transparent; border: 2px solid transparent; border-radius: 8px;
                      color: $muted; padding: 5px 14px; font-weight: 600; }
QPushButton#segment:hover { color: $text; }
QPushButton#segment:checked { background: $raised; color: $text; }
QPushButton#segment:focus { border-color: $accent; }

QMenu { background: $surface; border: 1px solid $outline; padding: 6px; }
QMenu::item { padding: 6px 20px 6px 14px; border-radius: 6px; }
QMenu::item:selected { background: $raised; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $outline; margin: 6px 8px; }
#lineCard { background: $background; border: 1px solid $outline; border-radius: 10px; }
QLabel#place { color: $warning; font-weight: 600; }
QLabel#unsaved { color: $warning; font-size: ${small}px; }

QListView { background: transparent; border: 2px solid transparent; border-radius: 8px; outline: none; }
QListView:focus { border-color: $accent; }
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar::handle:vertical { background: $outline; border-radius: 4px; min-height: 32px; }
QScrollBar::handle:vertical:hover { background: $hover; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def mixed(colour: str, other: str, share: float) -> str:
    """A colour `share` (0 to 1) of the way to another, as #rrggbb."""
    one, two = QColor(colour), QColor(other)
    parts = zip(_rgb(one), _rgb(two), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def style_sheet(theme: Theme = DARK, scale: float = 1.0) -> str:
    """The style sheet of pages and dialogs, its letters and fields `scale` times their usual size; the bench
    screen, whose letters grow with it, has none."""
    return _SHEET.substitute(
        background=theme.background,
        surface=theme.surface,
        outline=theme.outline,
        text=theme.text,
        muted=theme.muted,
        accent=theme.accent,
        warning=theme.warning,
        raised=mixed(theme.surface, theme.outline, 0.55),
        hover=mixed(theme.outline, theme.muted, 0.25),
        faint=mixed(theme.outline, theme.muted, 0.5),
        accentHover=mixed(theme.accent, theme.text, 0.3),
        noticeBackground=mixed(theme.surface, theme.warning, 0.12),
        **{name: round(pixels * scale) for name, pixels in _PIXELS.items()},
    )


def dress(application: QApplication, theme: Theme = DARK) -> None:
    """Give the application the system's font with figures of equal width, and the colours of the theme."""
    font = application.font()
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setPixelSize(BODY_PX)
    application.setFont(font)
    application.setStyle("fusion")
    application.setPalette(_palette(theme))


def _palette(theme: Theme) -> QPalette:
    palette = QPalette(QColor(theme.surface), QColor(theme.background))
    palette.setColor(QPalette.ColorRole.Base, QColor(theme.background))
    palette.setColor(QPalette.ColorRole.Text, QColor(theme.text))
    palette.setColor(QPalette.ColorRole.WindowText, QColor(theme.text))
    palette.setColor(QPalette.ColorRole.ButtonText, QColor(theme.text))
    palette.setColor(QPalette.ColorRole.PlaceholderText, QColor(mixed(theme.outline, theme.muted, 0.5)))
    palette.setColor(QPalette.ColorRole.Highlight, QColor(theme.accent))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor(theme.background))
    return palette
