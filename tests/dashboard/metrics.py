"""Reading `/metrics` as Prometheus does."""

import requests
from prometheus_client.parser import text_string_to_metric_families


def read_metrics(url: str) -> dict[str, float]:
    """The value of every sample, by its name and the values of its labels."""
    text = requests.get(f"{url}/metrics", timeout=10).text
    samples = (sample for family in text_string_to_metric_families(text) for sample in family.samples)
    return {" ".join([sample.name, *sample.labels.values()]): sample.value for sample in samples}
