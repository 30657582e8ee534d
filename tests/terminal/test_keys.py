"""Keys in a terminal: what they mean, and what is only a held key or the end of an arrow."""

import pytest
from liftronome.terminal.keys import Key, KeyReader


class Watch:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        *((text, Key.GO) for text in (" ", "\x1b[C", "\x1bOC", "\x1b[6~")),
        *((text, Key.END_SET) for text in ("\r", "\n", "\x1bOM", "\x1b[5~")),
        *((text, Key.PAUSE) for text in "pP"),
        *((text, Key.ONE_MORE) for text in "mM"),
        *((text, Key.SKIP) for text in "sS"),
        *((text, Key.LONGER) for text in "+="),
        ("-", Key.SHORTER),
        *((text, Key.RESTART) for text in "rR"),
        *((text, Key.UNDO) for text in "uU"),
        *((text, Key.LOUDER) for text in ("\x1b[A", "\x1bOA")),
        *((text, Key.QUIETER) for text in ("\x1b[B", "\x1bOB")),
        *((text, Key.LEAVE) for text in "qQ"),
    ],
)
def test_each_key_has_its_meaning(typed: str, key: Key) -> None:
    assert KeyReader().keys(typed) == [key]
    assert KeyReader().keys(f"x{typed}é") == [key]


@pytest.mark.parametrize(
    "typed", ["x7é", "\x1b[D", "\x1b[1;5C", "\x1b[15~", "\x1bOP", "\x1b", "\x1bq", "\x1b[<0;1;1M"]
)
def test_what_is_no_key_means_nothing_whatever_letters_it_has(typed: str) -> None:
    assert KeyReader().keys(typed) == []


def test_a_key_after_escape_counts() -> None:
    reader = KeyReader()
    assert reader.keys("\x1b") == []
    assert reader.keys(" ") == [Key.GO]


def test_an_escape_sequence_may_arrive_in_pieces() -> None:
    reader = KeyReader()
    assert [reader.keys(text) for text in ("m\x1b[", "6", "~p")] == [[Key.ONE_MORE], [], [Key.GO, Key.PAUSE]]


def test_a_held_volume_key_goes_on_changing_it() -> None:
    assert KeyReader().keys("\x1b[A\x1b[A\x1b[A") == [Key.LOUDER] * 3


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
