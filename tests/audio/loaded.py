"""The packs that tests listen to, each loaded once in a process, and only when a test asks for it."""

from __future__ import annotations

from functools import cache

from liftronome.audio.packs.loading import load_pack
from liftronome.audio.packs.pack import CuePack


@cache
def loaded(name: str) -> CuePack:
    """The pack of that name."""
    return load_pack(name)
