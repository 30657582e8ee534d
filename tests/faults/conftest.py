"""Disks that are full or is read-only, as the store's own tests have them."""

from __future__ import annotations

from tests.store.conftest import small_disk

__all__ = ["small_disk"]
