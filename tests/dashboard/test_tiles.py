"""Tiles and lists of areas belong to one version of the boundaries."""

import math

import requests

from dashboard.tile_cache import CACHE_BYTES, Tile, TileCache
from data.areas import read_levels
from layers.tiles import read_tile
from tests.factories import add_area


def read_boundaries(url):
    return requests.get(f"{url}/boundaries.json", timeout=10).json()


def tile_at(z, lon, lat):
    x = int((lon + 180) / 360 * 2**z)
    y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**z)
    return f"{z}/{x}/{y}"


def test_a_tile_holds_each_level_from_its_first_zoom(served):
    version = read_boundaries(served.url)["version"]
    far = requests.get(f"{served.url}/tiles/{version}/{tile_at(13, 106.61, 26.61)}.mvt", timeout=10)
    near = requests.get(f"{served.url}/tiles/{version}/{tile_at(15, 106.61, 26.61)}.mvt", timeout=10)
    assert b"community" in far.content
    assert b"building" not in far.content
    assert b"building" in near.content
    assert near.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_what_stands_topmost_is_drawn_from_the_first_zoom(store):
    community = add_area(store, "community", (106.60, 26.60, 106.64, 26.62))
    add_area(store, "grid", (106.60, 26.60, 106.62, 26.62), community)
    assert [(level.name, level.min_zoom) for level in read_levels(store) if level.count] == [
        ("community", 0),
        ("grid", 12),
    ]
    _, tile = read_tile(store, 2, 3, 1)
    assert (b"community" in tile, b"grid" in tile) == (True, False)


def test_an_empty_tile_is_no_content_and_a_tile_outside_the_pyramid_is_not_found(served):
    version = read_boundaries(served.url)["version"]
    assert requests.get(f"{served.url}/tiles/{version}/10/0/0.mvt", timeout=10).status_code == 204
    outside = [
        requests.get(f"{served.url}/tiles/{version}/{at}.mvt", timeout=10) for at in ("2/9/9", "2/-1/0", "2/x/0")
    ]
    assert [answer.status_code for answer in outside] == [404] * 3


def test_the_list_of_a_level_names_every_area_of_it(served):
    version = read_boundaries(served.url)["version"]
    rows = requests.get(f"{served.url}/areas/{version}/grid.json", timeout=10).json()
    assert [row[:3] for row in rows] == [
        [served.tree["west"], served.tree["community"], "GW"],
        [served.tree["east"], served.tree["community"], "GE"],
    ]


def test_a_new_area_is_counted_at_once(served):
    before = {level["name"]: level["count"] for level in read_boundaries(served.url)["levels"]}
    add_area(served.store, "building", (106.63, 26.61, 106.631, 26.611), served.tree["east"])
    after = {level["name"]: level["count"] for level in read_boundaries(served.url)["levels"]}
    assert after == before | {"building": before["building"] + 1}


def test_the_present_version_is_served_at_once_after_a_change(served):
    former = read_boundaries(served.url)["version"]
    requests.get(f"{served.url}/tiles/{former}/{tile_at(13, 106.61, 26.61)}.mvt", timeout=10)
    served.store.execute("UPDATE area SET name = 'renamed' WHERE id = %(id)s", {"id": served.tree["east"]})
    present = read_boundaries(served.url)["version"]
    address = tile_at(13, 106.61, 26.61)
    assert requests.get(f"{served.url}/tiles/{present}/{address}.mvt", timeout=10).status_code == 200


def test_areas_of_another_system_are_drawn_apart(store):
    area = add_area(store, "grid", (106.60, 26.60, 106.64, 26.62))
    assert b"other_area" not in read_tile(store, 12, *map(int, tile_at(12, 106.61, 26.61).split("/")[1:]))[1]
    store.execute("UPDATE area SET system = 'polling' WHERE id = %(area)s", {"area": area})
    _, tile = read_tile(store, 12, *map(int, tile_at(12, 106.61, 26.61).split("/")[1:]))
    assert (b"other_area" in tile, b"grid" in tile.replace(b"grid-", b"")) == (True, False)


def test_an_unknown_level_is_not_found(served):
    version = read_boundaries(served.url)["version"]
    assert requests.get(f"{served.url}/areas/{version}/planet.json", timeout=10).status_code == 404


def test_what_rates_are_taken_of_is_told_by_level_and_version(served):
    known = [read_boundaries(served.url)["version"], "0" * 16]
    answers = [requests.get(f"{served.url}/areas/{version}/community/bases.json", timeout=10) for version in known]
    assert answers[0].json() == [[served.tree["community"], 400, 1200]]
    assert answers[1].status_code == 404


def test_a_former_version_is_refused_and_must_not_be_kept(served):
    former = read_boundaries(served.url)["version"]
    requests.get(f"{served.url}/tiles/{former}/{tile_at(13, 106.61, 26.61)}.mvt", timeout=10)
    add_area(served.store, "grid", (106.7, 26.6, 106.8, 26.7))
    answers = [
        requests.get(f"{served.url}/{path}", timeout=10)
        for path in (f"tiles/{former}/{tile_at(12, 106.61, 26.61)}.mvt", f"areas/{former}/grid.json")
    ]
    assert [(answer.status_code, answer.headers["cache-control"]) for answer in answers] == [(404, "no-store")] * 2
    assert read_boundaries(served.url)["version"] != former


def test_the_cache_keeps_its_bound(served):
    cache = TileCache(served.store)
    for step in range(4):
        cache._keep((1, 0, 0), Tile("v", bytes(25_000_000)))
        cache._keep((9, 0, step), Tile("v", bytes(25_000_000)))
    assert cache.bytes == sum(len(packed) for packed in cache._tiles.values()) <= CACHE_BYTES
