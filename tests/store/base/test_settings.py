"""The window finds again what it remembered, or what it begins with."""

from __future__ import annotations

from liftronome.store.base.database import Database
from liftronome.store.base.settings import Settings


def test_a_setting_is_remembered_until_it_is_set_anew(database: Database) -> None:
    settings = Settings(database)
    assert settings.get("pack", "glide") == "glide"
    settings.set("pack", "tones")
    settings.set("pack", "ticks")
    settings.set("open", {"presets": ["a"], "size": [1, 2]})
    assert Settings(database).get("pack", "glide") == "ticks"
    assert Settings(database).get("open", {}) == {"presets": ["a"], "size": [1, 2]}


def test_a_setting_of_another_type_is_as_if_it_had_not_been_set(database: Database) -> None:
    settings = Settings(database)
    settings.set("volume", True)
    assert settings.get("volume", 7) == 7
    database.connection.execute("UPDATE setting SET value = '{'")
    assert settings.get("volume", False) is False


def test_settings_are_found_by_how_they_begin_and_forgotten(database: Database) -> None:
    settings = Settings(database)
    for key in ("draft.a", "draft.b", "draf", "Draft.c"):
        settings.set(key, 1)
    assert sorted(settings.keys("draft.")) == ["draft.a", "draft.b"]
    settings.forget("draft.a")
    settings.forget("draft.z")
    assert settings.keys("draft.") == ["draft.b"]


def test_a_damaged_setting_is_told(database: Database) -> None:
    Settings(database).set("volume", 50)
    database.connection.execute("UPDATE setting SET value = '5{'")
    assert Settings(database).get("volume", 7) == 7
    assert "a row of setting cannot be read and is left out (volume:" in database.unreadable_message
