"""The cues: each can be played, and replaced by a sound of the lifter's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from liftronome.domain.layout import NO_WAIT, CueChoice, lay_out
from liftronome.domain.own_sound import MAX_OWN_S
from liftronome.domain.phase import PLAYING_ORDER, Interval, Phase
from liftronome.domain.preset import Preset
from liftronome.domain.rep import PhaseStep, Rep
from liftronome.domain.set_layout import lay_out_set
from liftronome.domain.timeline import Cue, CueKind, Sound, Span, Timeline
from liftronome.domain.words import step_words
from liftronome.presentation.texts import capitalised
from liftronome.store.sounds.own_sounds import OwnSound
from liftronome.ui.widgets.buttons import EnterButton
from liftronome.ui.widgets.labels import ElidedLabel

_CUES: Final[Mapping[Sound, tuple[CueKind, str]]] = MappingProxyType(
    {
        Sound.TICK: (CueKind.SECOND, "Every second"),
        Sound.PRE_CUE: (CueKind.PRE_CUE, "Pre-cue"),
        Sound.COUNT_IN: (CueKind.COUNT_IN, "Count-in"),
        Sound.COUNT_IN_LAST: (CueKind.COUNT_IN, "Count-in, last three"),
        Sound.LAST_REP: (CueKind.LAST_REP, "Last rep"),
        Sound.SET_END: (CueKind.SET_END, "End of set"),
        Sound.REST_WARNING: (CueKind.REST, "Ten seconds of rest left"),
        Sound.READY: (CueKind.READY, "Get ready"),
        Sound.CHANGE_SIDES: (CueKind.REST, "Change sides"),
        Sound.BREAK: (CueKind.BREAK, "Break"),
        Sound.DROP: (CueKind.BREAK, "Drop: take load off"),
        Sound.OPEN: (CueKind.READY, "As many reps as you can"),
        Sound.LEAST: (CueKind.LEAST, "Minimum reps reached"),
        Sound.CHANGE: (CueKind.CHANGE, "Tempo changes"),
        Sound.HALF: (CueKind.HALFWAY, "Half of a hold"),
        Sound.TEN_SECONDS: (CueKind.SECOND, "Ten seconds of a hold left"),
    }
)

_OWN_PACE_MS: Final = 3000
"""How long a phase of own pace is played."""

_PHASE_MS: Final = 2000
"""How long a phase is played that the tempo does not have."""

_LONGEST_MS: Final = 20_000
"""The longest that a phase is played."""

_CUE_MS: Final = 1500


def sounds_of(preset: Preset) -> list[tuple[Sound, str]]:
    """The cues that can have an own sound, with their names: first the phases, in playing order."""
    phases = [(Sound(phase.value), _phase_name(phase, preset)) for phase in PLAYING_ORDER[preset.start]]
    if preset.tempo is None:
        phases = [(Sound(Phase.CONCENTRIC.value), "Each rep")]
    cues = ((sound, name) for sound, (_, name) in _CUES.items())
    return [*phases, *(cue for cue in cues if preset.tempo is not None or cue[0] is not Sound.PRE_CUE)]


def one_cue(sound: Sound, preset: Preset) -> Timeline:
    """One cue by itself; a phase lasts as long as in the tempo."""
    if sound not in _CUES:
        phase = Phase(sound.value)
        planned = preset.first_working_set
        reps = [_timed(each.rep) for each in planned.reps or (planned.further,)]
        step = next((step for rep in reps for step in rep.steps if step.phase is phase), None)
        return _phase_alone(step or PhaseStep(phase, _PHASE_MS), preset)
    kind, _ = _CUES[sound]
    text = "3" if sound is Sound.COUNT_IN_LAST else ""
    return Timeline((Span(Interval.REST, None, 0, _CUE_MS),), (Cue(0, kind, sound, text=text),))


def two_reps(preset: Preset) -> Timeline:
    """The first and the last rep of the first working set, one after the other, with the last three ticks of
    a count-in before them. A hold is cut short."""
    planned = preset.first_working_set
    found = planned.reps or (*planned.beyond, planned.further)
    ends = found[:1] if planned.hold else (found[0], found[-1])
    reps = tuple(
        replace(each, number=number, mini_set=1, rep=_timed(each.rep))
        for number, each in enumerate(ends, start=1)
    )
    short = replace(planned, open=False, drop=False, limit_ms=None, least=None, breaks_ms=(), reps=reps)
    short = replace(short, written=(len(reps),))
    return lay_out_set(short, NO_WAIT, 3000, preset.cue_choice)


def _phase_alone(step: PhaseStep, preset: Preset) -> Timeline:
    choice = CueChoice(seconds=False, pre_cue_ms=0, exercise=preset.exercise)
    whole = lay_out([Rep((step,))], count_in_ms=0, choice=choice)
    return Timeline(whole.spans, tuple(cue for cue in whole.cues if cue.kind is CueKind.PHASE))


def _timed(rep: Rep) -> Rep:
    """The rep with a fixed length for phases of own pace, and with no phase longer than is listened to."""
    return Rep(
        tuple(
            replace(
                step,
                duration_ms=_OWN_PACE_MS if step.own_pace else min(step.duration_ms, _LONGEST_MS),
                own_pace=False,
            )
            for step in rep.steps
        )
    )


def _phase_name(phase: Phase, preset: Preset) -> str:
    if phase.is_movement:
        return capitalised(step_words(phase, preset.exercise))
    place = "stretched" if phase is Phase.PAUSE_STRETCHED else "shortened"
    return f"{capitalised(step_words(phase, preset.exercise))}, {place}"


HEAR: Final = "▶  Hear"
OWN_TIP: Final = f"A WAV, FLAC, OGG or MP3 file; at most {MAX_OWN_S} s of it are used"
LOST: Final = "is missing: choose it again"


class CueRows(QWidget):
    """A row for each cue: its name, its own sound if any, and buttons. Each signal carries the Sound."""

    hear_clicked = Signal(object)
    choose_clicked = Signal(object)
    remove_clicked = Signal(object)

    def __init__(self, preset: Preset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sources: dict[Sound, ElidedLabel] = {}
        self.hear: dict[Sound, EnterButton] = {}
        self.choose: dict[Sound, EnterButton] = {}
        self.remove: dict[Sound, EnterButton] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        for row, (sound, name) in enumerate(sounds_of(preset)):
            self._add(row, sound, name)

    def show_own(self, own: Mapping[str, OwnSound], *, can_choose: bool) -> None:
        """Show the own sound of each cue; nothing where the pack's is used."""
        for sound, source in self.sources.items():
            kept = own.get(sound)
            source.show_text(_source_text(kept))
            self.choose[sound].setVisible(can_choose)
            self.choose[sound].setEnabled(True)
            self.remove[sound].setVisible(kept is not None)

    def show_reading(self, sound: Sound, name: str) -> None:
        """Show that a file is being read for a cue. No other can be chosen until `show_own`."""
        self.sources[sound].show_text(f"Reading {name} …")
        self.remove[sound].hide()
        for button in self.choose.values():
            button.setEnabled(False)

    def _add(self, row: int, sound: Sound, name: str) -> None:
        label = ElidedLabel("", self)
        label.show_text(name)
        self.sources[sound] = ElidedLabel("muted", self)
        self.hear[sound] = self._button(HEAR, f"Hear: {name}")
        self.hear[sound].clicked.connect(lambda: self.hear_clicked.emit(sound))
        self.choose[sound] = self._button("Own sound …", f"Choose your own sound: {name}")
        self.choose[sound].setToolTip(OWN_TIP)
        self.choose[sound].clicked.connect(lambda: self.choose_clicked.emit(sound))
        self.remove[sound] = self._button("Remove", f"Remove your own sound: {name}")
        self.remove[sound].clicked.connect(lambda: self.remove_clicked.emit(sound))
        widgets = (label, self.sources[sound], self.remove[sound], self.choose[sound], self.hear[sound])
        for column, widget in enumerate(widgets):
            self._grid.addWidget(widget, row, column)

    def _button(self, text: str, name: str) -> EnterButton:
        button = EnterButton(text, self)
        button.setAccessibleName(name)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        if text != HEAR:
            button.setObjectName("link")
        return button


def _source_text(kept: OwnSound | None) -> str:
    if kept is None:
        return ""
    lost = "" if kept.path.is_file() else f" {LOST}"
    return f"{kept.name}{lost}{' · all presets' if kept.for_all else ''}"
