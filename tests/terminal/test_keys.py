"""Keys in a terminal: which action each asks for, how they are named, and what is only a held key."""

from __future__ import annotations

import pytest
from liftronome.presentation.bench_keys import TABLE, Action, Situation
from liftronome.presentation.key_map import DEFAULT_KEYS, KeyMap
from liftronome.presentation.keyboard_layouts import LAYOUTS, PLACES
from liftronome.terminal.keys import KeyReader, hint_lines, hints, keys_help, labels_of, language_of

LETTERS = {
    "p": Action.PAUSE,
    "m": Action.MORE_REP,
    "s": Action.SKIP,
    "r": Action.RESTART,
    "u": Action.UNDO,
    "q": Action.LEAVE,
}


class Watch:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.mark.parametrize(
    ("typed", "action"),
    [
        *((text, Action.GO) for text in (" ", "\x1b[C", "\x1bOC", "\x1b[6~")),
        *((text, Action.END_SET) for text in ("\r", "\n", "\x1bOM", "\x1b[5~")),
        *((text, action) for key, action in LETTERS.items() for text in (key, key.upper())),
        *((text, Action.LONGER_REST) for text in ("+", "=", "＋", "\x1bOk")),
        *((text, Action.SHORTER_REST) for text in ("-", "\x1bOm")),
        ("\x7f", Action.UNDO),
        *((text, Action.LOUDER) for text in ("\x1b[A", "\x1bOA")),
        *((text, Action.SOFTER) for text in ("\x1b[B", "\x1bOB")),
        *((text, Action.HELP) for text in ("?", "\x1bOP", "\x1b[[A")),
        *((text, Action.LEAVE) for text in ("ｑ", "Ｑ", "ԛ", "й")),
    ],
)
def test_each_key_has_its_action(typed: str, action: Action) -> None:
    assert KeyReader().actions(typed) == [action]
    assert KeyReader().actions(f"x{typed}é") == [action]


@pytest.mark.parametrize("language", LAYOUTS)
def test_letters_work_by_their_place_on_every_keyboard(language: str) -> None:
    row = LAYOUTS[language][0]
    for key, action in LETTERS.items():
        assert KeyReader(language=language).actions(row[PLACES.index(key)]) == [action], key


@pytest.mark.parametrize(
    "typed",
    [
        *("x7é", "\x1b[D", "\x1b[1;5C", "\x1b[15~", "\x1bq", "\x1b[<0;1;1M"),
        *(f"\x1bO{letter}" for letter in "pqrstuvwxyj"),  # digits of the number pad
        "\x1b[E",  # its 5 without Num Lock
    ],
)
def test_what_is_no_key_means_nothing_whatever_letters_it_has(typed: str) -> None:
    assert KeyReader().actions(typed) == []


def test_a_key_after_escape_counts() -> None:
    watch = Watch()
    reader = KeyReader(now_s=watch)
    assert reader.actions("\x1b") == []
    watch.now_s += 0.3
    assert reader.actions(" ") == [Action.GO]


@pytest.mark.parametrize("pieces", [("m\x1b[", "6", "~p"), ("m\x1b", "[6", "~p")])
def test_an_escape_sequence_may_arrive_in_pieces(pieces: tuple[str, ...]) -> None:
    reader = KeyReader(now_s=Watch())
    assert [reader.actions(text) for text in pieces] == [
        [Action.MORE_REP],
        [],
        [Action.GO, Action.PAUSE],
    ]


def test_a_held_volume_key_goes_on_changing_it() -> None:
    assert KeyReader().actions("\x1b[A\x1b[A\x1b[A") == [Action.LOUDER] * 3


def test_a_held_key_counts_once() -> None:
    watch = Watch()
    reader = KeyReader(now_s=watch)
    assert reader.actions(" ") == [Action.GO]
    for _ in range(50):
        watch.now_s += 0.03
        assert reader.actions(" ") == []


def test_a_second_press_counts_from_300_ms_on() -> None:
    watch = Watch()
    reader = KeyReader(now_s=watch)
    assert reader.actions(" ") == [Action.GO]
    watch.now_s += 0.299
    assert reader.actions(" ") == []
    watch.now_s += 0.301
    assert reader.actions(" ") == [Action.GO]


def test_another_key_need_not_wait() -> None:
    reader = KeyReader(now_s=Watch())
    assert reader.actions(" q") == [Action.GO, Action.LEAVE]


def test_keys_that_the_lifter_has_assigned_hold_here_too() -> None:
    keys = KeyMap({**DEFAULT_KEYS, Action.GO: ("B",), Action.MORE_REP: ("Q",)})
    reader = KeyReader(keys)
    assert reader.actions("b q") == [Action.GO, Action.MORE_REP]
    assert labels_of(Action.GO, keys) == ["B"]


@pytest.mark.parametrize("situation", Situation)
def test_the_hints_name_only_keys_that_do_something_now(situation: Situation) -> None:
    for few in (hints(situation, KeyMap()), hints(situation, KeyMap(), all_of_them=True)):
        assert few
        assert {key for key, _ in few} <= {
            shown for action in TABLE[situation] for shown in labels_of(action, KeyMap())
        }


def test_a_set_names_the_keys_that_matter_most() -> None:
    told = hint_lines(hints(Situation.IN_SET, KeyMap()), 200)
    assert told == "Space pause   Enter end the set   M one more rep   Q leave   ? help"


def test_help_names_the_others_too() -> None:
    told = hint_lines(hints(Situation.RESTING, KeyMap(), all_of_them=True), 400)
    for hint in ("+ 15 s more", "− 15 s less", "↑ louder", "↓ softer"):
        assert hint in told


def test_what_can_be_undone_is_named_as_long_as_it_can() -> None:
    assert ("U", "undo: end of the set") in hints(Situation.FINISHED, KeyMap(), "end of the set")
    assert not [what for _, what in hints(Situation.IN_SET, KeyMap(), all_of_them=True) if "undo" in what]


def test_hints_that_do_not_fit_go_on_in_the_next_line() -> None:
    lines = hint_lines(hints(Situation.OWN_PACE, KeyMap(), "one more rep"), 72).splitlines()
    assert len(lines) == 2
    assert all(len(line) <= 72 and line == line.strip() for line in lines)


@pytest.mark.parametrize("action", [action for action in Action if action is not Action.FULL_SCREEN])
def test_every_key_is_explained_in_the_help(action: Action) -> None:
    for shown in labels_of(action, KeyMap()):
        assert f"{shown}" in keys_help(KeyMap(), 80)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "el_GR.UTF-8"}, "el"),
        ({"LC_ALL": "sr_RS@latin", "LANG": "en_US"}, "sr"),
        ({"LC_ALL": "", "LANG": "C.UTF-8"}, "C"),
        ({}, ""),
    ],
)
def test_the_locale_tells_the_language(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language
