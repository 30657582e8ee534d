"""The style sheet of what only the history has: choices that open a list, and a table."""

from __future__ import annotations

from string import Template
from typing import Final

from liftronome.presentation.palette import Theme

_SHEET: Final = Template("""
QComboBox { background: $background; border: 1px solid $edge; border-radius: 8px; padding: 5px 8px; }
QComboBox:hover { border-color: $muted; }
QComboBox:focus { border: 2px solid $accent; padding: 4px 7px; }
QComboBox:disabled { color: $faint; border-color: $outline; }
QComboBox::drop-down { border: none; width: 18px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $outline; padding: 4px; outline: none;
                              selection-background-color: $marked; selection-color: $text; }
QTreeView { background: $background; border: 1px solid $outline; border-radius: 8px; outline: none;
            alternate-background-color: $surface; selection-background-color: $marked;
            selection-color: $text; }
QTreeView:focus { border-color: $accent; }
QTreeView::item { padding: 3px 8px; border: 1px solid transparent; }
QTreeView::item:selected { background: $marked; color: $text; }
QTreeView::item:selected:active { border-color: $accent; }
QTreeView QLineEdit { border-radius: 0; padding: 0 4px; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: $surface; color: $muted; border: none; padding: 5px 8px;
                       border-bottom: 1px solid $outline; }
QSplitter::handle { background: transparent; border-top: 1px solid $outline; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle:horizontal { background: $edge; border-radius: 4px; min-width: 32px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QPushButton::menu-indicator { width: 0; image: none; }
""")

_COLOURS: Final = (
    *("background", "surface", "outline", "edge", "marked"),
    *("text", "muted", "faint", "accent"),
)


def history_sheet(theme: Theme) -> str:
    """The rules of the history in a theme."""
    return _SHEET.substitute({name: getattr(theme, name) for name in _COLOURS})
