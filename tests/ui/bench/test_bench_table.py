"""Every key of the bench in every situation, cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import pytest
from liftronome.domain.tempo import OWN_PACE, Tempo, timed
from liftronome.engine.progress import SetResult
from liftronome.engine.snapshot import Stage
from liftronome.presentation.bench_keys import TABLE, Action, Situation
from liftronome.presentation.key_map import DEFAULT_KEYS
from liftronome.ui.bench.help import HelpSheet
from liftronome.ui.history.entry_panel import EntryPanel
from liftronome.ui.options.options import Options
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.bench_world import FIRST_PHASE_MS, REP_MS, Bench, at_the_bench, hip_thrust, varied, working

TWO_SETS_MS: Final = 2 * 4 * REP_MS + 90_000


def half_loud() -> Options:
    options = Options()
    options.volume = 50
    return options


def get_ready(qtbot: QtBot) -> Bench:
    return at_the_bench(qtbot, hip_thrust(), options=half_loud())


def in_set(qtbot: QtBot) -> Bench:
    return working(qtbot, REP_MS + 500, options=half_loud())


def own_pace(qtbot: QtBot) -> Bench:
    tempo = Tempo(OWN_PACE, timed(1000), timed(1000), timed(0))
    return working(qtbot, 7500, options=half_loud(), tempo=tempo)


def in_break(qtbot: QtBot) -> Bench:
    bench = at_the_bench(qtbot, varied("2x2+2 @ 3-1-X-2 break 60"), options=half_loud())
    bench.advance(FIRST_PHASE_MS + 2 * REP_MS + 500)
    return bench


def open_set(qtbot: QtBot) -> Bench:
    bench = at_the_bench(qtbot, varied("2xAMRAP @ 3-1-X-2"), options=half_loud())
    bench.advance(FIRST_PHASE_MS + REP_MS + 500)
    return bench


def rest(qtbot: QtBot) -> Bench:
    return working(qtbot, 4 * REP_MS + 1000, options=half_loud())


def ready_for_key(qtbot: QtBot) -> Bench:
    return working(qtbot, 4 * REP_MS + 91_000, options=half_loud(), wait_for_key=True)


def summary(qtbot: QtBot) -> Bench:
    bench = working(qtbot, TWO_SETS_MS + 1000, options=half_loud(), sets=2)
    assert bench.session.stage is Stage.FINISHED
    return bench


def after(where: Callable[[QtBot], Bench], key: Qt.Key) -> Callable[[QtBot], Bench]:
    def pressed(qtbot: QtBot) -> Bench:
        bench = where(qtbot)
        bench.press(key)
        return bench

    return pressed


COLUMNS: Final[Mapping[str, Callable[[QtBot], Bench]]] = {
    "ready": get_ready,
    "rest": rest,
    "restp": after(rest, Qt.Key.Key_P),
    "waits": ready_for_key,
    "set": in_set,
    "own": own_pace,
    "setp": after(in_set, Qt.Key.Key_P),
    "end": summary,
    "break": in_break,
    "breakp": after(in_break, Qt.Key.Key_P),
    "open": open_set,
    "openf": after(open_set, Qt.Key.Key_Return),
    "restf": after(rest, Qt.Key.Key_Tab),
    "waitsf": after(ready_for_key, Qt.Key.Key_Tab),
    "endf": after(summary, Qt.Key.Key_Tab),
    "askset": after(in_set, Qt.Key.Key_Escape),
    "askown": after(own_pace, Qt.Key.Key_Escape),
    "askrest": after(rest, Qt.Key.Key_Escape),
    "askwait": after(ready_for_key, Qt.Key.Key_Escape),
}
"""The situations; those with an f while the fields of a set are filled in, those with "ask" while the lifter
is asked whether to leave."""

GRID: Final = """
key       ready  rest   restp  waits  set     own     setp    end     restf  waitsf endf
Space     pause  pause  go-on  start  pause   phase   go-on   .       pause  start  .
PageDown  pause  pause  go-on  start  pause   phase   go-on   .       pause  start  .
Right     pause  pause  go-on  start  pause   phase   go-on   .       pause  start  .
P         pause  pause  .      .      pause   pause   .       .       pause  .      .
Return    .      fill   fill   fill   end     end     end     fill    next   next   next
PageUp    .      .      .      .      end     end     end     back    .      .      back
M         .      .      .      .      more    more    more    .       .      .      .
S         skip   skip   .      .      .       .       .       .       skip   .      .
Plus      .      longer .      .      .       .       .       .       longer .      .
Minus     .      short  .      .      .       .       .       .       short  .      .
R         .      .      .      .      restart restart restart .       .      .      .
U         .      .      .      .      .       .       .       .       .      .      .
Backspace .      .      .      .      .       .       .       .       .      .      .
Ctrl+Y    .      .      .      .      .       .       .       .       .      .      .
Up        louder louder louder louder louder  louder  louder  earlier louder louder earlier
Down      softer softer softer softer softer  softer  softer  .       softer softer .
Escape    leave  ask    ask    ask    ask     ask     ask     back    close  close  close
F11       full   full   full   full   full    full    full    full    full   full   full
F1        help   help   help   help   help    help    help    help    help   help   help
5         .      type   type   type   .       .       .       type    type   type   type
Tab       .      fill   fill   fill   .       .       .       fill    next   next   next
X         .      .      .      .      .       .       .       .       .      .      .
"""

VARIED_GRID: Final = """
key       break   breakp  open    openf
Space     begin   go-on   pause   pause
PageDown  begin   go-on   pause   pause
Right     begin   go-on   pause   pause
P         pause   .       pause   pause
Return    end     end     end     next
PageUp    end     end     end     .
M         more    more    .       .
S         begin   .       .       skip
Plus      later   .       .       change
Minus     sooner  .       .       change
R         restart restart restart .
U         .       .       .       .
Backspace .       .       .       .
Ctrl+Y    .       .       .       .
Up        louder  louder  louder  louder
Down      softer  softer  softer  softer
Escape    ask     ask     ask     close
F11       full    full    full    full
F1        help    help    help    help
5         .       .       .       type
Tab       .       .       .       next
X         .       .       .       .
"""

ASKED_GRID: Final = """
key       askset askown askrest askwait
Space     stay   phase  stay    start
PageDown  stay   phase  stay    start
Right     stay   phase  stay    start
P         pause  pause  pause   .
Return    .      .      .       .
PageUp    .      .      .       .
M         .      .      .       .
S         .      .      .       .
Plus      .      .      .       .
Minus     .      .      .       .
R         .      .      .       .
U         .      .      .       .
Backspace .      .      .       .
Ctrl+Y    .      .      .       .
Up        louder louder louder  louder
Down      softer softer softer  softer
Escape    leave  leave  leave   leave
F11       full   full   full    full
F1        help   help   help    help
5         .      .      .       .
Tab       .      .      .       .
X         .      .      .       .
"""

CELLS: Final = [
    (key, column, word)
    for grid in (GRID, VARIED_GRID, ASKED_GRID)
    for (_, *columns), *lines in [[line.split() for line in grid.strip().splitlines()]]
    for key, *words in lines
    for column, word in zip(columns, words, strict=True)
]


@dataclass(frozen=True)
class Seen:
    """What a key can change."""

    stage: Stage
    reps: int
    set_start_ms: int
    break_ms: float
    results: int
    starts: int
    volume: int
    question: bool
    full: bool
    help: bool
    left: int
    chosen: SetResult | None
    fields: str


def seen(bench: Bench, left: list[None]) -> Seen:
    texts = bench.texts()
    fields = bench.screen.findChild(EntryPanel)
    sheet = bench.screen.findChild(HelpSheet)
    assert isinstance(fields, EntryPanel)
    assert isinstance(sheet, HelpSheet)
    entries = bench.screen.entries
    entry = entries.current
    return Seen(
        bench.session.stage,
        bench.session.snapshot().reps,
        bench.session.engine.timeline.set_start_ms,
        bench.session.snapshot().break_left_ms or 0,
        len(bench.session.results),
        [told for told, _ in bench.output.told].count("start"),
        bench.options.volume,
        "Leave the session?" in texts,
        bench.screen.window().isFullScreen(),
        sheet.isVisible(),
        len(left),
        entries.result,
        f"{entry.is_active} {entry.shown}" if entry else "",
    )


def is_active(now: Seen) -> bool:
    return now.fields.startswith("True")


HAPPENED: Final[Mapping[str, Callable[[Seen, Seen], bool]]] = {
    ".": lambda old, new: new == old,
    "pause": lambda old, new: new.stage is Stage.PAUSED and old.stage is not Stage.PAUSED,
    "go-on": lambda old, new: old.stage is Stage.PAUSED and new.stage is not Stage.PAUSED,
    "start": lambda old, new: new.stage is Stage.COUNT_IN and old.stage is Stage.WAITING,
    "phase": lambda old, new: new.stage is Stage.WORKING and new.starts == old.starts,
    "stay": lambda old, new: old.question and not new.question and new.stage is old.stage,
    "end": lambda old, new: new.results == old.results + 1 and new.stage is Stage.RESTING,
    "back": lambda old, new: new.left == old.left + 1,
    "more": lambda old, new: new.reps == old.reps + 1 and new.stage is old.stage,
    "begin": lambda old, new: old.break_ms > 5000 and new.break_ms <= 4000,
    "later": lambda old, new: new.break_ms == old.break_ms + 15_000 and new.stage is old.stage,
    "sooner": lambda old, new: new.break_ms == old.break_ms - 15_000 and new.stage is old.stage,
    "change": lambda old, new: is_active(new) and new.fields != old.fields and new.break_ms == old.break_ms,
    "skip": lambda old, new: new.set_start_ms < old.set_start_ms - 1000 and new.stage is old.stage,
    "longer": lambda old, new: new.set_start_ms == old.set_start_ms + 15_000,
    "short": lambda old, new: new.set_start_ms == old.set_start_ms - 15_000,
    "restart": lambda old, new: new.stage is Stage.COUNT_IN and new.results == old.results,
    "louder": lambda old, new: (old.volume, new.volume) == (50, 60) and new.stage is old.stage,
    "softer": lambda old, new: (old.volume, new.volume) == (50, 40) and new.stage is old.stage,
    "earlier": lambda old, new: new.chosen != old.chosen and new.volume == old.volume,
    "ask": lambda old, new: new.question and new.stage is old.stage,
    "leave": lambda old, new: new.stage is Stage.FINISHED and not old.left and not new.question,
    "full": lambda old, new: new.full and not old.full,
    "help": lambda old, new: new.help and not old.help,
    "fill": lambda old, new: is_active(new) and not is_active(old) and new.stage is old.stage,
    "type": lambda old, new: is_active(new) and "text='5'" in new.fields and new.stage is old.stage,
    "next": lambda old, new: is_active(new) and new.fields != old.fields and new.stage is old.stage,
    "close": lambda old, new: not is_active(new) and new.stage is old.stage and new.left == old.left,
}


@pytest.mark.parametrize(("key", "column", "word"), CELLS, ids=lambda part: str(part))
def test_each_key_does_in_each_situation_what_the_grid_says(
    qtbot: QtBot, key: str, column: str, word: str
) -> None:
    bench = COLUMNS[column](qtbot)
    bench.advance(6000)  # nothing is on offer any more to be taken back
    left: list[None] = []
    bench.screen.left.connect(lambda: left.append(None))
    old = seen(bench, left)
    control = key.startswith("Ctrl+")
    bench.press(Qt.Key[f"Key_{key.removeprefix('Ctrl+')}"], control=control)
    new = seen(bench, left)
    assert HAPPENED[word](old, new), (old, new)


def test_the_grid_holds_a_key_of_every_action_and_the_table_every_situation() -> None:
    rows = {key for key, _, _ in CELLS}
    assert {column for _, column, _ in CELLS} == set(COLUMNS)
    names = {"Plus": "+", "Minus": "-", "Escape": "Esc", "PageDown": "PgDown", "PageUp": "PgUp"}
    pressed = {names.get(row, row) for row in rows}
    assert all(pressed & set(keys) for keys in DEFAULT_KEYS.values())
    assert set(TABLE) == set(Situation)


def test_in_every_situation_there_is_a_way_out_full_screen_and_help() -> None:
    for row in TABLE.values():
        assert {Action.LEAVE, Action.FULL_SCREEN, Action.HELP} <= set(row)
