"""What can be wrong with what a lifter asks for, in words meant for the lifter."""

from __future__ import annotations


class LiftronomeError(Exception):
    """Base of every error whose message is meant to be read by people, on one line."""


class BusyError(LiftronomeError):
    """Something else is in the way at the moment: the same may be done a little later."""


class InputError(LiftronomeError):
    """Something that was asked for is wrong: the message says what, and what would be right."""
