"""A workout as text: a sheet with a title and a line for each exercise."""

from liftronome.domain.workout.sheet import (
    Sheet,
    SheetEntry,
    SheetLine,
    SheetProblem,
    SheetReader,
    read_sheet,
    sheet_json,
)

__all__ = ["Sheet", "SheetEntry", "SheetLine", "SheetProblem", "SheetReader", "read_sheet", "sheet_json"]
