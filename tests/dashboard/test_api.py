"""What `/api/openapi.json` says of the API holds, whatever is sent."""

from itertools import cycle
from zoneinfo import ZoneInfo

import pytest
import schemathesis
from hypothesis import given, settings
from hypothesis.strategies import DataObject, data
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection

from data.feed_keys import Feed, make_key

ZONE = ZoneInfo("Asia/Shanghai")
SOURCES = 8  # each may send 60 requests a minute
UNFIT = [negative_data_rejection]  # a wrong message is answered in its place, with 200


@pytest.mark.parametrize("mode", GenerationMode)
def test_every_answer_to_a_feed_is_one_that_is_described(served, mode):
    api = schemathesis.openapi.from_url(f"{served.url}/api/openapi.json")
    names = [f"{mode.value}-{number}" for number in range(SOURCES)]
    feeds = cycle([(name, make_key(served.store, Feed(name, ZONE))) for name in names])
    requests = api["/feeds/{source}/issues"]["POST"].as_strategy(mode)

    @settings(max_examples=60, deadline=None)
    @given(drawn=data())
    def send(drawn: DataObject) -> None:
        case, (source, key) = drawn.draw(requests), next(feeds)
        case.path_parameters = {"source": source}
        case.call_and_validate(headers={"Authorization": f"Bearer {key}"}, excluded_checks=UNFIT)

    send()
