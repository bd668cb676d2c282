"""The record of loads: what came of each, and its rejected rows, ready to be mended and loaded again."""

import hashlib
import io
import os
from pathlib import Path

import pytest

from data.faults import FileFault, UnknownLoad
from data.load_records import forget_rejected, read_load_records, read_rejected_file
from data.loading.csv_table import open_csv
from data.loading.map_file import PlaceFile
from data.loading.map_report import MapReport
from data.loading.map_rows import load_map
from data.loading.origin import PAGE, Origin
from data.loading.progress import Progress
from data.store import Store
from tests.data.area_files import area_row, box, load_file, write_geojson
from tests.data.issue_files import load_issue_file, load_roster_file, read_csv, write_csv
from tests.factories import add_tree

WEST_HALF, EAST_HALF = box(106.60, 26.60, 106.62, 26.62), box(106.62, 26.60, 106.64, 26.62)
BOW_TIE = {
    "type": "Polygon",
    "coordinates": [[[106.6, 26.6], [106.61, 26.61], [106.61, 26.6], [106.6, 26.61], [106.6, 26.6]]],
}


def load_places(store: Store, file: str) -> MapReport:
    told = PlaceFile(file=file, kind_field="kind", name="name", lon="x", lat="y", crs="4326")
    return load_map(store, told, Progress(io.StringIO()))


def test_a_load_is_recorded_with_its_numbers_and_its_file(store: Store, tmp_path: Path) -> None:
    file = write_geojson(tmp_path / "s.geojson", area_row("S", WEST_HALF), area_row("T", BOW_TIE))
    report = load_file(store, file, "street", origin=Origin(PAGE, "街道.geojson"))
    [record] = read_load_records(store, 10)
    assert (record.id, record.file.kind, record.file.target, record.file.way) == (
        report.record,
        "areas",
        "street",
        PAGE,
    )
    assert (record.file.file_name, record.refusal) == ("街道.geojson", None)
    assert record.file.sha256 == hashlib.sha256(Path(file).read_bytes()).hexdigest()
    assert (record.outcome.read, record.outcome.added, record.outcome.rejected) == (2, 1, 1)


def test_every_kind_of_load_is_recorded(store: Store, tmp_path: Path) -> None:
    add_tree(store)
    places = write_csv(tmp_path / "p.csv", "kind,name,x,y", "school,No. 1,106.61,26.61")
    load_places(store, places)
    load_issue_file(store, write_csv(tmp_path / "i.csv", "reference,reported_at", "1,2026-11-20"))
    load_roster_file(store, write_csv(tmp_path / "r.csv", "area_code,organization,kind", "GE,first branch,党员"))
    told = [(record.file.kind, record.file.target, record.outcome.added) for record in read_load_records(store, 10)]
    assert told == [("roster", "register", 1), ("issues", "hotline_12345", 1), ("places", None, 1)]


def test_a_refused_file_is_recorded_with_the_sentence(store: Store, tmp_path: Path) -> None:
    file = write_geojson(tmp_path / "s.geojson", area_row("T", BOW_TIE))
    with pytest.raises(FileFault) as fault:
        load_file(store, file, "street")
    [record] = read_load_records(store, 10)
    assert (record.refusal, record.outcome.read) == (str(fault.value), 0)


def test_rejected_rows_come_back_mended_by_the_same_load(store: Store, tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "EPSG:4490"}}
    file = write_geojson(tmp_path / "s.geojson", area_row("S", WEST_HALF), area_row("T", BOW_TIE, note="x"), crs=crs)
    record = load_file(store, file, "street").record
    [told] = read_load_records(store, 1)
    assert (told.rejected_name, told.rejected_kept) == ("s.rejected.geojson", 1)
    again = tmp_path / told.rejected_name
    text = read_rejected_file(store, record).decode()
    again.write_text(
        text.replace("[106.61, 26.61], [106.61, 26.6]", "[106.61, 26.6], [106.61, 26.61]"), encoding="utf-8"
    )
    assert '"name": "name of T", "rejected_reason": "geometry: the geometry is invalid' in text
    assert load_file(store, str(again), "street").loaded == 1


