"""The mixer of the system: the name that Liftronome's streams have there, and whether they are muted.

PulseAudio, and PipeWire in its place, remember volume and mute by a stream's name, and without one of its own
every Python program is the same to them. Neither is there on macOS and Windows.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from liftronome.identity import APP_ID, NAME

if TYPE_CHECKING:
    from pulsectl import Pulse

LOOK_S: Final = 1.0
"""How often the mixer is looked at."""

_CONNECTING_S: Final = 2.0
_AFTER_FAULT_S: Final = 10.0
"""A server that stands still has room for few that want to connect, and a player may be one of them."""

_MARK: Final = "liftronome.stream"
"""The property by which a stream is found: the number of its process is not always told."""

# No media.role: streams of one role share what is remembered, whatever program they belong to.
_PROPERTIES: Final[Mapping[str, str]] = {"application.name": NAME, "application.id": APP_ID}
_PULSE: Final[Mapping[str, str]] = {**_PROPERTIES, "application.icon_name": APP_ID}
_PIPEWIRE: Final[Mapping[str, str]] = {
    **_PROPERTIES,
    "application.icon-name": APP_ID,
    "node.name": APP_ID,
    "node.description": NAME,
    "media.name": NAME,
}


def named_in_mixer(environment: Mapping[str, str], stream: str) -> dict[str, str]:
    """The environment with what tells the ALSA plug-ins of PulseAudio and of PipeWire how to name a stream,
    and to mark it as `stream`. What the environment says of this itself has precedence.

    PULSE_PROP would not do: it gives way to what the plug-in says.
    """
    named = dict(environment)
    for variable, properties in (("PULSE_PROP_OVERRIDE", _PULSE), ("PIPEWIRE_ALSA", _PIPEWIRE)):
        ours = [f'{key}="{value}"' for key, value in {**properties, _MARK: stream}.items()]
        named[variable] = " ".join([*ours, environment.get(variable, "").strip(" {}")]).strip()
    return named


class MixerWatch:
    """Looks each second, on a thread of its own, at the stream that is marked as `stream_of` says.

    `muted` is True if the stream or what it plays to is muted or at zero, None while that is not known. A
    server that does not answer holds up nobody but the thread.
    """

    def __init__(self, stream_of: Callable[[], str | None]) -> None:
        self.muted: bool | None = None
        self._stream_of = stream_of
        self._closed = threading.Event()
        self._server: Pulse | None = None
        if sys.platform == "linux":
            threading.Thread(target=self._run, name="mixer", daemon=True).start()

    def close(self) -> None:
        """Look no more. Returns at once."""
        self._closed.set()

    def _run(self) -> None:
        try:
            from pulsectl import Pulse, PulseError
        except (ImportError, OSError):  # no libpulse on this system: no mixer that it could tell of
            return
        while not self._closed.is_set():
            try:
                self.muted = self._look(Pulse)
            except (PulseError, OSError):
                self.muted = None
                self._disconnect()
                self._closed.wait(_AFTER_FAULT_S)
            self._closed.wait(LOOK_S)
        self._disconnect()

    def _look(self, make: Callable[..., Pulse]) -> bool | None:
        if (wanted := self._stream_of()) is None:
            return None
        if self._server is None:
            self._server = make(f"{NAME} mixer", connect=False)
            self._server.connect(timeout=_CONNECTING_S)
        for stream in self._server.sink_input_list():
            if stream.proplist.get(_MARK) == wanted:
                places = (stream, self._server.sink_info(stream.sink))
                return any(bool(place.mute) or not any(place.volume.values) for place in places)
        return None

    def _disconnect(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()
