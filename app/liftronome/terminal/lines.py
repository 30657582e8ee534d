"""A session as plain lines, for where nothing can be redrawn."""

from __future__ import annotations

from liftronome.domain.plan import session_plan, set_groups, set_sentence
from liftronome.domain.preset import Preset, Side
from liftronome.domain.tempo import seconds_text
from liftronome.engine.progress import SetResult
from liftronome.engine.snapshot import Snapshot, Stage
from liftronome.presentation.rep_texts import (
    break_text,
    next_tempo_text,
    rep_done_text,
    rep_text,
    seconds_shown,
    set_title,
)
from liftronome.presentation.texts import pace_text, pace_words, set_text, sets_words
from liftronome.terminal.pacing import View
from liftronome.terminal.streams import say


class Lines(View):
    """Lines on standard output, each written as soon as it is true. `go_label` is the key that starts a
    set that waits."""

    def __init__(self, preset: Preset, go_label: str = "Space") -> None:
        self._preset = preset
        self._go_label = go_label

    def open(self) -> None:
        """Say what is about to be performed."""
        preset, name = self._preset, self._preset.exercise.name
        if preset.scheme.is_plain:
            _say(f"{name} {pace_text(preset)}, {sets_words(preset)}: {pace_words(preset)}")
            return
        plan = session_plan(preset)
        for title, planned in set_groups(plan.sets):
            _say(f"{name}, {title.lower()}: {set_sentence(planned, plan)}")

    def announce(self, text: str) -> None:
        """Say it."""
        _say(text)

    def note(self, text: str) -> None:
        """Say it."""
        _say(text)

    def warn(self, text: str) -> None:
        """Say it, and when it is over."""
        _say(text or "Liftronome can be heard again.")

    def stage_changed(self, snap: Snapshot) -> None:
        """Say what begins."""
        match snap.stage:
            case Stage.WORKING:
                load = f", {snap.load}" if snap.load is not None else ""
                _say(f"{set_title(snap)}{load}, {_beginning(snap)}")
            case Stage.BREAK:
                _say(f"break, {seconds_shown(snap)} s: {break_text(snap)}")
            case Stage.RESTING if snap.side is Side.RIGHT:
                _say(f"change sides, right side in {seconds_text(self._preset.changeover_ms)} s")
            case Stage.RESTING:
                _say(f"rest, next set in {self._rest_text(snap)} s")
            case Stage.PAUSED:
                _say("paused")
            case Stage.WAITING:
                _say(f"{self._go_label}: start set {snap.set_number}")
            case _:
                pass

    def _rest_text(self, snap: Snapshot) -> str:
        """The seconds of a rest with its count-in; where sets begin every so often, those that are left."""
        if snap.every_ms is None:
            return seconds_text(self._preset.rest_ms)
        return str(round((snap.left_ms + self._preset.count_in_ms) / 1000))

    def rep_done(self, snap: Snapshot, rep: int) -> None:
        """Say which rep is done."""
        _say(f"{set_title(snap)}, {rep_done_text(snap, rep)}")
        if change := next_tempo_text(snap, rep):
            _say(change)

    def set_ended(self, result: SetResult) -> None:
        """Say how the set went."""
        _say(set_text(result))


def _beginning(snap: Snapshot) -> str:
    return rep_text(snap) if snap.planned.hold else f"from rep {snap.rep}"


def _say(line: str) -> None:
    say(line, at_once=True)
