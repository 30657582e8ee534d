"""What a terminal shows of a running session: the phase, the seconds left, rep and set, and what is next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.constrain import Constrain
from rich.live import Live
from rich.padding import Padding
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from liftronome.domain.phase import Interval, Phase
from liftronome.domain.preset import Preset
from liftronome.domain.tempo import seconds_text
from liftronome.domain.timeline import Span
from liftronome.domain.words import step_words
from liftronome.engine.progress import SetResult
from liftronome.engine.snapshot import Snapshot, Stage
from liftronome.presentation.palette import DARK
from liftronome.presentation.rep_texts import (
    break_text,
    next_tempo_text,
    rep_dots,
    rep_text,
    seconds_shown,
    set_details,
    set_title,
    tempo_now,
)
from liftronome.presentation.texts import pace_text, preset_title, set_text, under_tension
from liftronome.terminal.keys import Hint, hint_lines
from liftronome.terminal.pacing import View

_SHAPES: Final = {
    "0": ("█████", "█   █", "█   █", "█   █", "█████"),
    "1": ("  █  ", " ██  ", "  █  ", "  █  ", " ███ "),
    "2": ("█████", "    █", "█████", "█    ", "█████"),
    "3": ("█████", "    █", " ████", "    █", "█████"),
    "4": ("█   █", "█   █", "█████", "    █", "    █"),
    "5": ("█████", "█    ", "█████", "    █", "█████"),
    "6": ("█████", "█    ", "█████", "█   █", "█████"),
    "7": ("█████", "    █", "   █ ", "  █  ", "  █  "),
    "8": ("█████", "█   █", "█████", "█   █", "█████"),
    "9": ("█████", "█   █", "█████", "    █", "█████"),
}
HEIGHT: Final = 5

INTERVAL_WORDS: Final[Mapping[Interval, str]] = {
    Interval.COUNT_IN: "count-in",
    Interval.REST: "rest",
    Interval.BREAK: "break",
}


def big_digits(number: int) -> list[str]:
    """The lines of a number that is not negative, all of one width."""
    shapes = [_SHAPES[digit] for digit in str(number)]
    return ["  ".join(shape[line] for shape in shapes) for line in range(HEIGHT)]


WIDTH: Final = 72
GAP: Final = 2
"""Columns between two texts of a line."""

NO_KEYS: Final = (("Ctrl-C", "leave"),)

_STAGE_WORDS: Final = {
    Stage.GET_READY: "get ready",
    Stage.COUNT_IN: "count-in",
    Stage.BREAK: "break",
    Stage.PAUSED: "paused",
    Stage.RESTING: "rest",
    Stage.WAITING: "waiting",
    Stage.FINISHED: "done",
}


class Screen(View):
    """A part of the terminal that is redrawn in place while a session runs. `go_label` is the key that starts
    a set that waits."""

    def __init__(self, console: Console, preset: Preset, go_label: str = "Space") -> None:
        self._preset = preset
        self._title = preset_title(preset.exercise.name, preset.name)
        self._go_label = go_label
        self._notice = self._warning = ""
        self._was_paused = False
        self._live = Live(
            console=console, auto_refresh=False, redirect_stdout=False, redirect_stderr=False, transient=True
        )
        self._result: SetResult | None = None

    def open(self) -> None:
        """Begin to draw."""
        self._live.start()

    def close(self) -> None:
        """Take the drawing away, and give the terminal back."""
        self._live.stop()

    def announce(self, text: str) -> None:
        """Print it above the drawing, where it stays."""
        self._live.console.print(Text(text, style=DARK.warning))

    def note(self, text: str) -> None:
        """Keep a line in sight until the next set."""
        self._notice = text

    def warn(self, text: str) -> None:
        """Keep a line in sight as long as it holds."""
        self._warning = text

    def stage_changed(self, snap: Snapshot) -> None:
        """Take away what was said about a pause, once the session goes on."""
        if snap.stage is not Stage.PAUSED and self._was_paused:
            self._notice = ""
        self._was_paused = snap.stage is Stage.PAUSED

    def set_ended(self, result: SetResult) -> None:
        """Print how the set went, above the drawing, where it stays."""
        self._result, self._notice = result, ""
        self._live.console.print(Text(set_text(result)))

    def show(self, snap: Snapshot, hints: Sequence[Hint] = ()) -> None:
        """Draw a moment of the session."""
        if snap.stage is Stage.FINISHED and self._result is not None:
            done = self._result
            snap = replace(snap, rep=done.reps_done, reps_done=done.reps_done, tension_ms=done.tension_ms)
        self._live.update(self.drawn(snap, hints), refresh=True)

    def drawn(self, snap: Snapshot, hints: Sequence[Hint] = ()) -> RenderableType:
        """A moment of the session as it is drawn; without `hints` no key is heard but Ctrl-C."""
        width = min(WIDTH, self._live.console.width)
        colour = _colour(snap)
        word = Text(_spaced(self._word(snap), width), justify="center", no_wrap=True)
        progress = 0.0 if snap.counts_up else snap.progress
        number = "\n".join(big_digits(seconds_shown(snap)) if snap.span else [""] * HEIGHT)
        notice = "" if self._notice == snap.pause_reason else self._notice
        told = filter(None, (self._warning, notice))
        lines = Group(
            self._heading(snap, width),
            Text(),
            Padding(word, (1, 0), style=f"bold #000000 on {colour}"),
            Text(),
            Text(number, style=colour, justify="center"),
            Text(),
            Padding(ProgressBar(total=1.0, completed=progress, complete_style=colour), 0),
            Text.assemble((f"{rep_text(snap)}  ", "bold"), rep_dots(snap, width - 14)),
            *([Text(" · ".join(details))] if (details := set_details(snap)) else []),
            self._foot(snap),
            Text(),
            Text(hint_lines(hints or NO_KEYS, width), style="dim"),
            Text("\n".join(told), style=DARK.warning),
        )
        return Constrain(lines, WIDTH)

    def _heading(self, snap: Snapshot, width: int) -> RenderableType:
        """What is performed, which set, and the time under tension: on one line, or on two where that is too
        narrow."""
        of_set, tension = set_title(snap), under_tension(snap.tension_ms)
        tempo = tempo_now(snap)
        pace = pace_text(self._preset) if tempo is None else str(tempo)
        room = width - len(of_set) - len(tension) - 2 * GAP
        names = (f"{self._title} · {pace}", f"{self._preset.exercise.name} · {pace}")
        for name in names:
            if cell_len(name) <= room:
                return _row(Text(name, style="bold"), Text(of_set), Text(tension))
        name = next((name for name in names if cell_len(name) <= width), names[-1])
        shown = Text(name, style="bold", no_wrap=True, overflow="ellipsis")
        return Group(shown, _row(Text(of_set), Text(tension)))

    def _word(self, snap: Snapshot) -> str:
        if snap.stage is Stage.WORKING and snap.span is not None:
            return self._span_words(snap.span)
        return _STAGE_WORDS.get(snap.stage, snap.stage.value)

    def _foot(self, snap: Snapshot) -> Text:
        if snap.stage is Stage.WAITING:
            return Text(f"{self._go_label}: start set {snap.set_number}", style="bold")
        if snap.stage is Stage.PAUSED and snap.pause_reason:
            return Text(snap.pause_reason, style="bold")
        if snap.break_left_ms is not None:
            return Text(break_text(snap))
        following = snap.next_span
        text = Text()
        if following is not None and isinstance(following.phase, Phase):
            text.append(f"next: {self._span_words(following)}{_length(following)}")
        if snap.span is not None and isinstance(snap.span.phase, Phase):
            if change := next_tempo_text(snap, snap.rep):
                text.append(f"   {change}", style=DARK.warning)
            cue = self._preset.coaching.get(snap.span.phase, "")
        else:
            cue = ""
        if cue:
            text.append(f"   “{cue}”" if text else f"“{cue}”", style="italic")
        return text

    def _span_words(self, span: Span) -> str:
        if isinstance(span.phase, Interval):
            return INTERVAL_WORDS[span.phase]
        return step_words(span.phase, self._preset.exercise, explosive=span.explosive)


def _length(span: Span) -> str:
    if span.is_open:
        return " at your own pace"
    return "" if span.explosive else f" {seconds_text(span.duration_ms)}"


def _colour(snap: Snapshot) -> str:
    if snap.stage is Stage.PAUSED or snap.span is None:
        return DARK.text
    return DARK.phases[snap.span.phase]


def _row(first: Text, *others: Text) -> Table:
    """Texts from the left edge to the right one."""
    grid = Table.grid(expand=True)
    for text in (first, *others):
        grid.add_column(justify="left" if text is first else "right" if text is others[-1] else "center")
    grid.add_row(first, *others)
    return grid


def _spaced(words: str, width: int) -> str:
    """Wider letters, as a terminal has no larger ones, where there is room for them."""
    wide = " ".join(words.upper())
    return wide if len(wide) <= width else words.upper()
