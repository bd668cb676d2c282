"""Files through the page's routes: what is asked, what is loaded, what is left."""

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import requests

from dashboard.data_desk import DataDesk
from dashboard.routes import data
from data.embedded import Cluster
from data.load_records import was_loaded
from data.loading.origin import PAGE, Origin
from data.settings import read_settings
from data.store import Store
from data.uploads.results import describe_report
from data.verification import verify
from tests.conftest import address, fresh_database
from tests.dashboard.conftest import Served
from tests.dashboard.hostile_uploads import list_hostile
from tests.data.area_files import area_row, box, load_file, write_geojson
from tests.data.hostile_files import read_all
from tests.factories import add_tree
from tests.serving import serve
from tests.waiting import wait_until

STREET = area_row("S2", box(106.70, 26.60, 106.74, 26.62))
PARTS = 20
ISSUE_COLUMNS = {name: name for name in ("reference", "reported_at", "lon", "lat")}
TOLD = {"level": "street", "code": "code", "name": "name"}

COUNT_AREAS = """
SELECT count(*) AS count FROM area WHERE code = %(code)s
"""


@pytest.fixture(scope="module")
def desk(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Path]]:
    """An app with a folder of its own, in which uploads lie."""
    folder = tmp_path_factory.mktemp("desk")
    with fresh_database(cluster) as name, closing(Store(address(cluster, "app", name))) as store:
        tree = add_tree(store)
        with serve(address(cluster, "app", name), GRIDBOARD_STORE=str(folder)) as url:
            yield Served(url, store, tree, ""), folder


def upload(url: str, content: bytes, name: str = "file") -> requests.Response:
    return requests.post(f"{url}/data/uploads", params={"name": name}, data=content, timeout=110)


def ask(url: str, id: str, task: str, **told: Any) -> requests.Response:
    return requests.post(f"{url}/data/uploads/{id}/{task}", json=told, timeout=110)


def read_job(url: str) -> dict[str, Any]:
    return dict(requests.get(f"{url}/data/job", timeout=110).json())


def run_job(url: str, task: str, id: str, **told: Any) -> dict[str, Any]:
    """What a job of areas came to."""
    order = {"task": task, "upload": id, "what": "areas", "told": told}
    assert requests.post(f"{url}/data/job", json=order, timeout=60).status_code == 202
    wait_until(lambda: read_job(url)["state"] != "running")
    return read_job(url)


def list_uploads(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and path.name not in ("lock", "note")]


def test_a_file_is_described_previewed_rehearsed_and_loaded(desk, tmp_path):
    served, folder = desk
    file = Path(write_geojson(tmp_path / "街道.geojson", STREET))
    id = upload(served.url, file.read_bytes(), file.name).json()["id"]
    assert ask(served.url, id, "description").json()["guess"] == {"what": "areas", **TOLD}
    assert ask(served.url, id, "preview").json()["box"] == [106.70, 26.60, 106.74, 26.62]
    assert run_job(served.url, "rehearse", id, **TOLD)["result"]["counts"]["added"] == 1
    assert served.store.read_one(COUNT_AREAS, {"code": "S2"}).count == 0
    assert run_job(served.url, "load", id, **TOLD)["result"]["counts"]["added"] == 1
    assert served.store.read_one(COUNT_AREAS, {"code": "S2"}).count == 1


def test_a_fault_names_the_file_as_people_call_it(desk):
    served, _ = desk
    id = upload(served.url, "code,name\n1,一\n".encode(), "台账.csv").json()["id"]
    job = run_job(served.url, "rehearse", id, **TOLD)
    assert (job["state"], "台账.csv" in job["fault"], id in job["fault"]) == ("failed", True, False)


def test_an_upload_is_kept_under_a_name_of_our_own_with_the_extension_of_its_kind(desk):
    served, folder = desk
    id = upload(served.url, b"code,name\n1,2\n", "../../etc/passwd.exe").json()["id"]
    [kept] = [path for path in folder.rglob("*.csv") if path.parent.name == id]
    assert len(kept.stem) == 24


