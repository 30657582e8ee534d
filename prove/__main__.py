"""The long proofs, all or those that are named: `python -m prove [--quick] [NAME …]`.

Each is a module of this package with a TITLE and `prove(quick)`, which gives its figures. They go to
docs/proofs.md, save with --quick, which only tries everything out. Status 1 if a promise is broken.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
import traceback
from collections.abc import Sequence
from typing import Final

from prove.figures import Figure
from prove.page import PAGE, machine, put, section

NAMES: Final = (
    *("session", "session_model", "live_revisions", "varied_sets", "busy", "blocked", "dragged", "pipewire"),
    *("long_play", "drift", "peers", "latency", "memory", "kills", "power_cut", "inputs", "leaving"),
    "installed",
)


def figures_of(name: str, quick: bool) -> Sequence[Figure]:
    """What a proof finds; that it fell over is a figure too."""
    try:
        figures: Sequence[Figure] = importlib.import_module(f"prove.{name}").prove(quick)
    except Exception as error:
        traceback.print_exc()
        return [Figure("the proof itself", f"{type(error).__name__}: {error}", "runs to its end", kept=False)]
    return figures


def run(name: str, quick: bool) -> bool:
    """Run a proof, print it, and write it down; True if every promise is kept."""
    module = importlib.import_module(f"prove.{name}")
    title = module.TITLE
    print(f"{title} ({name})", flush=True)
    began_s = time.monotonic()
    figures = figures_of(name, quick)
    minutes = (time.monotonic() - began_s) / 60
    for figure in figures:
        broken = "" if figure.kept else "   BROKEN"
        print(f"  {figure.what:72} {figure.value:>18}   {figure.promise}{broken}")
    print(f"  took {minutes:.1f} min\n", flush=True)
    if not quick:
        put(section(title, name, minutes, figures, getattr(module, "NOTE", "")), name, NAMES)
    return all(figure.kept for figure in figures)


def main(words: list[str]) -> int:
    """Run the proofs; the exit status."""
    parser = argparse.ArgumentParser(prog="make prove", description="Prove Liftronome's promises.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--quick", action="store_true", help="try everything out, shortened")
    arguments = parser.parse_args(words)
    if unknown := sorted(set(arguments.names) - set(NAMES)):
        parser.error(f"there is no {unknown[0]}: there are {', '.join(NAMES)}")
    print(machine(), "\n")
    kept = [run(name, arguments.quick) for name in NAMES if not arguments.names or name in arguments.names]
    if not arguments.quick:
        print(f"Written to {PAGE}")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
