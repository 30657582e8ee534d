"""What the window holds of presets and exercises, and keeps whatever happens."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from liftronome.domain.errors import InputError
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Phase
from liftronome.domain.preset import Sides, default_preset
from liftronome.domain.scheme.scheme import MiniSet, Scheme, WorkingSet
from liftronome.store.base.database import Database
from liftronome.store.base.settings import Plain
from liftronome.store.opening.opening import open_database
from liftronome.store.presets.own_exercises import named_exercise
from liftronome.store.presets.presets import StoredPreset
from liftronome.ui.drafts.changes import Change, Step
from liftronome.ui.drafts.draft import Draft
from liftronome.ui.drafts.drafts import FILES
from liftronome.ui.drafts.editing import Editing
from liftronome.ui.drafts.repository import PresetRepository
from pytestqt.qtbot import QtBot

from tests.store.examples import SLED
from tests.ui.examples import HIP_THRUST, LIBRARY, SQUAT, SWING
from tests.ui.windows import preset


@pytest.fixture
def databases(qtbot: QtBot, tmp_path: Path) -> Iterator[list[Database]]:
    """The same file, opened by two windows."""
    opened = [open_database(tmp_path / "kept").database for _ in range(2)]
    yield opened
    for database in opened:
        database.close()
    gc.collect()  # otherwise repositories and their timers are destroyed during some later test


@pytest.fixture
def repository(databases: list[Database]) -> PresetRepository:
    return PresetRepository(databases[0], LIBRARY)


@pytest.fixture
def other(databases: list[Database], repository: PresetRepository) -> PresetRepository:
    return PresetRepository(databases[1], LIBRARY)


def keep(repository: PresetRepository, name: str = "heavy") -> StoredPreset:
    stored = repository.presets.add(preset(SQUAT, name))
    repository.reload()
    return stored


def edit(repository: PresetRepository, stored: StoredPreset, tempo: str = "41X1", text: str = "") -> Draft:
    draft = Draft(replace(stored.preset, tempo=parse_tempo(tempo)), {"tempo": text} if text else {})
    step = Step(stored.id, stored.id)
    repository.apply(Change("edit", step, drafts={stored.id: Step(None, draft)}))
    return draft


def test_drafts_outlast_the_window(repository: PresetRepository, databases: list[Database]) -> None:
    stored = keep(repository)
    draft = edit(repository, stored, text="4-1-")
    repository.keep_drafts()
    later = PresetRepository(databases[1], LIBRARY)
    assert later.is_unsaved(stored.id)
    assert later.draft(later.item(stored.id)) == draft


def test_a_draft_from_before_the_texts_of_all_fields_were_kept_is_read(
    repository: PresetRepository, databases: list[Database]
) -> None:
    stored = keep(repository)
    draft = edit(repository, stored, text="4-1-")
    repository.keep_drafts()
    key = f"draft.{stored.id}"
    written = repository.settings.get(key, {})
    assert isinstance(written, dict)
    del written["unread"]
    repository.settings.set(key, {**written, "tempo_text": "4-1-"})
    later = PresetRepository(databases[1], LIBRARY)
    assert later.draft(later.item(stored.id)) == draft


def test_a_draft_keeps_everything_of_a_preset(
    repository: PresetRepository, databases: list[Database]
) -> None:
    own = repository.exercises.add(SLED)
    repository.reload()
    changed = preset(
        own,
        "",
        "*-1-X-2",
        sides=Sides.LEFT_THEN_RIGHT,
        cues={Phase.ECCENTRIC: ""},
        notes="a\nb",
        pack="ticks",
    )
    step = Step(own.id, own.id)
    repository.apply(Change("edit", step, drafts={own.id: Step(None, Draft(changed))}))
    repository.keep_drafts()
    later = PresetRepository(databases[1], LIBRARY)
    assert later.draft(later.item(own.id)) == Draft(changed)


VARIED: Final = Scheme(
    (WorkingSet((MiniSet(10, 8), MiniSet(3))), WorkingSet((MiniSet(8),), open=True)), (MiniSet(5),), 20_000
)
UNFIT: Final = replace(VARIED, sets=(WorkingSet((MiniSet(60),)),), every_ms=5000, break_ms=15_000)


@pytest.mark.parametrize("scheme", [VARIED, UNFIT])
def test_a_draft_keeps_sets_that_vary_even_those_that_cannot_be_performed(
    repository: PresetRepository, databases: list[Database], scheme: Scheme
) -> None:
    stored = keep(repository)
    step = Step(stored.id, stored.id)
    draft = Draft(replace(stored.preset, scheme=scheme))
    repository.apply(Change("edit", step, drafts={stored.id: Step(None, draft)}))
    repository.keep_drafts()
    later = PresetRepository(databases[1], LIBRARY)
    assert later.draft(later.item(stored.id)) == draft


def test_a_draft_that_is_let_go_is_gone_for_good(
    repository: PresetRepository, databases: list[Database]
) -> None:
    stored = keep(repository)
    draft = edit(repository, stored)
    repository.keep_drafts()
    step = Step(stored.id, stored.id)
    repository.apply(Change("save", step, drafts={stored.id: Step(draft, None)}))
    repository.keep_drafts()
    assert not PresetRepository(databases[1], LIBRARY).is_unsaved(stored.id)


def test_drafts_are_written_down_soon_after_the_last_key(qtbot: QtBot, repository: PresetRepository) -> None:
    stored = keep(repository)
    edit(repository, stored)
    qtbot.waitUntil(lambda: repository.settings.keys("draft.") == [f"draft.{stored.id}"])


def test_a_damaged_draft_is_as_if_there_were_none(
    repository: PresetRepository, databases: list[Database]
) -> None:
    stored = keep(repository)
    drafts: list[Plain] = [{"file": "{"}, {"name": "", "tempo_text": "", "file": "{}"}, {"name": 3}]
    for damaged in drafts:
        repository.settings.set(f"draft.{stored.id}", damaged)
        later = PresetRepository(databases[1], LIBRARY)
        assert later.draft(later.item(stored.id)) == Draft(stored.preset)


def test_what_another_window_changes_appears(repository: PresetRepository, other: PresetRepository) -> None:
    assert not repository.catch_up()
    stored = keep(other)
    assert repository.catch_up()
    assert repository.item(stored.id).title == "Back squat – heavy"
    other.presets.rename(stored.id, "heavier")
    repository.catch_up()
    assert repository.headings[stored.id].name == "heavier"


def test_a_preset_deleted_elsewhere_stays_while_it_has_unsaved_changes(
    repository: PresetRepository, other: PresetRepository
) -> None:
    stored = keep(repository)
    editing = Editing(repository)
    editing.open(stored.id)
    editing.edit(Draft(replace(stored.preset, reps=7)))
    other.presets.delete(stored.id)
    repository.catch_up()
    assert repository.has(stored.id)
    editing.save()
    assert [kept.preset.scheme.first_reps for kept in other.presets.all()] == [7]


def test_a_preset_deleted_elsewhere_goes_if_there_is_nothing_to_lose(
    repository: PresetRepository, other: PresetRepository
) -> None:
    stored = keep(repository)
    repository.item(stored.id)
    other.presets.delete(stored.id)
    repository.catch_up()
    assert not repository.has(stored.id)


def test_a_change_is_made_whole_or_not_at_all(repository: PresetRepository, other: PresetRepository) -> None:
    stored = keep(repository)
    keep(other, "light")
    renamed = replace(stored, preset=replace(stored.preset, name="light"))
    added = StoredPreset("0" * 36, preset(HIP_THRUST, "new"), created_at=1.0)
    steps = {added.id: Step(None, added), stored.id: Step(stored, renamed)}
    with pytest.raises(InputError, match="already called"):
        repository.apply(Change("both", Step("", ""), presets=steps))
    assert sorted(kept.preset.name for kept in repository.presets.all()) == ["heavy", "light"]
    assert set(repository.headings) == {stored.id}


def test_when_a_preset_was_performed_is_no_matter_of_undo(repository: PresetRepository) -> None:
    editing = Editing(repository)
    editing.add(preset(SQUAT, "heavy"))
    editing.rename("heavier")
    editing.mark_performed()
    editing.stack.undo()
    assert repository.stored(editing.item.key).preset.name == "heavy"
    assert repository.stored(editing.item.key).used_at


def test_an_exercise_that_was_performed_is_remembered(
    repository: PresetRepository, other: PresetRepository
) -> None:
    repository.mark_used(repository.item(SWING.id))
    assert list(repository.recent_exercises) == [SWING.id]
    other.catch_up()
    assert list(other.recent_exercises) == [SWING.id]


def test_what_cannot_be_undone_is_said_and_leaves_the_stack(
    repository: PresetRepository, other: PresetRepository
) -> None:
    editing = Editing(repository)
    told: list[str] = []
    editing.told.connect(lambda text, _: told.append(text))
    editing.add(preset(SQUAT, "heavy"))
    editing.delete()
    keep(other)
    editing.stack.undo()
    assert told[-1] == "A preset of Back squat is already called “heavy”."
    assert len(other.presets.all()) == 1


def test_keys_that_follow_each_other_are_undone_together_and_a_later_one_by_itself(
    repository: PresetRepository,
) -> None:
    from liftronome.ui.drafts import changes as undoing

    editing = Editing(repository)
    begin = editing.draft.preset
    for reps in (1, 12, 5):
        if reps == 5:
            first = editing.stack.command(0)
            assert isinstance(first, undoing.ChangeCommand)
            first._last_s -= 10
        editing.edit(Draft(replace(begin, reps=reps)))
    assert editing.stack.count() == 2
    editing.stack.undo()
    assert editing.draft.preset.scheme.first_reps == 12
    editing.stack.undo()
    assert editing.draft.preset.scheme.first_reps == 10


def test_edits_that_take_each_other_back_leave_nothing(repository: PresetRepository) -> None:
    editing = Editing(repository)
    begin = editing.draft.preset
    editing.edit(Draft(replace(begin, reps=11)))
    editing.edit(Draft(begin))
    assert editing.stack.count() == 0
    assert not repository.is_unsaved(editing.item.key)


def test_an_own_exercise_that_changes_changes_its_presets(repository: PresetRepository) -> None:
    editing = Editing(repository)
    editing.keep_exercise(SLED)
    editing.add(preset(editing.item.exercise, "long"))
    editing.keep_exercise(replace(editing.item.exercise, name="Sled drag"))
    assert editing.item.title == "Sled drag – long"
    editing.stack.undo()
    assert editing.item.title == "Sled push – long"


def test_changes_of_the_last_moment_are_kept_although_another_program_holds_the_file(
    repository: PresetRepository, databases: list[Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liftronome.ui.drafts.repository.BUSY_MS", 20)
    stored = keep(repository)
    draft = edit(repository, stored, text="4-1-")
    with databases[1].changing():
        repository.keep_drafts_at_end()
    folder = databases[0].path.parent
    assert len(list(folder.glob(FILES))) == 1
    later = PresetRepository(databases[1], LIBRARY)
    assert later.draft(later.item(stored.id)) == draft
    assert list(folder.glob(FILES)) == []


@pytest.mark.parametrize("content", [b"", b"[1]", b"\xff{", b'{"a": '])
def test_a_damaged_file_of_unsaved_changes_is_no_reason_not_to_open(
    databases: list[Database], content: bytes
) -> None:
    (databases[0].path.parent / FILES.replace("*", "x")).write_bytes(content)
    assert PresetRepository(databases[0], LIBRARY).library is not None


def test_presets_that_are_created_together_with_a_new_exercise_are_undone_together(
    repository: PresetRepository, other: PresetRepository
) -> None:
    editing = Editing(repository)
    carry = named_exercise("zercher carry")
    editing.add_all([default_preset(carry), preset(SQUAT, "heavy"), preset(SQUAT, "heavy")])
    other.reload()
    names = sorted((each.preset.exercise.name, each.preset.name) for each in other.presets.all())
    assert names == [("Back squat", "heavy"), ("Back squat", "heavy 2"), ("Zercher carry", "3 × 10 at 31X1")]
    assert editing.item.exercise.name == "Zercher carry"
    editing.stack.undo()
    other.reload()
    assert other.presets.all() == []
    assert other.exercise(carry.id) is None
    editing.stack.redo()
    assert len(repository.headings) == 3
