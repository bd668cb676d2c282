"""Who may reach the app, and what every answer carries."""

import os
import subprocess
import sys

import pytest
import requests

from tests.conftest import address
from tests.serving import ROOT, serve

ACCESS_KEY, ADMIN_KEY = "an access key of a wall", "an admin key of a street"


@pytest.fixture(scope="module")
def locked(cluster):
    with serve(
        address(cluster, "app", "gridboard_template"), GRIDBOARD_ACCESS_KEY=ACCESS_KEY, GRIDBOARD_ADMIN_KEY=ADMIN_KEY
    ) as url:
        yield url


def test_a_foreign_host_name_is_refused(served):
    assert requests.get(served.url, headers={"Host": "evil.example"}, timeout=10).status_code == 400


@pytest.mark.parametrize("host", ["]", "127.0.0.1/healthz?", "user@127.0.0.1", "127.0.0.1:x", ""])
def test_a_host_that_is_none_is_refused(served, host):
    assert requests.get(served.url, headers={"Host": host}, timeout=10).status_code == 400


def test_a_foreign_origin_may_not_post(served):
    answers = [
        requests.post(
            f"{served.url}/_dash-update-component", json={}, headers={"Origin": origin}, timeout=10
        ).status_code
        for origin in ("http://evil.example", "null", "http://[", served.url)
    ]
    assert answers[:3] == [403, 403, 403]
    assert answers[3] != 403


def test_a_callback_of_more_than_a_megabyte_is_refused(served):
    answer = requests.post(f"{served.url}/_dash-update-component", json={"filling": "x" * 1_100_000}, timeout=10)
    assert answer.status_code == 413


def test_every_answer_carries_the_policy(served):
    headers = requests.get(served.url, timeout=10).headers
    assert headers["content-security-policy"].startswith("default-src 'self'; script-src 'self' 'sha256-")
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")


def test_without_the_key_nothing_but_the_status_is_told(locked):
    answers = [requests.get(locked + path, timeout=10) for path in ("/", "/live", "/boundaries.json")]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert requests.get(f"{locked}/healthz", timeout=10).json() == {"status": "ok"}


def test_the_key_opens_once_and_leaves_the_address(locked):
    session = requests.Session()
    opened = session.get(f"{locked}/?key={ACCESS_KEY}&measure=volunteers", timeout=10, allow_redirects=False)
    assert (opened.status_code, opened.headers["location"]) == (303, "/?measure=volunteers")
    assert "HttpOnly" in opened.headers["set-cookie"]
    assert "samesite=strict" in opened.headers["set-cookie"].lower()
    assert ACCESS_KEY not in opened.headers["set-cookie"]
    assert session.get(f"{locked}/boundaries.json", timeout=10).status_code == 200


def test_the_cookies_of_other_programs_do_not_lock_out(locked):
    session = requests.Session()
    session.get(f"{locked}/?key={ACCESS_KEY}", timeout=10)
    own = "; ".join(f"{cookie.name}={cookie.value}" for cookie in session.cookies)
    answers = [
        requests.get(f"{locked}/boundaries.json", headers={"Cookie": f"{other}; {own}"}, timeout=10).status_code
        for other in ("a/b=1", "x=a b", 'y={"z": 1}')
    ]
    assert answers == [200, 200, 200]


def test_a_key_leads_to_no_other_host(locked):
    answer = requests.get(f"{locked}//evil.example/x?key={ACCESS_KEY}", timeout=10, allow_redirects=False)
    assert answer.headers["location"] == "/evil.example/x"


def test_a_wrong_key_opens_nothing(locked):
    session = requests.Session()
    assert session.get(f"{locked}/?key=guess", timeout=10).status_code == 403


def test_the_access_key_does_not_open_what_the_admin_key_opens(locked):
    session = requests.Session()
    session.get(f"{locked}/?key={ACCESS_KEY}", timeout=10)
    assert session.get(f"{locked}/metrics", timeout=10).status_code == 403
    session.get(f"{locked}/?key={ADMIN_KEY}", timeout=10)
    assert session.get(f"{locked}/metrics", timeout=10).status_code == 200


def test_a_program_sends_the_key_as_bearer(locked):
    answers = [
        requests.get(f"{locked}/metrics", headers={"Authorization": f"Bearer {key}"}, timeout=10).status_code
        for key in (ADMIN_KEY, ACCESS_KEY, "guess", "\xfckey")
    ]
    assert answers == [200, 403, 403, 403]


def test_a_feed_needs_no_access_key_but_its_own_and_nothing_else_stands_below_its_address(locked):
    feeds = f"{locked}/api/feeds"
    headers = {"Authorization": f"Bearer {ADMIN_KEY}"}
    answers = [requests.post(f"{feeds}/x/issues", json={}, headers=sent, timeout=10) for sent in ({}, headers)]
    others = [
        requests.get(address, timeout=10) for address in (f"{feeds}/x/issues", feeds, f"{locked}/api/openapi.json")
    ]
    assert [answer.status_code for answer in (*answers, *others)] == [401, 401, 405, 404, 403]


def test_an_address_that_others_reach_needs_a_key():
    environment = os.environ | {"GRIDBOARD_HOST": "0.0.0.0", "DATABASE_URL": "postgresql://127.0.0.1:1/none"}
    ended = subprocess.run(
        [sys.executable, "app.py"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=30
    )
    assert ended.returncode != 0
    assert ended.stderr.strip().endswith("GRIDBOARD_HOST=0.0.0.0 is reachable from outside: set GRIDBOARD_ACCESS_KEY")


def test_with_a_certificate_it_speaks_tls(cluster, tmp_path):
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"]
    subprocess.run(
        [*request, "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True,
        capture_output=True,
    )
    with serve(
        address(cluster, "app", "gridboard_template"), GRIDBOARD_TLS_CERT=str(certificate), GRIDBOARD_TLS_KEY=str(key)
    ) as url:
        assert requests.get(f"{url}/healthz", timeout=10, verify=str(certificate)).json()["status"] == "ok"
