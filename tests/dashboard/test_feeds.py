"""Posting issues as another program does: keys, limits, answers, what screens see of it."""

import gzip
import json
import os
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
import requests

from data.feed_keys import Feed, make_key, revoke_keys
from data.verification import verify
from tests.dashboard.stream import follow, read_until
from tests.data.feeds import write_message
from tests.serving import ROOT, find_port, wait_until_served
from tests.waiting import wait_until

ZONE = ZoneInfo("Asia/Shanghai")
NUMBERS = count()


@pytest.fixture
def post(served):
    """Post as a source of this test's own, whose key is made now; the answer."""
    source = f"source-{next(NUMBERS)}"
    key = make_key(served.store, Feed(source, ZONE))

    def post(body, source=source, **headers):
        sent = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"} | headers
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return requests.post(f"{served.url}/api/feeds/{source}/issues", data=data, headers=sent, timeout=30)

    post.url, post.source, post.key = served.url, source, key
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
        (b'{"issues": [[' + b"[]," * 200_000 + b"[]]]}", 413),
        (b" " * 10_000_001, 413),
    ],
    ids=range(14),
)
def test_a_body_that_does_not_fit_is_refused_as_a_whole(post, body, status):
    assert post(body).status_code == status


def test_a_body_without_a_length_is_bounded_while_it_is_read(post):
    chunks = (b" " * 1_000_000 for _ in range(11))
    answer = requests.post(
        f"{post.url}/api/feeds/{post.source}/issues",
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


def ask(post, path, headers, body):
    """The status of the first answer to bytes as they stand here."""
    address, sent = urlsplit(post.url), {"Host": "127.0.0.1", "Authorization": f"Bearer {post.key}"} | headers
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items()), "", ""]
    with socket.create_connection((address.hostname, address.port), timeout=10) as line:
        line.sendall("\r\n".join(lines).encode("latin-1") + body)
        return int(line.recv(1 << 16).split()[1])


JSON = {"Content-Type": "application/json"}
LENGTH = {"Content-Length": 14}
CHUNKED = {"Transfer-Encoding": "chunked"}
EMPTY = b'{"issues": []}'


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        (JSON | LENGTH, EMPTY, 200),
        (JSON | LENGTH | {"Expect": "100-continue"}, EMPTY, 100),
        (JSON | CHUNKED, b"e\r\n" + EMPTY + b"\r\n0\r\n\r\n", 200),
        (JSON | CHUNKED, b"zz\r\n" + EMPTY, 400),
        (JSON | CHUNKED | LENGTH, EMPTY, 400),
        (JSON | {"Content-Length": -1}, EMPTY, 400),
        (JSON | {"Content-Length": 10**30}, EMPTY, 400),
        (LENGTH | {"Content-Type": "application/json\x00"}, EMPTY, 400),
    ],
    ids=range(8),
)
def test_a_request_of_strange_form_is_answered_as_what_it_is(post, headers, body, status):
    assert ask(post, f"/api/feeds/{post.source}/issues", headers, body) == status


@pytest.mark.parametrize(
    ("end", "status"),
    [
        ("/issues/", 404),
        ("/../issues", 404),
        ("/%00/issues", 404),
        ("%00/issues", 403),
        ("%ff/issues", 403),
        ("%2Fissues", 200),
        ("/issues?source=another", 200),
    ],
)
def test_an_address_of_strange_form_leads_nowhere_else(post, end, status):
    assert ask(post, f"/api/feeds/{post.source}{end}", JSON | LENGTH, EMPTY) == status


def test_a_request_that_breaks_off_leaves_nothing(served, post):
    body = json.dumps({"issues": [write_message()]}).encode()
    ask(post, f"/api/feeds/{post.source}/issues", JSON | {"Content-Length": len(body), "Expect": "100-continue"}, b"{")
    assert post({"issues": []}).status_code == 200
    assert served.store.read("SELECT FROM issue WHERE source = %(source)s", {"source": post.source}) == []


def test_a_key_in_the_address_opens_nothing(post):
    address = f"{post.url}/api/feeds/{post.source}/issues?key={post.key}"
    assert requests.post(address, json={"issues": []}, timeout=10).status_code == 401


READ_REQUESTS = """
SELECT source, split_part(source_reference, '-', 1) AS request, count(*) AS issues FROM issue GROUP BY 1, 2
"""


def post_until_killed(url, store, source, answered):
    """Requests of twenty issues; those that were answered."""
    headers = {"Authorization": f"Bearer {make_key(store, Feed(source, ZONE))}", "Content-Type": "application/json"}
    with suppress(requests.ConnectionError):
        for request in range(60):
            body = json.dumps({"issues": [write_message(f"{request}-{number}") for number in range(20)]})
            told = requests.post(f"{url}/api/feeds/{source}/issues", data=body, headers=headers, timeout=30).json()
            answered.append((source, str(request), told["created"]))


def test_a_killed_app_loses_nothing_that_it_answered_and_keeps_no_half_request(store):
    port, answered = find_port(), []
    environment = os.environ | {"DATABASE_URL": store.url, "GRIDBOARD_PORT": str(port)}
    app = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=environment)
    wait_until_served(port, app)
    with ThreadPoolExecutor(3) as senders:
        url, sources = f"http://127.0.0.1:{port}", ("one", "two", "three")
        [senders.submit(post_until_killed, url, store, source, answered) for source in sources]
        wait_until(lambda: len(answered) > 30)
        app.kill()
    app.wait(30)
    kept = [tuple(row) for row in store.read(READ_REQUESTS)]
    assert {told[2] for told in answered} == {row[2] for row in kept} == {20}
    assert set(answered) <= set(kept)
    assert verify(store, datetime.now(UTC)).is_right
