"""What the program is called, by people and by the system. It imports nothing of the program."""

from __future__ import annotations

from typing import Final

NAME: Final = "Liftronome"

APP_ID: Final = "org.liftronome.Liftronome"
"""Under this id the desktop file, the icon and the windows are known on X11, Wayland and in the mixer."""

MIME_TYPE: Final = "application/vnd.liftronome+json"
"""The type of files of presets and workouts."""

FILE_ENDING: Final = ".liftronome"
