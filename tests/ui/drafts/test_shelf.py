"""What the window holds of presets and exercises, and keeps whatever happens."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from liftronome.domain.errors import InputError
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Phase
from liftronome.domain.preset import Sides
from liftronome.store.base.database import Database
from liftronome.store.base.settings import Plain
from liftronome.store.opening.opening import open_database
from liftronome.store.presets.presets import StoredPreset
from liftronome.ui.drafts.changes import Change, Step
from liftronome.ui.drafts.draft import Draft
from liftronome.ui.drafts.editing import Editing
from liftronome.ui.drafts.shelf import Shelf
from pytestqt.qtbot import QtBot

from tests.store.examples import SLED
from tests.ui.examples import HIP_THRUST, LIBRARY, SQUAT, SWING
from tests.ui.shelves import preset


@pytest.fixture
def databases(qtbot: QtBot, tmp_path: Path) -> Iterator[list[Database]]:
    """The same file, opened by two windows."""
    opened = [open_database(tmp_path / "kept").database for _ in range(2)]
    yield opened
    for database in opened:
        database.close()
    gc.collect()  # or shelves and their timers are let go of in the thread of some later test


@pytest.fixture
def shelf(databases: list[Database]) -> Shelf:
    return Shelf(databases[0], LIBRARY)


@pytest.fixture
def other(databases: list[Database], shelf: Shelf) -> Shelf:
    return Shelf(databases[1], LIBRARY)


def keep(shelf: Shelf, name: str = "heavy") -> StoredPreset:
    stored = shelf.presets.add(preset(SQUAT, name))
    shelf.reload()
    return stored


def edit(shelf: Shelf, stored: StoredPreset, tempo: str = "41X1", text: str = "") -> Draft:
    draft = Draft(replace(stored.preset, tempo=parse_tempo(tempo)), {"tempo": text} if text else {})
    step = Step(stored.id, stored.id)
    shelf.apply(Change("edit", step, drafts={stored.id: Step(None, draft)}))
    return draft


def test_drafts_outlast_the_window(shelf: Shelf, databases: list[Database]) -> None:
    stored = keep(shelf)
    draft = edit(shelf, stored, text="4-1-")
    shelf.keep_drafts()
    later = Shelf(databases[1], LIBRARY)
    assert later.is_unsaved(stored.id)
    assert later.draft(later.item(stored.id)) == draft


def test_a_draft_from_before_the_texts_of_all_fields_were_kept_is_read(
    shelf: Shelf, databases: list[Database]
) -> None:
    stored = keep(shelf)
    draft = edit(shelf, stored, text="4-1-")
    shelf.keep_drafts()
    key = f"draft.{stored.id}"
    written = shelf.settings.get(key, {})
    assert isinstance(written, dict)
    del written["unread"]
    shelf.settings.set(key, {**written, "tempo_text": "4-1-"})
    later = Shelf(databases[1], LIBRARY)
    assert later.draft(later.item(stored.id)) == draft


def test_a_draft_keeps_everything_of_a_preset(shelf: Shelf, databases: list[Database]) -> None:
    own = shelf.exercises.add(SLED)
    shelf.reload()
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
    shelf.apply(Change("edit", step, drafts={own.id: Step(None, Draft(changed))}))
    shelf.keep_drafts()
    later = Shelf(databases[1], LIBRARY)
    assert later.draft(later.item(own.id)) == Draft(changed)


def test_a_draft_that_is_let_go_is_gone_for_good(shelf: Shelf, databases: list[Database]) -> None:
    stored = keep(shelf)
    draft = edit(shelf, stored)
    shelf.keep_drafts()
    step = Step(stored.id, stored.id)
    shelf.apply(Change("save", step, drafts={stored.id: Step(draft, None)}))
    shelf.keep_drafts()
    assert not Shelf(databases[1], LIBRARY).is_unsaved(stored.id)


def test_drafts_are_written_down_soon_after_the_last_key(qtbot: QtBot, shelf: Shelf) -> None:
    stored = keep(shelf)
    edit(shelf, stored)
    qtbot.waitUntil(lambda: shelf.settings.keys("draft.") == [f"draft.{stored.id}"])


def test_a_damaged_draft_is_as_if_there_were_none(shelf: Shelf, databases: list[Database]) -> None:
    stored = keep(shelf)
    drafts: list[Plain] = [{"file": "{"}, {"name": "", "tempo_text": "", "file": "{}"}, {"name": 3}]
    for damaged in drafts:
        shelf.settings.set(f"draft.{stored.id}", damaged)
        later = Shelf(databases[1], LIBRARY)
        assert later.draft(later.item(stored.id)) == Draft(stored.preset)


def test_what_another_window_changes_appears(shelf: Shelf, other: Shelf) -> None:
    assert not shelf.catch_up()
    stored = keep(other)
    assert shelf.catch_up()
    assert shelf.item(stored.id).title == "Back squat – heavy"
    other.presets.rename(stored.id, "heavier")
    shelf.catch_up()
    assert shelf.headings[stored.id].name == "heavier"


def test_a_preset_deleted_elsewhere_stays_while_it_has_unsaved_changes(shelf: Shelf, other: Shelf) -> None:
    stored = keep(shelf)
    editing = Editing(shelf)
    editing.open(stored.id)
    editing.edit(Draft(replace(stored.preset, reps=7)))
    other.presets.delete(stored.id)
    shelf.catch_up()
    assert shelf.has(stored.id)
    editing.save()
    assert [kept.preset.reps for kept in other.presets.all()] == [7]


def test_a_preset_deleted_elsewhere_goes_if_there_is_nothing_to_lose(shelf: Shelf, other: Shelf) -> None:
    stored = keep(shelf)
    shelf.item(stored.id)
    other.presets.delete(stored.id)
    shelf.catch_up()
    assert not shelf.has(stored.id)


def test_a_change_is_made_whole_or_not_at_all(shelf: Shelf, other: Shelf) -> None:
    stored = keep(shelf)
    keep(other, "light")
    renamed = replace(stored, preset=replace(stored.preset, name="light"))
    added = StoredPreset("0" * 36, preset(HIP_THRUST, "new"), created_at=1.0)
    steps = {added.id: Step(None, added), stored.id: Step(stored, renamed)}
    with pytest.raises(InputError, match="already called"):
        shelf.apply(Change("both", Step("", ""), presets=steps))
    assert sorted(kept.preset.name for kept in shelf.presets.all()) == ["heavy", "light"]
    assert set(shelf.headings) == {stored.id}


def test_when_a_preset_was_performed_is_no_matter_of_undo(shelf: Shelf) -> None:
    editing = Editing(shelf)
    editing.add(preset(SQUAT, "heavy"))
    editing.rename("heavier")
    editing.mark_performed()
    editing.stack.undo()
    assert shelf.stored(editing.item.key).preset.name == "heavy"
    assert shelf.stored(editing.item.key).used_at


def test_an_exercise_that_was_performed_is_remembered(shelf: Shelf, other: Shelf) -> None:
    shelf.mark_used(shelf.item(SWING.id))
    assert list(shelf.recent_exercises) == [SWING.id]
    other.catch_up()
    assert list(other.recent_exercises) == [SWING.id]


def test_what_cannot_be_undone_is_said_and_leaves_the_stack(shelf: Shelf, other: Shelf) -> None:
    editing = Editing(shelf)
    told: list[str] = []
    editing.told.connect(lambda text, _: told.append(text))
    editing.add(preset(SQUAT, "heavy"))
    editing.delete()
    keep(other)
    editing.stack.undo()
    assert told[-1] == "A preset of Back squat is already called “heavy”."
    assert len(other.presets.all()) == 1


def test_keys_that_follow_each_other_are_undone_together_and_a_later_one_by_itself(shelf: Shelf) -> None:
    from liftronome.ui.drafts import changes as undoing

    editing = Editing(shelf)
    begin = editing.draft.preset
    for reps in (1, 12, 5):
        if reps == 5:
            first = editing.stack.command(0)
            assert isinstance(first, undoing.ChangeCommand)
            first._last_s -= 10
        editing.edit(Draft(replace(begin, reps=reps)))
    assert editing.stack.count() == 2
    editing.stack.undo()
    assert editing.draft.preset.reps == 12
    editing.stack.undo()
    assert editing.draft.preset.reps == 10


def test_edits_that_take_each_other_back_leave_nothing(shelf: Shelf) -> None:
    editing = Editing(shelf)
    begin = editing.draft.preset
    editing.edit(Draft(replace(begin, reps=11)))
    editing.edit(Draft(begin))
    assert editing.stack.count() == 0
    assert not shelf.is_unsaved(editing.item.key)


def test_an_own_exercise_that_changes_changes_its_presets(shelf: Shelf) -> None:
    editing = Editing(shelf)
    editing.keep_exercise(SLED)
    editing.add(preset(editing.item.exercise, "long"))
    editing.keep_exercise(replace(editing.item.exercise, name="Sled drag"))
    assert editing.item.title == "Sled drag – long"
    editing.stack.undo()
    assert editing.item.title == "Sled push – long"
