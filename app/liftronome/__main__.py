"""`python -m liftronome` is the command `liftronome`."""

from __future__ import annotations

import sys

from liftronome.cli import main

if __name__ == "__main__":
    sys.exit(main())
