"""The next step, proposed on a preset's page and after a session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from liftronome.domain.history.next_step import Progression
from liftronome.domain.performance import Ended
from liftronome.domain.preset import Preset
from liftronome.store.log.log import SetLogStore
from liftronome.ui.drafts.repository import PresetRepository
from liftronome.ui.options.options import Options
from liftronome.ui.window.main_window import MainWindow
from liftronome.ui.window.next_step import NextStep
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.store.log_examples import PLAN
from tests.ui.examples import HIP_THRUST
from tests.ui.windows import preset, repository_on, window_with

HEAVY = preset(HIP_THRUST, "heavy", "3-1-X-2", sets=2, reps=10)


@pytest.fixture
def repository() -> PresetRepository:
    return repository_on()


@pytest.fixture
def window(qtbot: QtBot, repository: PresetRepository) -> Iterator[MainWindow]:
    stored = repository.presets.add(HEAVY)
    repository.reload()
    window = window_with(repository)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.editing.open(stored.id)
    yield window
    window.close()


@pytest.fixture
def steps(window: MainWindow) -> NextStep:
    return NextStep(window, Options())


def perform(repository: PresetRepository, *reps: int, session: str = "monday") -> None:
    log = SetLogStore(repository.database)
    for number, done in enumerate(reps, start=1):
        plan = replace(PLAN, session_id=session, set_number=number, sets=len(reps))
        log.end_set(log.begin_set(plan), Ended.COMPLETED, done, done * 6000)


def choose(steps: NextStep, progression: Progression) -> None:
    steps.row.progression.setCurrentIndex(list(Progression).index(progression))


def open_preset(window: MainWindow) -> Preset:
    return window.editing.draft.preset


def test_nothing_is_proposed_unless_a_rule_is_chosen(
    repository: PresetRepository, steps: NextStep, window: MainWindow
) -> None:
    perform(repository, 10, 10)
    steps.look()
    assert steps.proposal is None
    assert steps.row.proposal.text() == ""
    assert not steps.row.take.isVisible()


def test_a_step_is_proposed_with_its_reason_and_taken_by_one_key(
    qtbot: QtBot, repository: PresetRepository, steps: NextStep, window: MainWindow
) -> None:
    perform(repository, 10, 10)
    choose(steps, Progression.LOWERING)
    assert steps.row.proposal.text() == (
        "Next step: 3.5 s of lowering instead of 3. Why: all 2 sets of 10 reps done 15 Jan 2027."
    )
    assert open_preset(window) == HEAVY
    qtbot.keyClick(window.list.search, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert str(open_preset(window).tempo) == "3.5-1-X-2"
    assert steps.proposal is None
    qtbot.keyClick(window.list.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert open_preset(window) == HEAVY


def test_a_rule_is_remembered_for_its_preset_alone(
    repository: PresetRepository, steps: NextStep, window: MainWindow
) -> None:
    key = window.editing.item.key
    choose(steps, Progression.REPS)
    assert (steps.row.most_reps.currentData(), steps.row.in_a_row.currentData()) == (12, 1)
    window.editing.open("squat")
    assert steps.row.isHidden()
    other = repository.presets.add(replace(HEAVY, name="light"))
    repository.reload()
    window.editing.open(other.id)
    assert steps.row.progression.currentText() == "Off"
    window.editing.open(key)
    assert steps.row.progression.currentText() == "Reps, then load"


def test_a_session_that_earned_it_ends_with_a_proposal(
    qtbot: QtBot, repository: PresetRepository, steps: NextStep, window: MainWindow
) -> None:
    choose(steps, Progression.REPS)
    window.start()
    perform(repository, 10, 10)
    window.show_home()
    QApplication.processEvents()
    assert window.notice.text.startswith("Next step: 11 reps instead of 10. Why: ")
    window.notice.action.click()
    assert open_preset(window).scheme.first_reps == 11


def test_no_proposal_covers_what_a_session_had_to_say(
    repository: PresetRepository, steps: NextStep, window: MainWindow
) -> None:
    choose(steps, Progression.REPS)
    window.start()
    perform(repository, 10, 10)
    window.show_home()
    window.show_notice("The headphones went away.")
    QApplication.processEvents()
    assert window.notice.text == "The headphones went away."
    assert steps.row.proposal.text().startswith("Next step: 11 reps")
