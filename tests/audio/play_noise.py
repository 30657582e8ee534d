"""A program that plays a track of noise until it is killed: `python -m tests.audio.playing SECONDS`.

It prints when moment 0 is heard (time.monotonic_ns), or why it is not.
"""

from __future__ import annotations

import sys
import time

from liftronome.audio.playing.simpleaudio_output import SimpleaudioOutput
from liftronome.domain.timeline import Timeline

from tests.listening import NoiseTrack

if __name__ == "__main__":
    output = SimpleaudioOutput(lambda _: NoiseTrack(float(sys.argv[1])))
    output.start(Timeline((), ()))
    while output.zero_ns() is None and output.fault() is None:
        time.sleep(0.005)
    print(output.zero_ns() or output.fault(), flush=True)
    time.sleep(60)
