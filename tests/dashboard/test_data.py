"""Files through the page's routes: what is asked, what is loaded, what is left."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import requests

from dashboard.data_desk import DataDesk
from data.embedded import Cluster
from data.settings import read_settings
from data.store import Store
from tests.conftest import address, fresh_database
from tests.dashboard.conftest import Served
from tests.data.area_files import area_row, box, write_geojson
from tests.factories import add_tree
from tests.serving import serve
from tests.waiting import wait_until

STREET = area_row("S2", box(106.70, 26.60, 106.74, 26.62))
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
    return requests.post(f"{url}/data/uploads", params={"name": name}, data=content, timeout=60)


def ask(url: str, id: str, task: str, **told: Any) -> requests.Response:
    return requests.post(f"{url}/data/uploads/{id}/{task}", json=told, timeout=60)


def run_job(url: str, task: str, id: str, **told: Any) -> dict[str, Any]:
    """What a job of areas came to."""
    order = {"task": task, "upload": id, "what": "areas", "told": told}
    assert requests.post(f"{url}/data/job", json=order, timeout=60).status_code == 202
    wait_until(lambda: requests.get(f"{url}/data/job", timeout=60).json()["state"] != "running")
    return dict(requests.get(f"{url}/data/job", timeout=60).json())


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
    wait_until(lambda: requests.get(f"{served.url}/data/job", timeout=60).json()["state"] != "running")
    assert answers == [202, 503]


def test_a_job_that_the_server_did_not_survive_is_told_of_and_its_file_is_gone(store, clock, tmp_path):
    left = tmp_path / "uploads/0011"
    left.mkdir(parents=True)
    (left / "lock").touch()
    (left / "large.gpkg").touch()
    job = {"upload": "1", "name": "a.gpkg", "task": "load", "what": "areas", "told": {}, "began_at": "2026-11-22"}
    (left / "note").write_text(json.dumps(job))
    desk = DataDesk(read_settings({"GRIDBOARD_STORE": str(tmp_path)}), store, clock)
    desk.open()
    assert (desk.describe_job()["state"], list(tmp_path.rglob("*.gpkg"))) == ("lost", [])
