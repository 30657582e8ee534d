"""A simple model of a session, which a real one is compared with.

The model knows nothing of timelines, cues, timers or signals. It holds a list of pieces of time and a clock,
and says which stage a session is in, what is being played, and what the log holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from liftronome.audio.output import revision_lead_ms
from liftronome.domain.phase import PLAYING_ORDER
from liftronome.domain.preset import Preset, Sides
from liftronome.domain.scheme.scheme import MiniSet, WorkingSet
from liftronome.domain.tempo import Pace, Tempo
from liftronome.engine.gap import END_MS
from liftronome.engine.snapshot import Stage

UNDO_MS: Final = 5000
COUNT_IN_AGAIN_MS: Final = 3000
SHORTEST_SKIP_MS: Final = 300
HEARD_AFTER_MS: Final = 1000
LATE_MS: Final = 250
LONGEST_REST_MS: Final = 900_000
LONGEST_BREAK_MS: Final = 300_000
LONGEST_SET_MS: Final = 900_000
MOST_OPEN_REPS: Final = 100
BREAK_COUNT_IN_MS: Final = 3000
QUIET: Final = ("rest", "break")
MOVEMENTS: Final = ("eccentric", "concentric")
RUNNING: Final = (Stage.GET_READY, Stage.COUNT_IN, Stage.WORKING, Stage.BREAK, Stage.RESTING)

Line: TypeAlias = tuple[object, ...]


@dataclass(frozen=True)
class Piece:
    """A stretch of time: rest, break, count-in, or a phase of a rep. One of own pace has a limit."""

    kind: str
    ms: int
    rep: int = 0
    limit_ms: int = 0
    mini: int = 0

    @property
    def is_open(self) -> bool:
        return self.limit_ms == self.ms > 0

    def again(self) -> Piece:
        return replace(self, ms=self.limit_ms or self.ms)


@dataclass(frozen=True)
class Progress:
    """What the set so far has brought. `stored` are the reps in the log that are not performed again."""

    log_id: str = ""
    done: int = 0
    tension_ms: int = 0
    stored: frozenset[int] = frozenset()


@dataclass
class Undo:
    """What can be taken back, until when."""

    what: str
    until_ms: int
    take_back: Callable[[], None]


@dataclass
class Model:
    """A session as it should be. Times are in milliseconds."""

    preset: Preset
    now: int = 0
    stage: Stage = Stage.GET_READY
    round: int = 0
    pieces: list[Piece] = field(default_factory=list)
    zero: int = 0
    held: int = 0
    begun: int = 0
    """How many of the phases among the pieces have begun."""
    progress: Progress = field(default_factory=Progress)
    broken_off: int = 0
    paused_at: int = 0
    rested_at: int = 0
    undo_offer: Undo | None = None
    log: list[Line] = field(default_factory=list)
    results: list[tuple[int, int]] = field(default_factory=list)
    """The set's number and the reps done of each set that has ended."""
    clock_round: int = -1
    clock_ms: int = 0
    """How much of the current set's time was played before the pieces, from its first phase on."""
    prolonged: int = 0
    """How often a set began a turn later."""
    sets_logged: int = 0
    before: int = 0
    """The time before the first phase of the current round."""

    # What there is to perform.

    def rounds(self) -> list[tuple[int, int]]:
        """The set's number and the time before its first phase, round by round."""
        preset, found = self.preset, []
        for number in range(1, preset.number_of_sets + 1):
            before = preset.ready_ms + preset.count_in_ms if number == 1 else preset.rest_ms
            found.append((number, before))
            if preset.sides is Sides.LEFT_THEN_RIGHT:
                found.append((number, preset.changeover_ms))
        return found

    def written(self) -> WorkingSet:
        """The current set as it is written."""
        scheme, number = self.preset.scheme, self.rounds()[self.round][0]
        warm_ups = len(scheme.warm_ups)
        if number > warm_ups:
            return scheme.sets[number - warm_ups - 1]
        return WorkingSet((scheme.warm_ups[number - 1],), tempo=scheme.sets[0].tempo)

    def rep_of(self, tempo: Tempo | None, rep: int, mini: int, limit_ms: int) -> list[Piece]:
        """The phases of a rep."""
        preset, pieces = self.preset, []
        if preset.exercise.is_hold:
            return [Piece("pause_shortened", limit_ms, rep, mini=mini)]
        assert tempo is not None
        for phase in PLAYING_ORDER[preset.start]:
            part, own_ms = tempo.by_phase[phase], preset.own_pace_limit_ms
            if part.pace is Pace.OWN:
                pieces.append(Piece(phase.value, own_ms, rep, own_ms, mini))
            else:
                ms = preset.x_slot_ms if part.pace is Pace.EXPLOSIVE else part.ms
                pieces.append(Piece(phase.value, ms, rep, mini=mini))
        return [piece for piece in pieces if piece.ms]

    def reps(self, count_in_ms: int) -> list[Piece]:
        """The phases of a whole set, and its breaks."""
        scheme, written, pieces, rep = self.preset.scheme, self.written(), [], 0
        usual = written.tempo or self.preset.tempo
        last_tempo = scheme.last_rep if isinstance(scheme.last_rep, Tempo) else None
        for mini, found in enumerate(written.mini_sets, start=1):
            is_last = mini == len(written.mini_sets)
            number = self.number_of_reps(found, usual)
            for nth in range(1, number + 1):
                rep += 1
                is_end = is_last and nth == number and not written.open
                tempo = last_tempo if last_tempo and is_end and self.is_working() else usual
                pieces += self.rep_of(tempo, rep, mini, found.limit_ms)
            if not is_last:
                count_in = min(BREAK_COUNT_IN_MS, scheme.break_ms)
                pieces += [Piece("break", scheme.break_ms - count_in), Piece("count_in", count_in)]
        while written.open and rep < MOST_OPEN_REPS:
            more = self.rep_of(usual, rep + 1, len(written.mini_sets), 0)
            timed = sum(piece.ms for piece in (*pieces, *more) if not piece.limit_ms)
            if rep and count_in_ms + timed > LONGEST_SET_MS:
                break
            pieces += more
            rep += 1
        return [piece for piece in pieces if piece.ms]

    def is_working(self) -> bool:
        return self.rounds()[self.round][0] > len(self.preset.scheme.warm_ups)

    def number_of_reps(self, mini: MiniSet, tempo: Tempo | None) -> int:
        """How many reps a mini-set has; of a timed one, how many begin before its time is over."""
        if self.preset.exercise.is_hold:
            return 1
        if mini.limit_ms:
            rep_ms = sum(piece.ms for piece in self.rep_of(tempo, 1, 1, 0))
            return -(-mini.limit_ms // rep_ms)
        return mini.reps or 0

    # Where it is.

    @property
    def total(self) -> int:
        return sum(piece.ms for piece in self.pieces)

    @property
    def at(self) -> int:
        """How far the pieces have come."""
        return min(self.now - self.zero, self.total) if self.stage in RUNNING else self.held

    def placed(self) -> list[tuple[int, Piece]]:
        """The pieces with their beginnings."""
        start, found = 0, []
        for piece in self.pieces:
            found.append((start, piece))
            start += piece.ms
        return found

    def quiet(self) -> list[int]:
        """The indices of the pieces of the rest or break that is on, with its count-in; [] in a rep."""
        begun = [index for index, (start, _) in enumerate(self.placed()) if start <= self.at]
        if not begun or self.at >= self.total or self.pieces[begun[-1]].rep:
            return []
        first = last = begun[-1]
        while first and not self.pieces[first - 1].rep:
            first -= 1
        while last + 1 < len(self.pieces) and not self.pieces[last + 1].rep:
            last += 1
        return list(range(first, last + 1))

    def wait_on(self) -> int | None:
        """The index of the rest or break that is on, or whose count-in is."""
        return next((index for index in self.quiet() if self.pieces[index].kind in QUIET), None)

    def rep_after_wait(self) -> int:
        quiet = self.quiet()
        after = self.pieces[quiet[-1] + 1 :] if quiet else []
        return after[0].rep if after else 0

    def current(self) -> Piece | None:
        for start, piece in self.placed():
            if start <= self.at < start + piece.ms:
                return piece
        return None

    def remaining_reps(self) -> list[int]:
        return sorted({piece.rep for piece in self.pieces if piece.rep})

    def rep_times(self, rep: int) -> tuple[int, int, int]:
        """When a rep begins, has both its movements complete, and ends."""
        times = [(start, piece) for start, piece in self.placed() if piece.rep == rep]
        moves = [start + piece.ms for start, piece in times if piece.kind in MOVEMENTS]
        end = times[-1][0] + times[-1][1].ms
        return times[0][0], moves[-1] if moves else end, end

    def done_now(self) -> int:
        return sum(self.rep_times(rep)[1] <= self.at for rep in self.remaining_reps())

    def tension_now(self) -> int:
        return sum(max(0, min(piece.ms, self.at - start)) for start, piece in self.placed() if piece.rep)

    def is_set_on(self) -> bool:
        piece = self.current()
        at_work = self.stage in (Stage.COUNT_IN, Stage.WORKING, Stage.BREAK, Stage.PAUSED)
        return at_work and not (piece and piece.kind == "rest")

    def lead(self) -> int:
        return revision_lead_ms(self.at)

    # The log.

    def store_rep(self, rep: int, at: int) -> None:
        phases = [
            min(piece.ms, at - start) for start, piece in self.placed() if piece.rep == rep and start < at
        ]
        self.log.append(("rep", rep, self.rep_times(rep)[1] <= at, phases))
        self.progress = replace(self.progress, stored=self.progress.stored | {rep})

    def store_finished(self, at: int) -> None:
        for rep in self.remaining_reps():
            if self.rep_times(rep)[2] <= at and rep not in self.progress.stored:
                self.store_rep(rep, at)

    def interrupt(self) -> None:
        """Log what is over, and the rep that was on as far as it came, once."""
        if not self.progress.log_id:
            return
        self.store_finished(self.at)
        for rep in self.remaining_reps():
            start, done, end = self.rep_times(rep)
            if start < self.at < end and rep not in self.progress.stored and rep != self.broken_off:
                self.store_rep(rep, self.at)
                if done > self.at:
                    self.progress = replace(self.progress, stored=self.progress.stored - {rep})
                    self.broken_off = rep

    def close_set(self, ended: str) -> None:
        self.interrupt()
        done = self.progress.done + self.done_now()
        tension = self.progress.tension_ms + self.tension_now()
        if self.progress.log_id:
            self.log.append(("end", self.progress.log_id, ended, done, tension))
        if ended != "restarted":
            self.results.append((self.rounds()[self.round][0], done))
        self.progress = Progress()

    # Time.

    def pass_time(self, ms: int, *, unseen: bool = False) -> None:
        """Let time pass. Unseen, the program sees only at its end what has happened meanwhile."""
        until = self.now + ms
        while self.stage in RUNNING:
            end = self.zero + self.total
            over = end <= until
            self.now = end if over else until
            self.begin_phases()
            if not over:
                break
            if unseen:
                self.now = until
            self.finish(end)
        self.now = until

    def begin_phases(self) -> None:
        phases = [(start, piece) for start, piece in self.placed() if piece.rep or piece.kind == "break"]
        for start, piece in phases[self.begun :]:
            if start > self.at or start >= self.total:
                break
            self.begun += 1
            self.broken_off = 0
            if not self.progress.log_id and piece.rep:
                if self.clock_round != self.round and not self.is_second_side():
                    self.clock_round, self.clock_ms = self.round, -start
                self.sets_logged += 1
                self.log.append(("set", self.rounds()[self.round][0]))
                self.progress = replace(self.progress, log_id=f"id{self.sets_logged}", stored=frozenset())
            self.store_finished(start)
        self.stage = self.stage_now()

    def stage_now(self) -> Stage:
        piece = self.current()
        if piece is None:
            return self.stage
        if piece.kind == "break":
            return Stage.BREAK
        if piece.kind == "rest":
            return Stage.RESTING if self.round else Stage.GET_READY
        return Stage.WORKING if piece.rep else Stage.COUNT_IN

    def is_second_side(self) -> bool:
        return self.round > 0 and self.rounds()[self.round - 1][0] == self.rounds()[self.round][0]

    def play(self, pieces: list[Piece], zero: int | None = None) -> None:
        self.clock_ms += self.at
        self.pieces = [piece for piece in pieces if piece.ms]
        self.zero = self.now if zero is None else zero
        self.begun = 0
        self.stage = Stage.WORKING
        self.begin_phases()

    def finish(self, end: int) -> None:
        """All pieces are over: the set is complete, or the rest before a set that waits for a key."""
        if self.stage in RUNNING:
            self.held = self.total
        if not self.remaining_reps():
            self.rested_at = end
            self.stage = Stage.WAITING
            return
        self.close_set("completed")
        self.undo_offer = None
        self.go_on(end)

    def go_on(self, zero: int | None) -> None:
        if self.round + 1 == len(self.rounds()):
            self.held = self.at
            self.stage = Stage.FINISHED
            return
        every, elapsed = self.preset.scheme.every_ms, self.clock_ms + self.at
        self.round += 1
        self.before = self.rounds()[self.round][1]
        if every and not self.is_second_side():
            turns = max(1, -(-elapsed // every))
            self.before = turns * every - elapsed
            self.prolonged += turns > 1
        self.start_round(zero)

    def start_round(self, zero: int | None) -> None:
        preset, before = self.preset, self.before
        late = 0 if zero is None else self.now - zero
        if before < HEARD_AFTER_MS or (late > LATE_MS and before - late < HEARD_AFTER_MS):
            zero = None
            if late > before and not self.waits_for_key():
                self.begin_set_at_once()
                return
        if self.waits_for_key() and self.round:
            self.held = 0
            if before:
                self.play([Piece("rest", before)], zero)
            else:
                self.stage = Stage.WAITING
            return
        count_in = min(preset.count_in_ms, before)
        self.play([Piece("rest", before - count_in), Piece("count_in", count_in), *self.reps(count_in)], zero)

    def waits_for_key(self) -> bool:
        return self.preset.wait_for_key and not self.preset.scheme.every_ms

    def begin_set_at_once(self) -> None:
        count_in = self.preset.count_in_ms
        self.play([Piece("count_in", count_in), *self.reps(count_in)])

    # Requests.

    def begin(self) -> None:
        self.before = self.rounds()[0][1]
        self.start_round(None)

    def hold(self) -> None:
        self.interrupt()
        self.held = self.at
        self.paused_at = self.now
        self.stage = Stage.PAUSED

    def gap(self, ms: int) -> None:
        """Program and player stand still: nothing is heard from here on, and the session is paused."""
        if self.stage in RUNNING and self.total - self.at <= END_MS:
            self.pass_time(ms, unseen=True)
        elif self.stage in RUNNING:
            self.held = self.at
            self.stage = Stage.PAUSED
            self.now += ms
            self.paused_at = self.now
            self.interrupt()
        else:
            self.now += ms

    def go(self) -> None:
        if self.stage is Stage.WAITING:
            self.begin_set_at_once()
        elif self.stage is Stage.PAUSED:
            self.resume()
        elif self.stage is Stage.BREAK:
            self.skip_wait()
        elif self.stage is not Stage.WORKING or not self.end_own_pace():
            self.pause()

    def pause(self) -> None:
        if self.stage in RUNNING:
            self.hold()

    def end_own_pace(self) -> bool:
        for index, (start, piece) in enumerate(self.placed()):
            if start <= self.at < start + piece.ms and piece.is_open:
                end = self.at + self.lead()
                if end < start + piece.ms:
                    self.pieces[index] = replace(piece, ms=end - start)
                return True
        return False

    def resume(self) -> None:
        piece = self.current()
        is_in_break = piece is not None and piece.kind == "break"
        if piece is not None and piece.kind == "rest":
            index = next(index for index in self.quiet() if self.pieces[index].kind == "rest")
            left = sum(found.ms for found in self.pieces[: index + 1]) - self.at
            self.play([Piece("rest", left), *self.pieces[index + 1 :]])
            return
        left_over = [rep for rep in self.remaining_reps() if self.rep_times(rep)[1] > self.at]
        if not left_over:
            self.finish(self.now)
            return
        last = self.remaining_reps()[-1]
        done, tension = self.progress.done + self.done_now(), self.progress.tension_ms + self.tension_now()
        if self.progress.log_id:
            rep = piece.rep if piece and piece.rep else min(done + 1, last)
            self.log.append(("pause", rep, self.now - self.paused_at))
        self.progress = replace(self.progress, done=done, tension_ms=tension)
        first = next(index for index, found in enumerate(self.pieces) if found.rep == left_over[0])
        again = [found.again() for found in self.pieces[first:]]
        ahead = first
        while ahead and not self.pieces[ahead - 1].rep:
            ahead -= 1
        if piece is not None and is_in_break:
            index = next(index for index in self.quiet() if self.pieces[index].kind == "break")
            left = sum(found.ms for found in self.pieces[: index + 1]) - self.at
            self.play([Piece("break", left), *self.pieces[index + 1 : first], *again])
        elif 0 < ahead < first and self.placed()[ahead][0] >= self.at:
            self.play([*self.pieces[ahead:first], *again])
        else:
            self.play([Piece("count_in", COUNT_IN_AGAIN_MS), *again])

    def offer(self, what: str, take_back: Callable[[], None]) -> None:
        self.undo_offer = Undo(what, self.now + UNDO_MS, take_back)

    def end_set(self) -> None:
        if self.is_set_on():
            back = self.way_back()
            if self.progress.log_id:
                written, done = self.written(), self.progress.done + self.done_now()
                is_complete = written.open and done >= max(written.written_reps, 1)
                self.close_set("completed" if is_complete else "early")
            self.held = self.at
            self.stage = Stage.PAUSED
            self.go_on(self.now if self.preset.scheme.every_ms else None)
            self.offer("end of the set", back)

    def restart_set(self) -> None:
        if self.is_set_on():
            back = self.way_back()
            if self.progress.log_id:
                self.close_set("restarted")
            self.progress = Progress()
            self.begin_set_at_once()
            self.offer("restart of the set", back)

    def way_back(self) -> Callable[[], None]:
        """Where the set stands now, to go on from there later."""
        self.interrupt()
        round_, pieces, at, clock = self.round, list(self.pieces), self.at, self.clock_ms
        progress, results = self.progress, len(self.results)

        def back() -> None:
            if self.progress.log_id:
                self.close_set("restarted")
            self.round, self.pieces, self.held, self.progress = round_, list(pieces), at, progress
            del self.results[results:]
            if progress.log_id:
                self.log.append(("reopen", progress.log_id))
            self.clock_round, self.clock_ms = round_, clock
            self.paused_at = self.now
            self.stage = Stage.PAUSED
            self.resume()

        return back

    def one_more_rep(self) -> None:
        if not self.is_set_on() or self.written().open or self.preset.exercise.is_hold:
            return
        ahead = [piece for start, piece in self.placed() if piece.rep and start + piece.ms > self.at]
        mini = ahead[0].mini if ahead else self.pieces[-1].mini
        last = max(piece.rep for piece in self.pieces if piece.mini == mini)
        if self.stage is not Stage.PAUSED and self.at + self.lead() > self.rep_times(last)[2]:
            return
        more = [replace(piece.again(), rep=last + 1) for piece in self.pieces if piece.rep == last]
        end = max(index for index, piece in enumerate(self.pieces) if piece.rep == last) + 1
        self.pieces[end:] = [*more, *_counted(self.pieces[end:], 1)]

        def less() -> None:
            found = [index for index, piece in enumerate(self.pieces) if piece.rep == last + 1]
            change = self.at + (self.lead() if self.stage in RUNNING else 0)
            if not found or len(self.remaining_reps()) == 1:
                return
            mini = self.pieces[found[0]].mini
            is_last = all(piece.rep <= last + 1 for piece in self.pieces if piece.mini == mini)
            if is_last and change <= self.rep_times(last + 1)[0]:
                self.pieces[found[0] :] = _counted(self.pieces[found[-1] + 1 :], -1)

        self.offer("one more rep", less)

    def skip_wait(self) -> None:
        self.change_wait(f"skipped {self.wait_name()}", -LONGEST_REST_MS)

    def longer_rest(self) -> None:
        if self.round or self.wait_name() == "break":
            self.change_wait(f"change of {self.wait_name()}", 15_000)

    def shorter_rest(self) -> None:
        if self.round or self.wait_name() == "break":
            self.change_wait(f"change of {self.wait_name()}", -15_000)

    def wait_name(self) -> str:
        piece = self.current()
        return "break" if piece and piece.kind == "break" else "rest"

    def change_wait(self, what: str, by: int) -> None:
        index = self.wait_on()
        if self.stage is Stage.FINISHED or index is None:
            return
        start, span = self.placed()[index]
        if self.at >= start + span.ms:
            return
        longest = LONGEST_BREAK_MS if span.kind == "break" else LONGEST_REST_MS
        soonest = self.at + max(SHORTEST_SKIP_MS, self.lead()) - start
        changed = min(max(span.ms + by, soonest), longest) - span.ms
        before = self.rep_after_wait()
        if changed * by > 0:
            self.pieces[index] = replace(span, ms=span.ms + changed)
            self.offer(what, lambda: self.restore_wait(-changed, before))

    def restore_wait(self, by: int, before: int) -> None:
        if self.stage is Stage.WAITING:
            first = self.pieces[0]
            began = self.rested_at - first.ms
            if self.now < began + first.ms + by:
                self.play([replace(first, ms=first.ms + by)], began)
            return
        index = self.wait_on()
        if index is None or self.rep_after_wait() != before:
            return
        start, span = self.placed()[index]
        if start + span.ms + by > self.at + max(SHORTEST_SKIP_MS, self.lead()):
            self.pieces[index] = replace(span, ms=span.ms + by)
            if self.stage is not Stage.PAUSED:
                self.stage = self.stage_now()

    def undo(self) -> None:
        offer, self.undo_offer = self.offered(), None
        if offer is not None:
            offer.take_back()

    def offered(self) -> Undo | None:
        return self.undo_offer if self.undo_offer and self.now < self.undo_offer.until_ms else None

    def leave(self) -> None:
        self.undo_offer = None
        if self.stage is Stage.FINISHED:
            return
        self.held = self.at
        if self.progress.log_id:
            self.stage = Stage.PAUSED
            self.close_set("left")
        self.stage = Stage.FINISHED


def _counted(pieces: list[Piece], by: int) -> list[Piece]:
    """The pieces with their reps counted on, or down."""
    return [replace(piece, rep=piece.rep + by) if piece.rep else piece for piece in pieces]
