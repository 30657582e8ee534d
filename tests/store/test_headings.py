"""What a list shows of each preset."""

from __future__ import annotations

from dataclasses import replace

from app.store.headings import heading_of, headings
from app.store.presets import PresetStore
from tests.store.examples import preset_of, swing, unusual_preset


def test_headings_say_what_the_presets_are(presets: PresetStore) -> None:
    kept = [presets.add(preset) for preset in (preset_of(), unusual_preset(), swing())]
    presets.mark_used(kept[0].id, 5.0)
    presets.set_favourite(kept[1].id, True)
    found = headings(presets.database)
    assert [heading.name for heading in found] == [stored.preset.name for stored in kept]
    assert [heading.tempo for heading in found] == [stored.preset.tempo for stored in kept]
    assert found == [
        heading_of(replace(kept[0], used_at=5.0)),
        heading_of(replace(kept[1], favourite=True)),
        heading_of(kept[2]),
    ]
