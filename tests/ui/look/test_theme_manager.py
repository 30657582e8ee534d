"""The theme that is chosen is worn by everything, at once and from the start on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from liftronome.domain.phase import Phase
from liftronome.presentation.palette import DARK, HIGH_CONTRAST, LIGHT, Theme, ThemeName
from liftronome.store.opening.opening import open_database
from liftronome.ui.files.import_dialog import ImportDialog
from liftronome.ui.look.style import set_up_style
from liftronome.ui.look.theme_manager import THEME_MANAGER, current_theme
from liftronome.ui.options.dialog import OptionsDialog
from liftronome.ui.window.dialogs import Dialogs
from liftronome.ui.window.main import window_on
from liftronome.ui.window.main_window import MainWindow
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.letting_go import let_go

CHOICES: Final = (DARK, LIGHT, HIGH_CONTRAST)
"""The themes as they stand side by side in the options."""

BY_CHANCE: Final = 8

DIALOGS: Final[dict[str, Callable[[Dialogs, MainWindow], object]]] = {
    "options": lambda dialogs, _: dialogs.show_options(),
    "sounds": lambda dialogs, _: dialogs.show_sounds(),
    "export": lambda dialogs, _: dialogs.export_sound(),
    "exercise": lambda dialogs, _: dialogs.edit_exercise(),
    "new exercise": lambda dialogs, _: dialogs.new_exercise("Sled"),
    "help": lambda dialogs, _: dialogs.show_help(),
    "import": lambda _, window: ImportDialog("presets.json", 2, ["Squat – heavy"], window).open(),
    "past sessions": lambda _, window: window._correct_log(),
}


@pytest.fixture(scope="module", autouse=True)
def styled(qapp: QApplication) -> Iterator[QApplication]:
    """The application as the program begins with it, once: changing its style takes time."""
    font, palette = qapp.font(), qapp.palette()
    style = qapp.style().objectName()
    set_up_style(qapp)
    yield qapp
    qapp.setFont(font)
    qapp.setPalette(palette)
    qapp.setStyle(style)


@pytest.fixture(autouse=True)
def dark_again() -> Iterator[None]:
    yield
    let_go()  # what is closed need not be dressed again
    THEME_MANAGER.use(DARK)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    window = started(qtbot, tmp_path)
    yield window
    window.close()


def started(qtbot: QtBot, folder: Path) -> MainWindow:
    """The window as the program begins with it."""
    window = window_on(open_database(folder))
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    return window


def opened(window: MainWindow, name: str) -> QDialog:
    DIALOGS[name](window._dialogs, window)
    return next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())


def choose(window: MainWindow, theme: Theme) -> None:
    """Choose a theme as a lifter does, and close the options again."""
    dialog = opened(window, "options")
    assert isinstance(dialog, OptionsDialog)
    dialog.look.theme.buttons[CHOICES.index(theme)].click()
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.close()


def colours(widget: QWidget) -> set[str]:
    """The colours of all that is seen of a widget, but for those that a few pixels at the edge of a curve
    come to by chance."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(image.constBits()).cast("I")
    return {f"#{pixel & 0xFFFFFF:06x}" for pixel, count in Counter(pixels).items() if count > BY_CHANCE}


def plain(theme: Theme) -> set[str]:
    """What a theme fills areas with."""
    return {theme.background, theme.surface, theme.raised, theme.marked, theme.notice}


@pytest.mark.parametrize("theme", [LIGHT, HIGH_CONTRAST], ids=["light", "high contrast"])
def test_the_whole_window_changes_as_soon_as_a_theme_is_chosen(window: MainWindow, theme: Theme) -> None:
    window.editor.fold.open(True)
    window.show_notice("“light” is deleted.", "Undo", lambda: None)
    choose(window, theme)
    seen = colours(window)
    assert {theme.background, theme.surface, theme.raised, theme.accent, *phase_hues(theme)} <= seen
    assert not seen & (plain(DARK) - plain(theme))
    assert not seen & (phase_hues(DARK) - phase_hues(theme))


def phase_hues(theme: Theme) -> set[str]:
    """Of the four phases those that begin a squat: the fourth has no length."""
    return {theme.phases[phase] for phase in (Phase.ECCENTRIC, Phase.CONCENTRIC)}


@pytest.mark.parametrize("name", DIALOGS)
def test_no_page_is_left_in_the_dark(window: MainWindow, name: str) -> None:
    choose(window, LIGHT)
    seen = colours(opened(window, name))
    assert LIGHT.background in seen
    assert not seen & plain(DARK)


@pytest.mark.parametrize("name", ["options", "sounds", "past sessions", "import", "exercise", "export"])
def test_a_dialog_stays_within_a_small_window(window: MainWindow, name: str) -> None:
    window.resize(900, 600)
    dialog = opened(window, name)
    assert dialog.width() <= 900
    assert dialog.height() <= 600


def test_the_options_change_with_the_window_behind_them(window: MainWindow) -> None:
    dialog = opened(window, "options")
    assert isinstance(dialog, OptionsDialog)
    dialog.look.theme.buttons[1].click()
    assert LIGHT.background in colours(dialog)
    assert not colours(dialog) & plain(DARK)


