"""The cues that can be heard one by one, and replaced by sounds of the lifter's own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from liftronome.domain.layout import CueChoice, lay_out
from liftronome.domain.own_sound import MAX_OWN_S
from liftronome.domain.phase import PLAYING_ORDER, Interval, Phase
from liftronome.domain.preset import Preset
from liftronome.domain.rep import PhaseStep, Rep
from liftronome.domain.timeline import Cue, CueKind, Sound, Span, Timeline
from liftronome.domain.words import step_words
from liftronome.presentation.texts import capitalised
from liftronome.store.sounds.own_sounds import OwnSound
from liftronome.ui.widgets.buttons import EnterButton
from liftronome.ui.widgets.labels import ElidedLabel

_CUES: Final[Mapping[Sound, tuple[CueKind, str]]] = MappingProxyType(
    {
        Sound.TICK: (CueKind.SECOND, "Tick of each second"),
        Sound.PRE_CUE: (CueKind.PRE_CUE, "Before the turn"),
        Sound.COUNT_IN: (CueKind.COUNT_IN, "Count-in"),
        Sound.COUNT_IN_LAST: (CueKind.COUNT_IN, "Count-in, last three"),
        Sound.LAST_REP: (CueKind.LAST_REP, "Last rep"),
        Sound.SET_END: (CueKind.SET_END, "End of the set"),
        Sound.REST_WARNING: (CueKind.REST, "Ten seconds of rest left"),
        Sound.READY: (CueKind.READY, "Get ready"),
        Sound.CHANGE_SIDES: (CueKind.REST, "Change sides"),
    }
)

_OWN_PACE_MS: Final = 3000
"""A phase of own pace is tried out for so long."""

_PHASE_MS: Final = 2000
"""A phase that the tempo does not have is tried out for so long."""

_CUE_MS: Final = 1500


def sounds_of(preset: Preset) -> list[tuple[Sound, str]]:
    """The cues that can have an own sound, each with its name, the phases first and in their order."""
    phases = [(Sound(phase.value), _phase_name(phase, preset)) for phase in PLAYING_ORDER[preset.start]]
    return [*phases, *((sound, name) for sound, (_, name) in _CUES.items())]


def one_cue(sound: Sound, preset: Preset) -> Timeline:
    """A cue by itself, a phase's as long as the tempo has it."""
    if sound not in _CUES:
        phase = Phase(sound.value)
        step = next((step for step in _timed(preset).steps if step.phase is phase), None)
        return _phase_alone(step or PhaseStep(phase, _PHASE_MS), preset)
    kind, _ = _CUES[sound]
    text = "3" if sound is Sound.COUNT_IN_LAST else ""
    return Timeline((Span(Interval.REST, None, 0, _CUE_MS),), (Cue(0, kind, sound, text=text),))


def two_reps(preset: Preset) -> Timeline:
    """The beginning of a set, after the last three ticks of its count-in."""
    return lay_out([_timed(preset)] * 2, count_in_ms=3000, choice=preset.cue_choice)


def _phase_alone(step: PhaseStep, preset: Preset) -> Timeline:
    choice = CueChoice(seconds=False, pre_cue_ms=0, exercise=preset.exercise)
    whole = lay_out([Rep((step,))], count_in_ms=0, choice=choice)
    return Timeline(whole.spans, tuple(cue for cue in whole.cues if cue.kind is CueKind.PHASE))


def _timed(preset: Preset) -> Rep:
    """A rep whose phases of own pace end by themselves."""
    return Rep(
        tuple(
            PhaseStep(step.phase, _OWN_PACE_MS if step.own_pace else step.duration_ms, step.explosive)
            for step in preset.rep.steps
        )
    )


def _phase_name(phase: Phase, preset: Preset) -> str:
    if phase.is_movement:
        return capitalised(step_words(phase, preset.exercise))
    place = "stretched" if phase is Phase.PAUSE_STRETCHED else "shortened"
    return f"{capitalised(step_words(phase, preset.exercise))}, {place}"


HEAR: Final = "▶  Hear"
OWN_TIP: Final = f"A WAV, FLAC, OGG or MP3 file, of which at most {MAX_OWN_S} s are used"
LOST: Final = "is gone: choose it again"


class CueRows(QWidget):
    """A row for each cue: its name, where its sound comes from, buttons. Each signal carries the Sound."""

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
        """Show where each sound comes from: its file's name, or nothing where it is the pack's."""
        for sound, source in self.sources.items():
            kept = own.get(sound)
            source.show_text(_source_text(kept))
            self.choose[sound].setVisible(can_choose)
            self.choose[sound].setEnabled(True)
            self.remove[sound].setVisible(kept is not None)

    def show_reading(self, sound: Sound, name: str) -> None:
        """Show that a file is being read for a cue: until `show_own` no other can be chosen."""
        self.sources[sound].show_text(f"reading {name} …")
        self.remove[sound].hide()
        for button in self.choose.values():
            button.setEnabled(False)

    def _add(self, row: int, sound: Sound, name: str) -> None:
        label = ElidedLabel("", self)
        label.show_text(name)
        self.sources[sound] = ElidedLabel("muted", self)
        self.hear[sound] = self._button(HEAR, f"Hear: {name}")
        self.hear[sound].clicked.connect(lambda: self.hear_clicked.emit(sound))
        self.choose[sound] = self._button("Own sound …", f"Choose a sound of your own: {name}")
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
