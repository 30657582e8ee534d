"""What a list shows of each preset."""

from __future__ import annotations

from dataclasses import replace

from liftronome.store.presets.headings import Pace, heading_of, headings, pace_of
from liftronome.store.presets.presets import PresetStore

from tests.store.examples import preset_of, swing, unusual_preset


def test_headings_say_what_the_presets_are(presets: PresetStore) -> None:
    kept = [presets.add(preset) for preset in (preset_of(), unusual_preset(), swing())]
    presets.mark_used(kept[0].id, 5.0)
    presets.save(replace(kept[1], favourite=True))
    found = headings(presets.database)
    assert [heading.name for heading in found] == [stored.preset.name for stored in kept]
    paces = [pace_of(presets.database, heading.id) for heading in found]
    assert paces == [Pace(stored.preset.tempo, stored.preset.beat_ms) for stored in kept]
    assert found == [
        heading_of(replace(kept[0], used_at=5.0)),
        heading_of(replace(kept[1], favourite=True)),
        heading_of(kept[2]),
    ]


def test_a_preset_that_has_gone_has_no_pace(presets: PresetStore) -> None:
    assert pace_of(presets.database, "gone") == Pace(None, 0)