def test_the_colours_of_a_tempo_change_with_the_theme(window: MainWindow) -> None:
    tempo = window.editor.card.tempo
    choose(window, LIGHT)
    assert LIGHT.phases[Phase.ECCENTRIC] in colours(tempo.edit)
    assert LIGHT.phases[Phase.ECCENTRIC] in tempo.words.text()
    assert DARK.phases[Phase.ECCENTRIC] not in tempo.words.text()


def test_a_tempo_that_cannot_be_read_stays_as_it_was_typed(qtbot: QtBot, window: MainWindow) -> None:
    window.editor.focus_tempo()
    tempo = window.editor.card.tempo
    qtbot.keyClicks(tempo.edit, "3-1-Q-2")
    problem, reason = tempo.problem, tempo.reason.text()
    choose(window, LIGHT)
    assert (tempo.text, tempo.problem, tempo.reason.text()) == ("3-1-Q-2", problem, reason)
    assert LIGHT.warning in colours(tempo.edit)


def test_a_beat_asks_for_no_tempo_after_the_change_either(window: MainWindow) -> None:
    window.editing.open("kettlebell-swing")
    choose(window, LIGHT)
    assert window.editor.card.problem == ""
    assert window.editor.bar.button.isEnabled()


def test_the_theme_is_there_at_the_next_start(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    choose(window, LIGHT)
    THEME_MANAGER.use(DARK)
    again = started(qtbot, tmp_path)
    assert current_theme() is LIGHT
    assert not colours(again) & plain(DARK)
    again.close()


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Callable[[Qt.ColorScheme], None]:
    """Changes the system's colours: a call is what Qt makes of its word."""
    hints = QApplication.styleHints()

    def turn(scheme: Qt.ColorScheme) -> None:
        name = ThemeName.LIGHT if scheme is Qt.ColorScheme.Light else ThemeName.DARK
        monkeypatch.setattr("liftronome.ui.options.options.system_theme", lambda: name)
        hints.colorSchemeChanged.emit(scheme)

    return turn


def test_match_system_follows_the_system(
    window: MainWindow, system: Callable[[Qt.ColorScheme], None]
) -> None:
    dialog = opened(window, "options")
    assert isinstance(dialog, OptionsDialog)
    dialog.look.theme.buttons[3].click()
    assert current_theme() is DARK
    for scheme, theme in ((Qt.ColorScheme.Light, LIGHT), (Qt.ColorScheme.Dark, DARK)):
        system(scheme)
        assert current_theme() is theme
        assert theme.background in colours(window)


def test_a_theme_that_was_chosen_stays_whatever_the_system_does(
    window: MainWindow, system: Callable[[Qt.ColorScheme], None]
) -> None:
    choose(window, HIGH_CONTRAST)
    system(Qt.ColorScheme.Light)
    assert current_theme() is HIGH_CONTRAST


def test_past_sessions_are_redrawn_when_the_system_changes(window: MainWindow) -> None:
    dialog = opened(window, "past sessions")
    THEME_MANAGER.use(LIGHT)
    QApplication.processEvents()
    assert not colours(dialog) & {*plain(DARK), DARK.muted}


def test_a_larger_window_keeps_its_theme(window: MainWindow) -> None:
    choose(window, LIGHT)
    window.resize(1800, 1000)
    assert not colours(window) & plain(DARK)


def test_dialogs_of_qt_itself_use_the_theme_too(window: MainWindow, qapp: QApplication) -> None:
    choose(window, LIGHT)
    palette = qapp.palette()
    assert palette.window().color() == QColor(LIGHT.background)
    assert palette.text().color() == QColor(LIGHT.text)
    assert palette.placeholderText().color() == QColor(LIGHT.faint)


@pytest.mark.parametrize("theme", CHOICES, ids=["dark", "light", "high contrast"])
def test_the_hint_of_an_empty_field_is_as_legible_as_the_theme_says(window: MainWindow, theme: Theme) -> None:
    THEME_MANAGER.use(theme)
    search = window.list.search
    window.editor.bar.button.setFocus()
    assert search.palette().placeholderText().color() == QColor(theme.faint)
    assert theme.edge in colours(search)


@pytest.mark.parametrize("theme", CHOICES, ids=["dark", "light", "high contrast"])
def test_the_start_button_shows_within_itself_that_it_has_the_focus(
    qtbot: QtBot, window: MainWindow, theme: Theme
) -> None:
    THEME_MANAGER.use(theme)
    with qtbot.waitActive(window):
        window.activateWindow()
    button = window.editor.bar.button
    rings = []
    for widget in (window.list.search, button):
        widget.setFocus()
        image = button.grab().toImage()
        rings.append(image.pixelColor(button.width() // 2, 4).name())
    assert rings == [theme.accent, theme.background]


def test_a_closed_dialog_no_longer_follows_the_theme(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(window, "help")
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    THEME_MANAGER.use(LIGHT)
    assert current_theme() is LIGHT
    assert LIGHT.background in colours(window)
