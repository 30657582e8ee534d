"""A session as plain lines, for where nothing can be redrawn."""

from __future__ import annotations

from liftronome.domain.preset import Preset, Side
from liftronome.domain.tempo import seconds_text
from liftronome.engine.progress import SetResult
from liftronome.engine.snapshot import Snapshot, Stage
from liftronome.presentation.texts import pace_text, pace_words, set_name, set_text, sets_words
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
        preset = self._preset
        work = sets_words(preset)
        _say(f"{preset.exercise.name} {pace_text(preset)}, {work}: {pace_words(preset)}")

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
                _say(f"{_set(snap)}, from rep {snap.rep}")
            case Stage.RESTING if snap.side is Side.RIGHT:
                _say(f"change sides, right side in {seconds_text(self._preset.changeover_ms)} s")
            case Stage.RESTING:
                _say(f"rest, next set in {seconds_text(self._preset.rest_ms)} s")
            case Stage.PAUSED:
                _say("paused")
            case Stage.WAITING:
                _say(f"{self._go_label}: start set {snap.set_number}")
            case _:
                pass

    def rep_done(self, snap: Snapshot, rep: int) -> None:
        """Say which rep is done."""
        _say(f"{_set(snap)}, rep {rep} / {snap.reps} done")

    def set_ended(self, result: SetResult) -> None:
        """Say how the set went."""
        _say(set_text(result))


def _set(snap: Snapshot) -> str:
    return set_name(snap.set_number, snap.side, snap.sets)


def _say(line: str) -> None:
    say(line, at_once=True)
