"""Disks that are full or may only be read, as the store's own tests have them."""

from __future__ import annotations

from tests.store.conftest import small_disk

__all__ = ["small_disk"]
