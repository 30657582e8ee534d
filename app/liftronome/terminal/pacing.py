"""A session in an event loop of the terminal, with its view, its keys and the signals that can end it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QEventLoop, QSocketNotifier, QTimer, SignalInstance

from liftronome.audio.output import AudioOutput
from liftronome.domain.phase import Interval
from liftronome.engine.clock import NS_PER_MS
from liftronome.engine.engine import Due
from liftronome.engine.progress import SetResult
from liftronome.engine.session import Session
from liftronome.engine.snapshot import Snapshot, Stage
from liftronome.presentation.bench_keys import TABLE, Action, Effect, Situation, session_effects, situation_of
from liftronome.presentation.key_map import KeyMap
from liftronome.presentation.preferences import MAX_VOLUME, VOLUME_STEP, clamped_volume, gain_of
from liftronome.presentation.texts import MUTED
from liftronome.terminal.keys import Hint, Keyboard, KeyReader, hints
from liftronome.terminal.signals import SIGNAL_STATUS, noted, stop, stops_noted


class View:
    """A view takes up what it has a use for; here that is nothing."""

    def open(self) -> None:
        """The session is about to begin."""

    def close(self) -> None:
        """The session is over: leave the terminal as it was."""

    def show(self, snap: Snapshot, hints: Sequence[Hint] = ()) -> None:
        """A look at the session, ten times a second; `hints` are the keys that act now."""

    def announce(self, text: str) -> None:
        """Something that the lifter should know of the whole session."""

    def note(self, text: str) -> None:
        """Something that the lifter should know now."""

    def warn(self, text: str) -> None:
        """Something that keeps the session from being heard; "" once nothing does."""

    def stage_changed(self, snap: Snapshot) -> None:
        """The session has entered another stage."""

    def rep_done(self, snap: Snapshot, rep: int) -> None:
        """Both movements of a rep are complete."""

    def set_ended(self, result: SetResult) -> None:
        """A set is over."""


LOOK_MS: Final = 100
"""How often the view is drawn, and how late a Ctrl-C may be noticed: Python hears of a signal only
when some of its own code runs, which Qt's event loop alone does not."""

MIXER_MS: Final = 1000
"""From one look at the system's mixer to the next."""

ENDED_AT_GAP: Final = "There is no keyboard to resume with, so the session ends here."


