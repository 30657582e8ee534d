"""The question of an import: what to do about names that are taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from liftronome.ui.look.theme_manager import ThemeStyleSheet
from liftronome.ui.widgets.buttons import EnterButton
from liftronome.ui.widgets.pages import Scrolled, fit

SHOWN: Final = 6
WIDTH_PX: Final = 520
ABOUT: Final = "“Keep both” adds a number to the imported names. You can undo the import."


class ImportDialog(QDialog):
    """`chosen` carries the OnConflict that the lifter picks; otherwise nothing is imported."""

    chosen = Signal(object)

    def __init__(self, file: str, presets: int, conflicts: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        from liftronome.store.transfer.import_plan import OnConflict

        self.setWindowTitle("Import")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ThemeStyleSheet(self)
        count = len(conflicts)
        heading = self._label(
            "1 name is already in use" if count == 1 else f"{count} names are already in use", "heading"
        )
        text = f"{file} contains {presets} preset{'s' * (presets != 1)}. You already have:"
        names = [f"•  {name}" for name in conflicts[:SHOWN]]
        if count > SHOWN:
            names.append(f"and {count - SHOWN} more")
        self.buttons: dict[OnConflict, EnterButton] = {}
        row = QHBoxLayout()
        row.setSpacing(8)
        for choice, words in (
            (OnConflict.KEEP_BOTH, "Keep both"),
            (OnConflict.REPLACE, "Replace mine"),
            (OnConflict.SKIP, "Skip these"),
        ):
            button = EnterButton(words, self)
            button.clicked.connect(lambda _=False, choice=choice: self._choose(choice))
            self.buttons[choice] = button
            row.addWidget(button)
        self.buttons[OnConflict.KEEP_BOTH].setObjectName("main")
        self.buttons[OnConflict.KEEP_BOTH].setDefault(True)
        row.addStretch(1)
        cancel = EnterButton("Cancel", self)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(Scrolled(self._page(text, names), self), 1)
        column.addSpacing(8)
        column.addLayout(row)
        fit(self, width_px=WIDTH_PX)

    def _page(self, text: str, names: Sequence[str]) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for said, role in ((text, ""), ("\n".join(names), ""), (ABOUT, "muted")):
            column.addWidget(self._label(said, role))
        column.addStretch(1)
        return page

    def _choose(self, choice: object) -> None:
        self.accept()
        self.chosen.emit(choice)

    def _label(self, text: str, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label
