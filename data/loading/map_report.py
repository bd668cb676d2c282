"""The report of a load of lines or places."""

from dataclasses import dataclass

from data.loading.map_file import MapFile
from data.loading.report import Report, list_touched, tell_record
from data.loading.sources import Source


@dataclass(frozen=True, kw_only=True)
class MapReport(Report):
    """The report of a load of lines or places."""

    file: MapFile
    source: Source

    def lines(self) -> list[str]:
        """The report as text, a line each."""
        told = self.outcome
        is_same = not (told.added or told.retired)
        return [
            f"{self.file.file}, layer {self.source.layer.name}, to {self.file.table}; {self.source.told}",
            f"read {told.read:,} = loaded {told.added:,} + unchanged {told.unchanged:,} + rejected {told.rejected:,}",
            f"removed, because the file is the whole of its kinds: {told.retired:,}",
            *(["Nothing changed: the store holds all of this already."] if is_same else []),
            f"{self.seconds:.1f} s, {told.read / max(self.seconds, 1e-3):,.0f} rows/s",
            *list_touched(told),
            *tell_record(self.record, told, self.file.is_strict),
        ]
