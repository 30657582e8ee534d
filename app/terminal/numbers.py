"""Numbers as they are typed after an option."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from app.domain.errors import InputError
from app.domain.preset import Limits

_WHOLE: Final = re.compile(r"\s*([+-]?[0-9]{1,12})\s*")
_SECONDS: Final = re.compile(r"\s*([+-]?[0-9]{1,12}(?:[.,][0-9]{1,30})?)\s*s?\s*")


def whole_number(text: str, limits: Limits) -> int:
    """A count. Raises InputError for what is none, or lies outside the limits."""
    match = _WHOLE.fullmatch(text)
    if not match:
        raise InputError(
            f"{limits.what} must be a whole number from {limits.least} to {limits.most}, not “{text}”"
        )
    value = int(match[1])
    limits.check(value)
    return value


def milliseconds(text: str, limits: Limits) -> int:
    """A time typed in seconds, "90" or "2.5", in milliseconds.

    Raises InputError for what is none, is finer than a millisecond, or lies outside the limits.
    """
    match = _SECONDS.fullmatch(text)
    if not match:
        most = limits.most // 1000
        raise InputError(f"{limits.what} must be a number of seconds up to {most}, as in 2.5, not “{text}”")
    exact_ms = Decimal(match[1].replace(",", ".")) * 1000
    limits.check(int(exact_ms))
    if exact_ms != int(exact_ms):
        raise InputError(f"{limits.what}: {text} s is finer than a millisecond: write at most three decimals")
    return int(exact_ms)
