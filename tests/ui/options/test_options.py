"""Choices that outlast the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from liftronome.domain.errors import InputError, LiftronomeError
from liftronome.domain.log_entry import Unit
from liftronome.presentation.bench_keys import Action
from liftronome.presentation.key_map import DEFAULT_KEYS, ENTRY_KEYS, KeyMap, restored
from liftronome.presentation.palette import DARK, LIGHT, Theme, ThemeName
from liftronome.store.base.settings import Plain, Settings
from liftronome.store.opening.opening import open_database
from liftronome.ui.options.options import Options, T
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication


def test_options_are_kept_for_the_next_start(tmp_path: Path) -> None:
    options = Options(Settings(open_database(tmp_path).database))
    options.theme_name = ThemeName.LIGHT
    options.fewer_motions = options.flashes = options.full_screen = True
    options.volume = 40
    options.latency_ms = 185
    options.unit = Unit.LB
    options.keys = KeyMap().with_key(Action.GO, "B")
    again = Options(Settings(open_database(tmp_path).database))
    assert again.theme is LIGHT
    assert (again.fewer_motions, again.flashes, again.full_screen) == (True, True, True)
    assert (again.volume, again.gain, again.latency_ms, again.unit) == (40, pytest.approx(0.16), 185, Unit.LB)
    assert again.keys.action_of("B") is Action.GO


@pytest.mark.parametrize(
    ("scheme", "theme"),
    [(Qt.ColorScheme.Light, LIGHT), (Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Unknown, DARK)],
)
def test_match_system_is_light_only_where_the_system_is(
    monkeypatch: pytest.MonkeyPatch, scheme: Qt.ColorScheme, theme: Theme
) -> None:
    class Hints:
        def colorScheme(self) -> Qt.ColorScheme:
            return scheme

    monkeypatch.setattr(QGuiApplication, "styleHints", Hints)
    options = Options()
    options.theme_name = ThemeName.SYSTEM
    assert options.theme is theme


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("bench.theme", "pink"),
        ("bench.volume", "loud"),
        ("bench.load_unit", "stone"),
        ("bench.keys", {"go": 7}),
    ],
)
def test_meaningless_settings_leave_the_defaults(tmp_path: Path, key: str, value: Plain) -> None:
    settings = Settings(open_database(tmp_path).database)
    settings.set(key, value)
    options = Options(settings)
    assert options.theme_name is ThemeName.DARK
    assert options.volume == 100
    assert options.unit is Unit.KG
    assert options.keys == KeyMap()


class FullDisk:
    """Settings that cannot be kept."""

    def get(self, key: str, default: T) -> T:  # noqa: ARG002
        raise LiftronomeError("the file cannot be read")

    def set(self, key: str, value: Plain) -> None:  # noqa: ARG002
        raise LiftronomeError("the disk is full")


def test_an_option_that_cannot_be_saved_lasts_until_exit_and_says_why() -> None:
    options = Options(FullDisk())
    assert options.volume == 100
    options.volume = 40
    assert (options.volume, options.problem) == (40, "the disk is full")


def test_volume_and_latency_stay_within_their_limits() -> None:
    options = Options()
    options.volume, options.latency_ms = 170, 5000
    assert (options.volume, options.latency_ms) == (100, 1000)
    options.volume, options.latency_ms = -10, -5000
    assert (options.volume, options.latency_ms) == (0, -200)


def test_every_action_has_a_default_key_and_no_key_has_two() -> None:
    names = [name for keys in DEFAULT_KEYS.values() for name in keys]
    assert set(DEFAULT_KEYS) == set(Action)
    assert len(set(names)) == len(names)
    assert not ENTRY_KEYS & set(names)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("M", "M is already “One more rep”: remove it there first, or choose another key"),
        ("PgUp", "Page Up is already “End the set”: remove it there first, or choose another key"),
        ("7", "7 is used in the fields of a set: choose another key"),
    ],
)
def test_a_clash_is_explained(name: str, reason: str) -> None:
    with pytest.raises(InputError) as error:
        KeyMap().with_key(Action.GO, name)
    assert str(error.value) == reason


def test_assigning_a_key_again_changes_nothing() -> None:
    assert KeyMap().with_key(Action.GO, "Space") == KeyMap()


def test_go_and_leave_keep_their_last_key() -> None:
    with pytest.raises(InputError, match="“Leave” needs a key"):
        KeyMap().without_key(Action.LEAVE, "Esc")
    assert KeyMap().without_key(Action.PAUSE, "P").keys[Action.PAUSE] == ()


def test_only_what_differs_is_stored() -> None:
    assert KeyMap().stored() == {}
    changed = KeyMap().without_key(Action.MORE_REP, "M").with_key(Action.GO, "M")
    assert changed.stored() == {"go": ["Space", "PgDown", "Right", "M"], "one_more_rep": []}
    assert restored(changed.stored()) == changed


@pytest.mark.parametrize("stored", [{"go": []}, {"go": ["5"]}, {"go": 7, "leave": [7]}, {"polka": ["M"]}])
def test_meaningless_stored_keys_leave_the_defaults(stored: dict[str, object]) -> None:
    assert restored(stored) == KeyMap()


def test_a_key_that_the_lifter_assigned_is_no_longer_the_default_of_another_action() -> None:
    keys = restored({"go": ["Space", "M"], "louder": ["Ctrl+Y"]})
    assert keys.keys[Action.GO] == ("Space", "M")
    assert keys.keys[Action.MORE_REP] == ()
    assert keys.keys[Action.LOUDER] == ("Ctrl+Y",)
    assert keys.keys[Action.REDO] == ("Ctrl+Shift+Z",)
    assert keys.keys[Action.PAUSE] == ("P",)


def test_a_key_stored_for_two_actions_stays_with_the_first() -> None:
    keys = restored({"pause": ["B"], "restart": ["B", "N"], "skip": ["7", "S"]})
    assert keys.keys[Action.PAUSE] == ("B",)
    assert keys.keys[Action.RESTART] == ("N",)
    assert keys.keys[Action.SKIP] == ("S",)


def test_whatever_is_stored_go_and_leave_have_keys_of_their_own() -> None:
    keys = restored({"go": ["Esc"], "leave": []})
    assert keys.action_of("Esc") is Action.LEAVE
    assert keys.action_of("Space") is Action.GO
