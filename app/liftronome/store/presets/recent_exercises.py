"""Which exercises were performed: last without a preset, or ever."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from liftronome.store.base.database import Database
from liftronome.store.base.settings import Plain, Settings

KEY: Final = "window.recent_exercises"
MAX_RECENT: Final = 20

_NO_TIMES: Final[dict[str, Plain]] = {}


class RecentExercises:
    """Remembers when exercises were performed, the last `MAX_RECENT` of them.

    Raises StoreError if the file cannot be read or written.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def times(self) -> Mapping[str, float]:
        """When each was performed last, in seconds since 1970, by id, the oldest first."""
        kept = self._settings.get(KEY, _NO_TIMES)
        times = {exercise_id: at_s for exercise_id, at_s in kept.items() if isinstance(at_s, float)}
        return dict(sorted(times.items(), key=lambda pair: pair[1]))

    def mark_used(self, exercise_id: str, at_s: float) -> Mapping[str, float]:
        """Note when an exercise was performed, and return what `times` gives now."""
        newest = sorted({**self.times(), exercise_id: at_s}.items(), key=lambda pair: pair[1])
        times: dict[str, Plain] = dict(newest[-MAX_RECENT:])
        self._settings.set(KEY, times)
        return self.times()


def is_logged(database: Database, exercise_id: str) -> bool:
    """True if the log has a set of an exercise. Raises StoreError. Far quicker than reading its sessions,
    for those exercises that have none."""
    return bool(database.rows("SELECT 1 FROM logged_set WHERE exercise_id = ? LIMIT 1", (exercise_id,)))
