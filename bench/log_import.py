"""What it costs to bring in a training log of 50,000 sets: `python -m bench.log_import`."""

from __future__ import annotations

import csv
import random
import sys
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bench.ten_years import command_cost, fill_log

SETS: Final = 50_000
SETS_A_SESSION: Final = 16
AIM_S: Final = 10.0
AIM_MORE_MB: Final = 100.0

_HEADING: Final = (
    *("Date", "Workout Name", "Duration", "Exercise Name", "Set Order", "Weight", "Reps", "Distance"),
    *("Seconds", "Notes", "Workout Notes", "RPE"),
)
_EXERCISES: Final = (
    "Squat (Barbell)",
    "Bench Press (Dumbbell)",
    "Hip Thrust (Barbell)",
    "Zercher carry",
    "Plank",
)


def write_log(file: Path, sets: int = SETS) -> None:
    """A file as Strong writes it, always the same."""
    chance = random.Random(7)
    with file.open("w", encoding="utf-8", newline="") as target:
        rows = csv.writer(target)
        rows.writerow(_HEADING)
        for number in range(sets):
            session, place = divmod(number, SETS_A_SESSION)
            began = datetime(2012, 1, 1, 18, 3, 22) + timedelta(days=session, seconds=61 * session)
            note = f"note {number}" if number % 10 == 0 else ""
            rows.writerow(
                (
                    *(began.isoformat(" "), "Evening, legs", "1h 5m", _EXERCISES[place // 4], place % 4 + 1),
                    *(
                        chance.randint(20, 400) / 2,
                        chance.randint(3, 12),
                        0,
                        0,
                        note,
                        "",
                        chance.choice(["", 8]),
                    ),
                )
            )


def main() -> int:
    """Prints the figures; 1 if an aim is missed."""
    with TemporaryDirectory() as name:
        file, one, folder = Path(name) / "strong.csv", Path(name) / "one.csv", Path(name) / "kept"
        write_log(file)
        write_log(one, 1)
        fill_log(folder, 0)
        before = command_cost(folder, "import", str(one))
        first = command_cost(folder, "import", str(file))
        again = command_cost(folder, "import", str(file))
    more_mb = max(first[1], again[1]) - before[1]
    print(f"A training log of {SETS:,} sets")
    print(f"  import, s CPU                {first[0]:21.1f}    (aim: {AIM_S:.0f})")
    print(f"  import again, s CPU          {again[0]:21.1f}    (aim: {AIM_S:.0f})")
    print(f"  memory more than of one set  {more_mb:21.1f}    (aim: {AIM_MORE_MB:.0f} MB)")
    return 0 if max(first[0], again[0]) <= AIM_S and more_mb <= AIM_MORE_MB else 1


if __name__ == "__main__":
    sys.exit(main())
