"""Power cuts, in a model in which all that was not synced is lost: every moment after a sync is tried."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from prove.figures import Figure, none_of, told
from tests.store.power_cut import counted

TITLE: Final = "Power cuts in a strict model"
NOTE: Final = (
    "Presets, own sounds, sets, pending sets and copies are stored in windows that open and close. After "
    "each sync the power fails: whatever was not synced until then, be it content or a name in a folder, is "
    "gone. The data folder is opened as it is found then, and everything acknowledged must be there, once."
)
RUNS: Final = 30
STEPS: Final = 40


def prove(quick: bool) -> list[Figure]:
    """Counts of power cuts, and of what was lost."""
    cuts = acknowledged = checks = 0
    missing: list[str] = []
    for _ in range(1 if quick else RUNS):
        with TemporaryDirectory() as folder:
            found = counted(Path(folder), STEPS // (4 if quick else 1), random.randrange(2**32))
        cuts += found["cuts"]
        acknowledged += found["acknowledged"]
        checks += found["checks"]
        missing += found["missing"]
    for what in missing[:10]:
        print(f"  lost: {what}")
    return [
        told("power cuts", cuts, ""),
        told("writes that were acknowledged", acknowledged, ""),
        none_of("of them lost, damaged or there twice", len(missing), f"{checks} looks"),
    ]