class Pacing:
    """Leads a session through, shows it, and does what the lifter asks for.

    `ringing_ms` is how long the end of the last set sounds on, `output` what is heard. `has_begun` tells that
    there was a first rep, `volume` (0 to 100) how loud it is now.
    """

    def __init__(
        self,
        session: Session,
        view: View,
        keyboard: Keyboard | None,
        ringing_ms: int = 0,
        *,
        key_map: KeyMap | None = None,
        language: str = "",
        volume: int = MAX_VOLUME,
        output: AudioOutput | None = None,
    ) -> None:
        self.has_begun = False
        self.volume = volume
        self._output = output
        self._warning = ""
        self._session = session
        self._view = view
        self._keyboard = keyboard
        self._ringing_ms = ringing_ms
        self._over_ns = 0
        self._loop = QEventLoop()
        self._key_map = key_map or KeyMap()
        self._keys = KeyReader(self._key_map, language)
        self._has_help = False
        self._signal: int | None = None
        self._has_given_up = False
        self._asked_to_stop = False
        self._failure: BaseException | None = None
        self._effects: Mapping[Effect, Callable[[], None]] = {
            **session_effects(session),
            Effect.LOUDER: lambda: self._change_volume(VOLUME_STEP),
            Effect.SOFTER: lambda: self._change_volume(-VOLUME_STEP),
            Effect.ASK_LEAVE: self._leave,
            Effect.LEAVE: self._leave,
            Effect.BACK: self._leave,
            Effect.HELP: self._toggle_help,
        }
        session.set_volume(gain_of(volume))
        self._look = QTimer()
        self._look.setInterval(LOOK_MS)
        self._connect(self._look.timeout, self._on_look)
        self._mixer = QTimer()
        self._mixer.setInterval(MIXER_MS)
        self._connect(self._mixer.timeout, self._on_mixer)
        self._connect(session.notice, view.note)
        self._connect(session.set_ended, view.set_ended)
        self._connect(session.stage_changed, self._on_stage)
        self._connect(session.changed, self._show)
        self._connect(session.engine.paused_at_gap, lambda _: self._on_gap())
        self._connect(session.engine.rep_finished, self._on_rep)

    def run(self, told: str = "") -> int:
        """From the first count-in until all is done, or a key or a signal ends it; the exit status.

        `told` is a line for the lifter to begin with. A set that is on when the loop breaks off is logged
        as far as it was done.
        """
        if (keys := self._keyboard) is not None:
            notifier = QSocketNotifier(keys.descriptor, QSocketNotifier.Type.Read, self._loop)
            self._connect(notifier.activated, lambda *_: self._on_keys(notifier, keys))
        first = QTimer(self._loop)
        first.setSingleShot(True)
        self._connect(first.timeout, self._session.begin)
        self._view.open()
        try:
            if told:
                self._view.announce(told)
            with noted(self._note_signal), stops_noted(self._note_stop):
                self._look.start()
                self._mixer.start()
                first.start(0)
                self._loop.exec()
        finally:
            self._look.stop()
            self._mixer.stop()
            self._session.leave()
            self._view.close()
        if self._failure is not None:
            raise self._failure
        if self._signal is not None:
            return SIGNAL_STATUS + self._signal
        return 1 if self._has_given_up else 0

    def _connect(self, signal_: SignalInstance, slot: Callable[..., Any]) -> None:
        """Qt would print what a slot raises, and go on: end the loop and raise it there instead."""

        def guarded(*args: Any) -> None:
            try:
                slot(*args)
            except BaseException as error:
                self._failure = self._failure or error
                self._loop.quit()

        signal_.connect(guarded)

    def _note_signal(self, number: int) -> None:
        self._signal = number

    def _note_stop(self) -> None:
        self._asked_to_stop = True

    def _on_look(self) -> None:
        if self._signal is not None:
            self._leave()
        elif self._asked_to_stop:
            self._stop()
        elif self._is_over():
            self._loop.quit()
        else:
            self._show()

    def _on_mixer(self) -> None:
        warning = MUTED if self._output is not None and self._output.muted() else ""
        if warning != self._warning:
            self._warning = warning
            self._view.warn(warning)

    def _is_over(self) -> bool:
        """True once the last set has died away, and its end cannot be taken back any more."""
        session = self._session
        if session.stage is not Stage.FINISHED or session.undo_offer is not None:
            return False
        return session.engine.now_ns() >= self._over_ns

    def _show(self) -> None:
        now = self._session.snapshot()
        self._view.show(now, self._hints(now) if self._keyboard else ())

    def _hints(self, now: Snapshot) -> list[Hint]:
        offer = self._session.undo_offer
        undo = offer.what if offer else ""
        return hints(situation_at(now), self._key_map, undo, all_of_them=self._has_help)

    def _toggle_help(self) -> None:
        self._has_help = not self._has_help
        self._show()

    def _leave(self) -> None:
        self._session.leave()
        self._loop.quit()

    def _stop(self) -> None:
        """Ctrl-Z: pause, and leave the terminal to the shell until the process is taken up again."""
        self._asked_to_stop = False
        self._session.pause()
        self._view.close()
        if self._keyboard:
            self._keyboard.give_back()
        stop()
        if self._keyboard:
            self._keyboard.take()
        elif self._session.stage is Stage.PAUSED:
            self._session.go()  # without keys nobody else would resume it
        self._view.open()
        self._show()

    def _on_gap(self) -> None:
        """Playing was interrupted, and the session is paused. Without keys nobody could resume it."""
        if self._keyboard is None:
            self._has_given_up = True
            self._view.note(ENDED_AT_GAP)
            self._leave()

    def _change_volume(self, by: int) -> None:
        self.volume = clamped_volume(self.volume + by)
        self._session.set_volume(gain_of(self.volume))
        self._view.note(f"Volume {self.volume} %" if self.volume else "Volume off")

    def _on_keys(self, notifier: QSocketNotifier, keyboard: Keyboard) -> None:
        text = keyboard.read()
        if not text:
            notifier.setEnabled(False)
        for action in self._keys.actions(text):
            self._do(action)

    def _do(self, action: Action) -> None:
        effect = TABLE[situation_at(self._session.snapshot())].get(action)
        if effect is not None and effect in self._effects:
            self._effects[effect]()

    def _on_stage(self, stage: Stage) -> None:
        self.has_begun = self.has_begun or stage is Stage.WORKING
        self._view.stage_changed(self._session.snapshot())
        self._show()
        if stage is Stage.FINISHED:
            self._over_ns = self._session.engine.now_ns() + self._ringing_ms * NS_PER_MS

    def _on_rep(self, due: Due) -> None:
        self._view.rep_done(self._session.snapshot(), due.moment.number)


def situation_at(now: Snapshot) -> Situation:
    """The situation that a moment of a session amounts to."""
    at_rest = now.span is None or now.span.phase is Interval.REST
    return situation_of(now.stage, at_rest=at_rest, own_pace=now.counts_up)