OTHERS = [b"", b"MZ\x90\x00", b"%PDF-1.7", b"<html></html>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]


@pytest.mark.parametrize("content", OTHERS)
def test_a_file_of_another_kind_is_refused_and_nothing_stays(desk, content):
    served, folder = desk
    former = list_uploads(folder)
    assert upload(served.url, content).status_code == 422
    assert list_uploads(folder) == former


def test_a_second_job_waits_for_the_first(desk, tmp_path):
    served, _ = desk
    file = Path(write_geojson(tmp_path / "a.geojson", STREET))
    id = upload(served.url, file.read_bytes()).json()["id"]
    order = {"task": "rehearse", "upload": id, "what": "areas", "told": TOLD}
    answers = [requests.post(f"{served.url}/data/job", json=order, timeout=60).status_code for _ in range(2)]
    wait_until(lambda: read_job(served.url)["state"] != "running")
    assert answers == [202, 503]


def test_a_job_that_the_server_did_not_survive_is_told_of_and_its_file_is_gone(store, clock, tmp_path):
    left = tmp_path / "uploads/0011"
    left.mkdir(parents=True)
    (left / "lock").touch()
    (left / "large.gpkg").touch()
    job = {
        "upload": "1",
        "name": "a.gpkg",
        "task": "load",
        "what": "areas",
        "told": {},
        "began_at": "2026-11-22T08:00+08:00",
    }
    (left / "note").write_text(json.dumps(job))
    desk = DataDesk(read_settings({"GRIDBOARD_STORE": str(tmp_path)}), store, clock)
    desk.open()
    assert (desk.describe_job()["state"], list(tmp_path.rglob("*.gpkg"))) == ("lost", [])


def test_a_job_is_found_in_the_record_of_loads_by_its_own_word(store, tmp_path):
    file = write_geojson(tmp_path / "s.geojson", STREET)
    load_file(store, file, "street", origin=Origin(PAGE, "s.geojson", "this job"))
    assert (was_loaded(store, "this job"), was_loaded(store, "another of the same file")) == (True, False)


def test_a_rehearsal_says_that_a_strict_load_would_refuse_the_file(store, tmp_path):
    file = write_geojson(tmp_path / "s.geojson", STREET, area_row("T", None))
    report = load_file(store, file, "street", is_dry=True, is_strict=True)
    assert (describe_report(report)["is_refused"], "would refuse" in report.lines()[-1]) == (True, True)


@pytest.mark.parametrize("note", [b"", b'{"upload": "1', b"[]", b"\xff"])
def test_a_note_that_was_not_written_to_its_end_stops_no_start(store, clock, tmp_path, note):
    left = tmp_path / "uploads/0011"
    left.mkdir(parents=True)
    (left / "lock").touch()
    (left / "note").write_bytes(note)
    desk = DataDesk(read_settings({"GRIDBOARD_STORE": str(tmp_path)}), store, clock)
    desk.open()
    assert (desk.describe_job()["state"], left.exists()) == ("idle", False)


def test_half_a_letter_in_what_is_told_is_refused(desk):
    served, _ = desk
    order = b'{"task": "load", "upload": "1", "what": "areas", "told": {"code": "\\ud800"}}'
    assert requests.post(f"{served.url}/data/job", data=order, timeout=60).status_code == 400


def test_who_stops_sending_a_refused_file_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(data, "SILENT_SECONDS", 0.01)

    async def stall() -> AsyncIterator[bytes]:
        yield b"x"
        await asyncio.Event().wait()

    with ThreadPoolExecutor(1) as beside:  # a browser's test may have a loop in this thread
        beside.submit(asyncio.run, asyncio.wait_for(data.pass_over(stall()), 10)).result()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, bytes]]:
    return list_hostile(tmp_path_factory.mktemp("hostile"))


def send_hostile(url: str, file: tuple[str, bytes]) -> list[int]:
    """The statuses of sending a file, asking what it holds and where that lies, and taking it away."""
    name, content = file
    sent = upload(url, content, name)
    if sent.status_code != 201:
        return [sent.status_code]
    id = sent.json()["id"]
    asked = ask(url, id, "description")
    looked = ask(url, id, "preview", **asked.json().get("guess", {}), coordinates="wgs84") if asked.ok else asked
    gone = requests.delete(f"{url}/data/uploads/{id}", timeout=60)
    return [asked.status_code, looked.status_code, gone.status_code]


def test_two_hundred_files_are_hostile(hostile):
    assert len(hostile) >= 200


@pytest.mark.parametrize("part", range(PARTS))
def test_hostile_files_are_answered_and_leave_nothing(desk, hostile, part):
    served, folder = desk
    former = list_uploads(folder)
    with ThreadPoolExecutor(2) as senders:
        answers = list(senders.map(partial(send_hostile, served.url), hostile[part::PARTS]))
    assert set(chain.from_iterable(answers)) <= {200, 204, 422}
    assert {*list_uploads(folder)} <= {*former}
    assert requests.get(f"{served.url}/healthz", timeout=10).status_code == 200


@pytest.fixture
def long_load(desk) -> Iterator[tuple[Served, Path, list[str]]]:
    """A load of issues that has begun to read its rows, and what the store held before."""
    served, folder = desk
    rows = "".join(f"R{number},2026-11-22 08:00,106.61,26.61\n" for number in range(60_000))
    id = upload(served.url, f"reference,reported_at,lon,lat\n{rows}".encode(), "12345.csv").json()["id"]
    former = read_all(served.store)
    order = {"task": "load", "upload": id, "what": "issues", "told": {"source": "hotline_12345"} | ISSUE_COLUMNS}
    assert requests.post(f"{served.url}/data/job", json=order, timeout=60).status_code == 202
    wait_until(lambda: read_job(served.url)["progress"].get("rows", 0) > 0)
    yield served, folder, former
    requests.delete(f"{served.url}/data/job", timeout=60)


def test_a_cancelled_load_leaves_the_store_as_it_was(long_load):
    served, _, former = long_load
    requests.post(f"{served.url}/data/job/cancel", timeout=60)
    wait_until(lambda: read_job(served.url)["state"] != "running")
    assert (read_job(served.url)["state"], read_all(served.store) == former) == ("cancelled", True)


def test_a_load_whose_process_is_killed_leaves_the_store_as_it_was(long_load, now):
    served, folder, former = long_load
    os.killpg(find_child(folder), signal.SIGKILL)
    wait_until(lambda: read_job(served.url)["state"] != "running")
    assert (read_job(served.url)["state"], read_all(served.store) == former) == ("failed", True)
    assert verify(served.store, now).is_right


def find_child(folder: Path) -> int:
    """The process that reads what lies in this folder."""
    environments = ((path.parent.name, path) for path in Path("/proc").glob("[0-9]*/environ"))
    return next(int(pid) for pid, path in environments if f"TMPDIR={folder}/".encode() in read_quietly(path))


def read_quietly(path: Path) -> bytes:
    with suppress(OSError):  # a process that has ended meanwhile
        return path.read_bytes()
    return b""


def test_a_demo_is_removed_only_where_there_is_one(desk):
    served, _ = desk
    former = read_all(served.store)
    assert requests.delete(f"{served.url}/data/demo", timeout=60).status_code == 204
    assert read_all(served.store) == former
