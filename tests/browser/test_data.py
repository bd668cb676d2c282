"""From a file to the right map by mouse alone, on the page `/data`."""

import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import geocoordinates_ffi as china
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from data.embedded import Cluster
from data.store import Store
from tests.browser.conftest import Record, Served
from tests.conftest import address, fresh_database
from tests.data.office_files import NAMES, SHAPES, write_areas, write_csv
from tests.serving import serve

READ_PLACES = """
SELECT code, level, name, households, ST_X(ST_Centroid(geom)) AS lon, ST_Y(ST_Centroid(geom)) AS lat FROM area
UNION ALL
SELECT kind, NULL, name, NULL, ST_X(geom), ST_Y(geom) FROM map_place
ORDER BY 1
"""


@pytest.fixture(scope="module")
def empty(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An app on a store that holds nothing."""
    folder = tmp_path_factory.mktemp("desk")
    with (
        fresh_database(cluster) as name,
        closing(Store(address(cluster, "app", name))) as store,
        serve(address(cluster, "app", name), GRIDBOARD_STORE=str(folder)) as url,
    ):
        yield Served(url, store, {}, name)
    assert [path.name for path in folder.rglob("*") if path.is_file()] == []


@pytest.fixture
def desk(page: Page, empty: Served) -> Iterator[Page]:
    """The page for files, on a store that is emptied afterwards."""
    page.goto(f"{empty.url}/data")
    yield page
    for table in ("area", "map_place", "file_mapping"):
        empty.store.execute(f"DELETE FROM {table}")  # our own names


def choose(desk: Page, file: Path) -> None:
    desk.set_input_files(".data-choose input", file)
    expect(desk.locator(".data-form:not(.is-reading)")).to_be_visible(timeout=30_000)


def load(desk: Page) -> None:
    """See first what would change, then load."""
    desk.get_by_role("button", name="试运行").click()
    expect(desk.locator(".data-counts")).to_be_visible(timeout=30_000)
    desk.get_by_role("button", name="载入").click()
    expect(desk.get_by_text("已载入")).to_be_visible(timeout=30_000)
    desk.get_by_role("button", name="完成").click()
    expect(desk.locator(".data-choose")).to_be_visible()


def read_places(store: Store) -> list[tuple[object, ...]]:
    return [(*row[:4], round(row.lon, 5), round(row.lat, 5)) for row in store.read(READ_PLACES)]


def zip_shapefile(path: Path, *, without: str = "", **options: object) -> Path:
    """The two areas as a zipped Shapefile, one of its parts left out."""
    write_areas(path.with_suffix(".shp"), **options)
    parts = [part for part in path.parent.glob(f"{path.stem}.*") if part.suffix != without]
    with zipfile.ZipFile(path, "w") as packed:
        [packed.write(part, part.name) for part in parts]
    return path


AREAS = [("001", NAMES[0], 116.395, 39.905), ("002", NAMES[1], 116.405, 39.905)]


def test_a_shapefile_in_gbk(desk: Page, empty: Served, tmp_path: Path) -> None:
    choose(desk, zip_shapefile(tmp_path / "社区.zip", without=".cpg", encoding="GBK"))
    load(desk)
    assert read_places(empty.store) == [(code, "community", name, None, lon, lat) for code, name, lon, lat in AREAS]


def test_a_zone_of_cgcs2000_with_its_number_that_the_file_does_not_name(
    desk: Page, empty: Served, tmp_path: Path
) -> None:
    choose(desk, zip_shapefile(tmp_path / "网格.zip", without=".prj", crs=4527))
    expect(desk.get_by_role("alert")).to_contain_text("没有说明坐标系")
    desk.select_option("select[name=system]", "EPSG:4527")
    expect(desk.get_by_text("116.4000, 39.9050")).to_be_visible()
    load(desk)
    assert read_places(empty.store) == [(code, "grid", name, None, lon, lat) for code, name, lon, lat in AREAS]


def test_a_workbook_with_a_title_and_merged_chinese_headings(desk: Page, empty: Served, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["和平街道网格台账"])
    book.active.append(["网格", None, "人口", None, "边界"])
    book.active.append(["编码", "名称", "户数", "人数", None])
    book.active.append(["001", NAMES[0], 412, 1203, SHAPES[0].wkt])
    [book.active.merge_cells(cells) for cells in ("A1:E1", "A2:B2", "C2:D2", "E2:E3")]
    book.save(tmp_path / "台账.xlsx")
    choose(desk, tmp_path / "台账.xlsx")
    desk.select_option("select[name=system]", "wgs84")
    load(desk)
    assert read_places(empty.store) == [("001", "grid", NAMES[0], 412, 116.395, 39.905)]


def test_a_csv_file_with_baidus_coordinates(desk: Page, empty: Served, tmp_path: Path) -> None:
    shifted = china.gcj02_to_bd09(china.wgs84_to_gcj02(china.Wgs84(lon=116.395, lat=39.905)))
    rows = [["名称", "类型", "经度", "纬度"], ["第一小学", "school", shifted.lon, shifted.lat]]
    write_csv(tmp_path / "设施.csv", *rows, encoding="gbk")
    choose(desk, tmp_path / "设施.csv")
    desk.select_option("select[name=system]", "bd09")
    expect(desk.get_by_text("116.3950, 39.9050")).to_be_visible()
    load(desk)
    assert read_places(empty.store) == [("school", None, "第一小学", None, 116.395, 39.905)]


def test_areas_of_another_division_come_in_apart_with_codes_of_their_system(
    desk: Page, empty: Served, tmp_path: Path
) -> None:
    write_csv(
        tmp_path / "单元网格.csv",
        ["编码", "名称", "所属社区编码", "WKT"],
        ["110101001001001", "甲", "1", SHAPES[0].wkt],
    )
    choose(desk, tmp_path / "单元网格.csv")
    desk.select_option("select[name=level]", "grid")
    desk.select_option("select[name=system]", "wgs84")
    desk.get_by_text("更多").click()
    desk.select_option("select[name=code_system]", "unit_grid")
    desk.fill("input[name=system]", "unit_grid")
    desk.get_by_text("更多").click()
    load(desk)
    found = empty.store.read("SELECT code, system, code_system, parent_id FROM area")
    assert found == [("110101001001001", "unit_grid", "unit_grid", None)]


def test_what_was_said_is_kept_under_a_name_and_said_again_for_the_next_file(desk: Page, tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", ["甲", "乙", "丙"], ["001", "一", SHAPES[0].wkt])
    choose(desk, tmp_path / "a.csv")
    desk.select_option("select[name=what]", "areas")
    expect(desk.locator(".data-form:not(.is-reading) select[name=parent]")).to_be_visible()
    desk.select_option("select[name=code]", "甲")
    desk.fill("input[name=mapping-name]", "我们的台账")
    desk.get_by_role("button", name="保存").click()
    expect(desk.locator("select[name=mapping] option:checked")).to_have_text("我们的台账")
    desk.get_by_role("button", name="换一个文件").click()
    choose(desk, tmp_path / "a.csv")
    expect(desk.locator("select[name=code]")).to_have_value("甲")


def test_a_page_that_is_loaded_again_shows_what_came_of_the_job(desk: Page, tmp_path: Path) -> None:
    write_csv(tmp_path / "台账.csv", ["编码", "名称", "WKT"], ["001", "一", "POINT (1 1)"])
    choose(desk, tmp_path / "台账.csv")
    desk.select_option("select[name=level]", "street")
    desk.select_option("select[name=system]", "wgs84")
    desk.get_by_role("button", name="试运行").click()
    expect(desk.get_by_role("alert")).to_contain_text("载入会拒绝该文件", timeout=30_000)
    desk.reload()
    expect(desk.get_by_role("alert")).to_contain_text("载入会拒绝该文件")
    expect(desk.get_by_role("button", name="载入", exact=True)).to_have_count(0)
    desk.get_by_role("button", name="返回修改").click()
    expect(desk.locator("select[name=level]")).to_have_value("street")


def test_a_server_that_does_not_answer_is_told_until_it_does(desk: Page, record: Record) -> None:
    record.pardoned = ("Failed to load resource",)
    desk.route("**/data/job?*", lambda route: route.abort())
    expect(desk.get_by_role("alert")).to_contain_text("服务器没有响应", timeout=10_000)
    desk.unroute("**/data/job?*")
    expect(desk.get_by_role("alert")).to_have_count(0, timeout=10_000)
