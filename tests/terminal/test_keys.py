"""Keys in a terminal: what they mean, and what is only a held key or the end of an arrow."""

import os

from app.terminal.keys import Key, KeyReader, keyboard, unbuffered


class Watch:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_each_key_has_its_meaning() -> None:
    assert KeyReader().keys(" ") == [Key.GO]
    assert KeyReader().keys("\r") == KeyReader().keys("\n") == [Key.END_SET]
    assert KeyReader().keys("q") == KeyReader().keys("Q") == [Key.LEAVE]
    assert KeyReader().keys("x7é") == []


def test_an_escape_sequence_is_no_key_whatever_letters_it_has() -> None:
    assert KeyReader().keys("\x1b[A") == []
    assert KeyReader().keys("\x1b q") == []


def test_a_held_key_counts_once() -> None:
    watch = Watch()
    reader = KeyReader(watch)
    assert reader.keys(" ") == [Key.GO]
    for _ in range(50):
        watch.now_s += 0.03
        assert reader.keys(" ") == []


def test_a_second_press_counts_from_300_ms_on() -> None:
    watch = Watch()
    reader = KeyReader(watch)
    assert reader.keys(" ") == [Key.GO]
    watch.now_s += 0.299
    assert reader.keys(" ") == []
    watch.now_s += 0.301
    assert reader.keys(" ") == [Key.GO]


def test_another_key_need_not_wait() -> None:
    reader = KeyReader(Watch())
    assert reader.keys(" q") == [Key.GO, Key.LEAVE]


def test_what_is_no_terminal_is_no_keyboard(monkeypatch) -> None:
    with open(os.devnull) as nothing:  # noqa: PTH123
        monkeypatch.setattr("sys.stdin", nothing)
        assert keyboard() is None
    monkeypatch.setattr("sys.stdin", None)
    assert keyboard() is None


def test_without_a_keyboard_nothing_is_set() -> None:
    with unbuffered(None):
        pass
