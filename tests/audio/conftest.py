"""What the tests of sound share."""

from tests.soundserver import sound_server

__all__ = ["sound_server"]
