"""What a terminal shows of a running session: the phase, the seconds left, rep and set, and what is next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

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
from liftronome.presentation.texts import clock_text, pace_text, set_name, set_text
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


def big_digits(number: int) -> list[str]:
    """The lines of a number that is not negative, all of one width."""
    shapes = [_SHAPES[digit] for digit in str(number)]
    return ["  ".join(shape[line] for shape in shapes) for line in range(HEIGHT)]


WIDTH: Final = 72
NO_KEYS: Final = (("Ctrl-C", "leave"),)

_STAGE_WORDS: Final = {
    Stage.GET_READY: "get ready",
    Stage.COUNT_IN: "count-in",
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
        self._go_label = go_label
        self._notice = ""
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

    def note(self, text: str) -> None:
        """Keep a line in sight from now on."""
        self._notice = text

    def set_ended(self, result: SetResult) -> None:
        """Print how the set went, above the drawing, where it stays."""
        self._result = result
        self._live.console.print(set_text(result))

    def show(self, snap: Snapshot, hints: Sequence[Hint] = ()) -> None:
        """Draw a moment of the session."""
        if snap.stage is Stage.FINISHED and self._result is not None:
            done = self._result
            snap = replace(snap, rep=done.reps_done, reps_done=done.reps_done, tension_ms=done.tension_ms)
        width = min(WIDTH, self._live.console.width)
        keys = hint_lines(hints or NO_KEYS, width)
        self._live.update(Constrain(self._drawn(snap, keys), WIDTH), refresh=True)

    def _drawn(self, snap: Snapshot, keys: str) -> Group:
        colour = _colour(snap)
        word = Text(_spaced(self._word(snap)), justify="center", no_wrap=True)
        progress = 0.0 if snap.counts_up else snap.progress
        number = "\n".join(big_digits(snap.seconds_shown) if snap.span else [""] * HEIGHT)
        return Group(
            self._heading(snap),
            Text(),
            Padding(word, (1, 0), style=f"bold #000000 on {colour}"),
            Text(),
            Text(number, style=colour, justify="center"),
            Text(),
            Padding(ProgressBar(total=1.0, completed=progress, complete_style=colour), 0),
            Text.assemble((f"rep {snap.rep} / {snap.reps}  ", "bold"), _dots(snap)),
            self._foot(snap),
            Text(),
            Text(keys, style="dim"),
            Text(self._notice, style=DARK.warning),
        )

    def _heading(self, snap: Snapshot) -> RenderableType:
        grid = Table.grid(expand=True)
        for justify in ("left", "center", "right"):
            grid.add_column(justify=justify)
        name = f"{self._preset.exercise.name} · {pace_text(self._preset)}"
        tension = f"{clock_text(snap.tension_ms)} under tension"
        grid.add_row(Text(name, style="bold"), set_name(snap.set_number, snap.side, snap.sets), tension)
        return grid

    def _word(self, snap: Snapshot) -> str:
        if snap.stage is Stage.WORKING and snap.span is not None:
            return self._span_words(snap.span)
        return _STAGE_WORDS.get(snap.stage, snap.stage.value)

    def _foot(self, snap: Snapshot) -> Text:
        if snap.stage is Stage.WAITING:
            return Text(f"{self._go_label}: start set {snap.set_number}", style="bold")
        following = snap.next_span
        text = Text()
        if following is not None and isinstance(following.phase, Phase):
            text.append(f"next: {self._span_words(following)}{_length(following)}")
        if snap.span is not None and isinstance(snap.span.phase, Phase):
            cue = self._preset.coaching.get(snap.span.phase, "")
        else:
            cue = ""
        if cue:
            text.append(f"   “{cue}”" if text else f"“{cue}”", style="italic")
        return text

    def _span_words(self, span: Span) -> str:
        if isinstance(span.phase, Interval):
            return "count-in" if span.phase is Interval.COUNT_IN else "rest"
        return step_words(span.phase, self._preset.exercise, explosive=span.explosive)


def _length(span: Span) -> str:
    if span.is_open:
        return " at your own pace"
    return "" if span.explosive else f" {seconds_text(span.duration_ms)}"


def _colour(snap: Snapshot) -> str:
    if snap.stage is Stage.PAUSED or snap.span is None:
        return DARK.text
    return DARK.phases[snap.span.phase]


def _spaced(words: str) -> str:
    """Wider letters, as a terminal has no larger ones."""
    return " ".join(words.upper())


def _dots(snap: Snapshot) -> Text:
    """A dot a rep, as far as they find room."""
    if snap.reps > WIDTH - 20:
        return Text(f"{snap.reps_done} done")
    return Text("●" * snap.reps_done + "○" * (snap.reps - snap.reps_done))
