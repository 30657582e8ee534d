"""A scheme as a JSON object, as presets keep it and as they travel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from liftronome.domain.errors import InputError
from liftronome.domain.notation import parse_tempo
from liftronome.domain.rep import End
from liftronome.domain.scheme.load import Effort, Load, LoadKind, Unit
from liftronome.domain.scheme.scheme import (
    DEFAULT_BREAK_MS,
    Drop,
    LastHold,
    MiniSet,
    RepTempo,
    Scheme,
    WorkingSet,
)
from liftronome.domain.tempo import Tempo

VERSION: Final = 1

_SCHEME_KEYS: Final = frozenset(
    (
        *("version", "sets", "warm_ups", "break_ms", "drop", "one_and_a_half", "last_rep"),
        *("rep_tempos", "loads", "rpe", "rir", "every_ms"),
    )
)


def scheme_json(scheme: Scheme) -> dict[str, Any]:
    """The scheme as a JSON object; what is as usual is left out. `scheme_from_json` gives it back."""
    found = {
        "warm_ups": [_mini_json(mini) for mini in scheme.warm_ups],
        "break_ms": None if scheme.break_ms == DEFAULT_BREAK_MS else scheme.break_ms,
        "drop": None if scheme.drop is Drop.NONE else scheme.drop.value,
        "one_and_a_half": scheme.one_and_a_half and scheme.one_and_a_half.value,
        "last_rep": _last_rep_json(scheme.last_rep),
        "rep_tempos": [
            {"first": each.first, "last": each.last, "tempo": str(each.tempo)} for each in scheme.rep_tempos
        ],
        "loads": [
            {"value": each.value, "unit": each.unit.value, "kind": each.kind.value} for each in scheme.loads
        ],
        "rpe": scheme.effort.rpe,
        "rir": scheme.effort.rir,
        "every_ms": scheme.every_ms,
    }
    sets = [_set_json(each) for each in scheme.sets]
    return {
        "version": VERSION,
        "sets": sets,
        **{key: value for key, value in found.items() if _is_said(value)},
    }


def scheme_from_json(found: object) -> Scheme:
    """The scheme of a JSON object. Raises InputError if it is none, or one of a later release."""
    try:
        return _scheme(_object(found, _SCHEME_KEYS))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"the sets of a preset cannot be understood: {error!r}") from error


def _is_said(value: object) -> bool:
    return value is not None and value != []


def _scheme(found: Mapping[str, Any]) -> Scheme:
    if found["version"] != VERSION:
        raise InputError(
            f"the sets of a preset are of version {found['version']}, which a later release wrote"
        )
    half = found.get("one_and_a_half")
    return Scheme(
        sets=tuple(_set(each) for each in found["sets"]),
        warm_ups=tuple(_mini(each) for each in found.get("warm_ups", [])),
        break_ms=_whole(found.get("break_ms", DEFAULT_BREAK_MS)),
        drop=Drop(found.get("drop", Drop.NONE)),
        one_and_a_half=None if half is None else End(half),
        last_rep=_last_rep(found.get("last_rep")),
        rep_tempos=tuple(_rep_tempo(each) for each in found.get("rep_tempos", [])),
        loads=tuple(_load(each) for each in found.get("loads", [])),
        effort=Effort(found.get("rpe"), found.get("rir")),
        every_ms=None if found.get("every_ms") is None else _whole(found["every_ms"]),
    )


def _object(found: object, keys: frozenset[str]) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise InputError(f"the sets of a preset cannot be understood: {found!r} is no object")
    if unknown := found.keys() - keys:
        raise InputError(f"the sets of a preset have “{min(unknown)}”, which this release does not know")
    return found


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise InputError(f"the sets of a preset cannot be understood: {value!r} is no whole number")
    return value


def _whole_or_none(value: object) -> int | None:
    return None if value is None else _whole(value)


def _mini_json(mini: MiniSet) -> dict[str, int]:
    said = {"reps": mini.reps, "least": mini.least, "limit_ms": mini.limit_ms or None}
    return {key: value for key, value in said.items() if value is not None}


def _mini(found: object) -> MiniSet:
    said = _object(found, frozenset(("reps", "least", "limit_ms")))
    return MiniSet(
        _whole_or_none(said.get("reps")), _whole_or_none(said.get("least")), _whole(said.get("limit_ms", 0))
    )


def _set_json(found: WorkingSet) -> dict[str, Any]:
    said: dict[str, Any] = {"mini_sets": [_mini_json(mini) for mini in found.mini_sets]}
    if found.open:
        said["open"] = True
    if found.tempo is not None:
        said["tempo"] = str(found.tempo)
    if found.ramp_to is not None:
        said["ramp_to"] = str(found.ramp_to)
    return said


def _set(found: object) -> WorkingSet:
    said = _object(found, frozenset(("mini_sets", "open", "tempo", "ramp_to")))
    return WorkingSet(
        tuple(_mini(each) for each in said["mini_sets"]),
        said.get("open", False) is True,
        _tempo(said.get("tempo")),
        _tempo(said.get("ramp_to")),
    )


def _tempo(text: str | None) -> Tempo | None:
    return None if text is None else parse_tempo(text)


def _last_rep_json(last_rep: Tempo | LastHold | None) -> dict[str, Any] | None:
    if isinstance(last_rep, LastHold):
        return {"hold_ms": last_rep.ms, "end": last_rep.end.value}
    return None if last_rep is None else {"tempo": str(last_rep)}


def _last_rep(found: object) -> Tempo | LastHold | None:
    if found is None:
        return None
    said = _object(found, frozenset(("hold_ms", "end", "tempo")))
    return (
        parse_tempo(said["tempo"]) if "tempo" in said else LastHold(_whole(said["hold_ms"]), End(said["end"]))
    )


def _rep_tempo(found: object) -> RepTempo:
    said = _object(found, frozenset(("first", "last", "tempo")))
    return RepTempo(_whole(said["first"]), _whole(said["last"]), parse_tempo(said["tempo"]))


def _load(found: object) -> Load:
    said = _object(found, frozenset(("value", "unit", "kind")))
    return Load(float(said["value"]), Unit(said["unit"]), LoadKind(said.get("kind", LoadKind.WHOLE)))
