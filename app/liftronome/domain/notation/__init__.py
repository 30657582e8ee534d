"""Tempos as lifters write them: four parts, with or without separators, or prose that names each phase."""

from liftronome.domain.notation.reading import MAX_TEXT, parse_tempo, read_tempo
from liftronome.domain.notation.readings import EXAMPLE, AmbiguousTempo, Reading, TempoError

__all__ = ["EXAMPLE", "MAX_TEXT", "AmbiguousTempo", "Reading", "TempoError", "parse_tempo", "read_tempo"]
