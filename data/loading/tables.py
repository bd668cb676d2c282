"""Opening a table of texts: the one place that picks the reader by the kind of file."""

from data.faults import FileFault
from data.loading.csv_table import open_csv
from data.loading.local_files import find_local_file, is_packed, recognise_kind
from data.loading.sheet_table import open_sheet
from data.loading.text_table import TextTable


def open_table(
    told: str, encoding: str | None = None, sheet: str | None = None, headings: str | None = None
) -> TextTable:
    """The table of a CSV file or of a sheet of a workbook, by the first bytes, whatever the name says.

    `encoding`, `sheet` and `headings` (rows of the sheet): what a person says; otherwise the bytes tell, there must be
    one sheet, and its first row is the header. Raises `FileFault`.
    """
    path = find_local_file(told)
    if is_packed(path):
        kind = recognise_kind(path)
        if kind != "excel":
            raise FileFault(f"{path.name} is a {kind}: CSV and Excel (.xlsx) are read")
        return open_sheet(path, sheet, headings)
    if sheet is not None:
        raise FileFault(f"{path.name} is no Excel workbook: --layer names a sheet of one")
    return open_csv(path, encoding)