def test_rejected_rows_of_a_table_come_back_as_a_table(store: Store, tmp_path: Path) -> None:
    add_tree(store)
    rows = ("kind,name,x,y,note", "school,No. 1,106.61,26.61,a", 'park,"North, left",,,b', "park,South,106.61,26.62,c")
    record = load_places(store, write_csv(tmp_path / "p.csv", *rows)).record
    assert read_rejected_file(store, record).decode("utf-8-sig").splitlines() == [
        "kind,name,x,y,rejected_reason",
        'park,"North, left",,,geometry: there is no geometry',
    ]


def test_the_record_keeps_the_rejected_rows_of_issues(store: Store, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "i.csv", "reference,reported_at", "1,2026-11-20", "2,someday")
    report = load_issue_file(store, file)
    assert report.returned.read_bytes() == read_rejected_file(store, report.record)


def test_of_rejected_issues_the_record_keeps_nothing_that_tells_of_persons(store: Store, tmp_path: Path) -> None:
    header, row = "reference,reported_at,来电人,联系电话,reason,title", "2,someday,Zhang,13800138000,own,hole"
    file = write_csv(tmp_path / "i.csv", header, "1,2026-11-20,,,,", row, "3,2026-11-20,Li,13800138001")
    report = load_issue_file(store, file)
    assert read_csv(report.returned)[0]["联系电话"] == "13800138000"
    assert read_rejected_file(store, report.record).decode("utf-8-sig").splitlines() == [
        "reference,reported_at,title,rejected_reason",
        "2,someday,hole,reported_at: it is not a time such as 2026-11-22 16:42",
        ',,,"row 3: it has 4 cells, the header has 6"',
    ]


def test_a_formula_in_a_rejected_row_is_a_text_until_it_is_loaded_again(store: Store, tmp_path: Path) -> None:
    rows = ("1,2026-11-20,,,", '2,someday,"=HYPERLINK(""a"")",-3.5,\'-x')
    file = write_csv(tmp_path / "i.csv", "reference,reported_at,title,lon,lat", *rows)
    returned = load_issue_file(store, file).returned
    assert read_csv(returned)[0] | {"rejected_reason": ""} == {
        "reference": "2",
        "reported_at": "someday",
        "title": '\'=HYPERLINK("a")',
        "lon": "-3.5",
        "lat": "''-x",
        "rejected_reason": "",
    }
    [batch] = open_csv(returned).read_batches()
    assert batch.rows[0][:5] == ["2", "someday", '=HYPERLINK("a")', "-3.5", "'-x"]


def test_a_file_whose_name_is_not_utf_8_is_loaded_and_recorded(store: Store, tmp_path: Path) -> None:
    name = os.fsdecode(str(tmp_path).encode() + b"/\xbd\xd6.csv")
    load_issue_file(store, write_csv(Path(name), "reference,reported_at", "1,2026-11-20", "2,someday"))
    assert read_load_records(store, 1)[0].file.file_name == "\ufffd\ufffd.csv"


def test_a_rejected_row_with_a_number_without_end_is_kept(store: Store, tmp_path: Path) -> None:
    rows = (area_row("S", WEST_HALF), area_row("T", BOW_TIE, heads=1e400))
    file = write_geojson(tmp_path / "s.geojson", *rows)
    record = load_file(store, file, "street", residents="heads").record
    assert '"heads": null' in read_rejected_file(store, record).decode()


def test_rejected_rows_are_forgotten_after_a_month(store: Store, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "i.csv", "reference,reported_at", "1,2026-11-20", "2,someday")
    record = load_issue_file(store, file).record
    assert forget_rejected(store) == 0
    store.execute("UPDATE load_record SET at = at - interval '31 days'")
    assert forget_rejected(store) == 1
    assert read_load_records(store, 1)[0].rejected_name is None
    with pytest.raises(UnknownLoad):
        read_rejected_file(store, record)
