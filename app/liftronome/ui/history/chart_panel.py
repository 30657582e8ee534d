"""The charts of the history: which one is shown, of what, compared with what, and how it is saved."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImageWriter, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from liftronome.domain.errors import LiftronomeError
from liftronome.domain.history.figures import EVERYTHING, HistoryFilter, Step
from liftronome.domain.scheme.load import Unit
from liftronome.files import written_whole
from liftronome.presentation.history.chart import Chart, ChartKind, Point, csv_rows
from liftronome.presentation.history.charts import Lens, chart_of, compared, own_pace_chart, year_chart
from liftronome.presentation.history.days import date_of, month_text
from liftronome.presentation.texts import capitalised
from liftronome.store.log.history import History
from liftronome.ui.files.file_places import FilePlaces
from liftronome.ui.history.choice import Choice
from liftronome.ui.history.legend import Legend
from liftronome.ui.history.plotting import ChartView
from liftronome.ui.widgets.buttons import EnterButton

MOST_SESSIONS: Final = 200
"""So many sessions have a point of their own; more are shown by week, or the last ones."""

SESSIONS_AT_FIRST: Final = 60
DAYS_BY_WEEK: Final = 800
"""With more sessions than that a point stands for a week, and with more days for a month, unless the lifter
says otherwise."""

MOST_CHANGES: Final = 40
MONTHS_TO_COMPARE: Final = 24

STEPS: Final = {Step.SESSION: "By session", Step.WEEK: "By week", Step.MONTH: "By month"}


class ChartPanel(QWidget):
    """One chart of what the filter leaves. `session_chosen` carries the id of a session that was picked on
    it; `told` something that has been done, or has failed (True)."""

    session_chosen = Signal(str)
    told = Signal(str, bool)

    def __init__(
        self, history: History, unit: Unit, places: FilePlaces, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._history, self._unit, self._places = history, unit, places
        self._which = EVERYTHING
        self._names: dict[str, str] = {}
        self.kind = Choice("Chart", self)
        self.kind.fill([(kind.value, kind) for kind in ChartKind])
        self.step = Choice("What a point stands for", self)
        self.step.fill([(text, step) for step, text in STEPS.items()])
        self.year = Choice("Year", self)
        self.other = Choice("Compare with", self)
        self.save_button = EnterButton("Save as", self)
        menu = QMenu(self.save_button)
        for kind in ("PNG", "SVG", "CSV"):
            menu.addAction(f"{kind} …").triggered.connect(lambda _, kind=kind: self.ask_save(kind.lower()))
        self.save_button.setMenu(menu)
        self.sentence = QLabel(self)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.value = QLabel(self)
        self.value.setTextFormat(Qt.TextFormat.PlainText)
        self.value.setProperty("role", "muted")
        self.value.setMinimumWidth(1)
        self.value.setWordWrap(True)
        self.value.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.legend = Legend(self)
        self.view = ChartView(self)
        self.view.pointed.connect(self._show_point)
        self.view.chosen.connect(self.session_chosen)
        self._step_is_chosen = False
        self.kind.currentIndexChanged.connect(lambda _: self.show_chart())
        self.step.currentIndexChanged.connect(lambda _: self._choose_step())
        for combo in (self.year, self.other):
            combo.currentIndexChanged.connect(lambda _: self.show_chart())
        self._lay_out()

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self.view.chart

    def show_filter(self, which: HistoryFilter) -> None:
        """Show what fits a filter. Raises StoreError."""
        self._which = which
        self._fill_years()
        self._fill_others()
        self.show_chart()

    def show_chart(self) -> None:
        """Draw the chosen chart anew. Raises StoreError."""
        kind: ChartKind = self.kind.currentData()
        over_time = kind not in (ChartKind.OWN_PACE, ChartKind.YEAR)
        self.step.setVisible(over_time)
        self.year.setVisible(kind is ChartKind.YEAR)
        self.other.setVisible(kind is not ChartKind.YEAR and self.other.count() > 1)
        chart = self._chart(kind, self._which)
        other: tuple[str, HistoryFilter] | None = self.other.currentData()
        if other is not None and self.other.isVisibleTo(self):
            second = self._chart(kind, other[1])
            chart = compared(chart, second, (self._name_of_filter(other[1]), other[0]))
        self.sentence.setText(chart.sentence)
        self.legend.show_series(chart.series)
        self.view.show_chart(chart)
        self.view.setVisible(bool(chart.groups))
        self.value.setVisible(bool(chart.groups))
        self.save_button.setEnabled(bool(chart.groups))

    def ask_save(self, ending: str) -> None:
        """Ask for a file, and write the chart to it as PNG, SVG or CSV."""
        chart = self.chart
        if chart is None:
            return
        stem = "".join(char if char.isalnum() else "-" for char in chart.title.lower()).strip("-")
        name = "-".join(filter(None, stem.split("-")))
        text, _ = QFileDialog.getSaveFileName(
            self.window(),
            f"Save chart as {ending.upper()}",
            self._places.proposed(f"{name}.{ending}"),
            f"{ending.upper()} (*.{ending})",
        )
        if text:
            file = Path(text)
            self.save(file if file.suffix else file.with_suffix(f".{ending}"), ending)

    def save(self, file: Path, ending: str) -> None:
        """Write the chart to a file, whole or not at all."""
        chart = self.chart
        if chart is None:
            return
        try:
            self._places.refuse_kept(file)
            with written_whole(file) as path:
                if ending == "csv":
                    with path.open("w", encoding="utf-8-sig", newline="") as opened:
                        csv.writer(opened).writerows(csv_rows(chart))
                elif ending == "svg":
                    self.view.save_svg(str(path))
                elif not QImageWriter(str(path), b"png").write(self.view.png()):
                    raise OSError("the picture cannot be written")
        except (OSError, LiftronomeError) as error:
            why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            self.told.emit(f"{file.name}: {why}.", True)
            return
        self._places.remember(file)
        self.told.emit(f"Chart saved to {file}.", False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Always two lines, so that nothing moves while the mouse does.
        self.value.setFixedHeight(self.value.fontMetrics().lineSpacing() * 2 + 2)

    def _chart(self, kind: ChartKind, which: HistoryFilter) -> Chart:
        if kind is ChartKind.OWN_PACE:
            return own_pace_chart(self._history.own_pace_lowering(which))
        if kind is ChartKind.YEAR:
            whole = replace(which, since=None, until=None)
            return year_chart(self._history.days(whole), self.year.currentData() or date.today().year)
        step = self._step_for(which)
        last = MOST_SESSIONS if step is Step.SESSION else -1
        figures = self._history.figures(which, step, last)
        changes = self._history.changes(which, MOST_CHANGES) if which.exercise_id else []
        return chart_of(kind, figures, Lens(step, self._unit, changes))

    def _step_for(self, which: HistoryFilter) -> Step:
        """As the lifter chose; else so that the points can be told apart."""
        if not self._step_is_chosen:
            sessions, days = self._history.extent(which)
            step = Step.WEEK if days <= DAYS_BY_WEEK else Step.MONTH
            self.step.show_choice(list(STEPS).index(Step.SESSION if sessions <= SESSIONS_AT_FIRST else step))
        chosen: Step = self.step.currentData()
        return chosen

    def _choose_step(self) -> None:
        self._step_is_chosen = True
        self.show_chart()

    def _fill_years(self) -> None:
        years = sorted({date_of(first).year for first, _ in self._history.months()}, reverse=True)
        since = self._which.since
        wanted = date_of(since).year if since is not None and self._which.until is not None else None
        self.year.fill([(str(year), year) for year in years], wanted)

    def _fill_others(self) -> None:
        """What the filter can be compared with: the other presets of its exercise, and other months."""
        which = self._which
        choices: list[tuple[str, object]] = []
        if which.exercise_id is not None:
            for name in self._history.presets(which.exercise_id):
                if name != which.preset:
                    shown = name or "without a preset"
                    choices.append((f"Compare with {shown}", (shown, replace(which, preset=name))))
        for first, last in self._history.months()[:MONTHS_TO_COMPARE]:
            if (first, last) != (which.since, which.until):
                month = month_text(first)
                choices.append((f"Compare with {month}", (month, replace(which, since=first, until=last))))
        self.other.fill([("No comparison", None), *choices])

    def _name_of_filter(self, other: HistoryFilter) -> str:
        """What the filter is called beside the one that it is compared with."""
        which = self._which
        if which.preset != other.preset:
            return "all presets" if which.preset is None else which.preset or "without a preset"
        if which.since is None:
            return "all time"
        first = date_of(which.since)
        is_month = which.until is not None and which.until - which.since < 31 and first.day == 1
        is_year = which.until is not None and which.until - which.since > 360
        return month_text(which.since) if is_month else str(first.year) if is_year else "lately"

    def _show_point(self, point: Point | None) -> None:
        if point is not None:
            self.value.setText(f"{capitalised(point.label)}: {point.said}")
        else:
            self.value.setText("Point at the chart, or go through it with ← →. Zoom with + and −.")
        self.value.setToolTip(self.value.text())

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.kind, 3)
        row.addWidget(self.step, 2)
        row.addWidget(self.year, 2)
        row.addWidget(self.other, 3)
        row.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 4)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.sentence)
        column.addWidget(self.legend)
        column.addWidget(self.view, 1)
        column.addWidget(self.value)
        column.addStretch(0)
