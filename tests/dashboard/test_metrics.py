"""What an app tells of itself to Prometheus."""

import requests
from prometheus_client.parser import text_string_to_metric_families

from tests.waiting import wait_until


def read_metrics(url):
    """The value of every sample, by its name and the values of its labels."""
    text = requests.get(f"{url}/metrics", timeout=10).text
    samples = (sample for family in text_string_to_metric_families(text) for sample in family.samples)
    return {" ".join([sample.name, *sample.labels.values()]): sample.value for sample in samples}


def test_parts_at_work_show(served):
    wait_until(lambda: "gridboard_verified_timestamp_seconds" in read_metrics(served.url))
    metrics = read_metrics(served.url)
    alive = ("gridboard_hub_alive", "gridboard_store_here", "gridboard_upkeep_alive")
    assert [metrics[name] for name in alive] == [1, 1, 1]
    assert metrics["gridboard_differences counts"] == 0
    assert metrics["process_resident_memory_bytes"] > 0


def test_a_tile_that_is_asked_for_twice_comes_from_the_cache(served):
    version = requests.get(f"{served.url}/boundaries.json", timeout=10).json()["version"]
    before = read_metrics(served.url)
    answers = [requests.get(f"{served.url}/tiles/{version}/3/6/3.mvt", timeout=10) for _ in range(2)]
    after = read_metrics(served.url)
    names = ("gridboard_tile_hits_total", "gridboard_tile_misses_total", "gridboard_tiles", "gridboard_tiles_bytes")
    assert [after[name] - before[name] for name in names] == [1, 1, 1, int(answers[0].headers["content-length"])]
