"""Posting issues as another program does: keys, limits, answers, what screens see of it."""

import gzip
import json
from zoneinfo import ZoneInfo

import pytest
import requests

from data.feed_keys import Feed, make_key, revoke_keys
from tests.dashboard.stream import follow, read_until
from tests.data.feeds import write_message

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def post(served, request):
    """Post as a source of this test's own, whose key is made now; the answer."""
    source = f"source-{request.node.name[5:40]}"
    key = make_key(served.store, Feed(source, ZONE))

    def post(body, source=source, **headers):
        sent = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"} | headers
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return requests.post(f"{served.url}/api/feeds/{source}/issues", data=data, headers=sent, timeout=30)

    post.source, post.key = source, key
    return post


def test_each_message_is_answered(post):
    answer = post({"issues": [write_message("1"), write_message("2", lon="x"), write_message("1")]})
    assert (answer.status_code, answer.json()) == (
        200,
        {
            "created": 1,
            "changed": 0,
            "unchanged": 1,
            "rejected": 1,
            "rows": [
                {"row": 1, "reference": "1", "answer": "created"},
                {"row": 2, "reference": "2", "answer": "rejected", "field": "lon", "reason": "it is not a number"},
                {"row": 3, "reference": "1", "answer": "unchanged"},
            ],
        },
    )


def test_a_message_reaches_open_screens_with_the_age_of_its_source(served, post):
    with follow(served.url) as events:
        read_until(events, "snapshot")
        post({"issues": [write_message()]})
        assert read_until(events, "counts")["areas"][str(served.tree["west"])][0] > 0
        told = {source["name"]: source for source in read_until(events, "source")["sources"]}
    assert told[post.source]["last_synced_at"] is not None


@pytest.mark.parametrize("key", ["", "Bearer", "Bearer ", "Bearer guess", "Basic guess", "Bearer gridboard-feed-\xfc"])
def test_without_a_key_that_is_known_nothing_is_taken(post, key):
    answer = post({"issues": [write_message()]}, Authorization=key)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


def test_a_key_opens_its_own_source_alone(post):
    assert post({"issues": []}, source="another").status_code == 403


def test_a_revoked_key_opens_nothing_from_then_on(served, post):
    before = post({"issues": []}).status_code
    revoke_keys(served.store, post.source)
    assert (before, post({"issues": []}).status_code) == (200, 401)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "text/csv"}, 415),
        ({"Content-Type": ""}, 415),
        ({"Content-Type": "application/json; charset=GBK"}, 415),
        ({"Content-Type": 'Application/JSON; Charset="UTF-8"'}, 200),
        ({"Content-Encoding": "gzip"}, 415),
        ({"Origin": "http://evil.example"}, 403),
        ({"Host": "evil.example"}, 400),
    ],
)
def test_headers_that_do_not_fit_are_refused(post, headers, status):
    assert post({"issues": []}, **headers).status_code == status


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b'{"issues": [', 422),
        (b"\xff\xfe{}", 422),
        (gzip.compress(b'{"issues": []}'), 422),
        (b'\xef\xbb\xbf{"issues": []}', 200),
        ([], 422),
        ({"issues": {}}, 422),
        ({"issues": [], "source": "x"}, 422),
        (b'{"issues": [{"lon": NaN}]}', 422),
        (b'{"issues": [' + b"9" * 5_000 + b"]}", 422),
        (b'{"issues": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", 422),
        ({"issues": [0] * 10_001}, 413),
        (b" " * 10_000_001, 413),
    ],
    ids=range(13),
)
def test_a_body_that_does_not_fit_is_refused_as_a_whole(post, body, status):
    assert post(body).status_code == status


def test_a_body_without_a_length_is_bounded_while_it_is_read(post, served):
    chunks = (b" " * 1_000_000 for _ in range(11))
    answer = requests.post(
        f"{served.url}/api/feeds/{post.source}/issues",
        data=chunks,
        headers={"Authorization": f"Bearer {post.key}", "Content-Type": "application/json"},
        timeout=30,
    )
    assert answer.status_code == 413


def test_more_than_sixty_requests_a_minute_are_refused_until_it_is_over(post):
    answers = [post({"issues": []}) for _ in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {200}
    assert answers[60].status_code == 429
    assert 1 <= int(answers[60].headers["retry-after"]) <= 60
