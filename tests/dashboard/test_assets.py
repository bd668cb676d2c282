"""Style sheets and scripts are sent packed, and only once to who has them."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

import requests
from starlette.responses import Response

from dashboard.kept_scripts import MOST_BYTES, SCRIPTS, KeptScripts


def list_scripts(url):
    return re.findall(r'src="(/_dash-component-suites/[^"]+)"', requests.get(url, timeout=10).text)


def test_a_module_that_the_browser_has_is_not_sent_again(served):
    first = requests.get(f"{served.url}/assets/modules/grid_map.mjs", timeout=10)
    again = requests.get(first.url, headers={"If-None-Match": first.headers["etag"]}, timeout=10)
    assert (first.headers["content-encoding"], first.headers["cache-control"]) == ("gzip", "no-cache")
    assert (again.status_code, again.content) == (304, b"")


def test_what_cannot_be_unpacked_is_sent_plain(served):
    packed = requests.get(f"{served.url}/assets/gridboard.js", timeout=10)
    plain = requests.get(packed.url, headers={"Accept-Encoding": "identity"}, timeout=10)
    assert "content-encoding" not in plain.headers
    assert plain.text == packed.text


def test_nothing_but_the_assets_is_sent_from_there(served):
    paths = ("/assets/%2e%2e/app.py", "/assets//etc/passwd", "/assets/modules", "/assets/modules/nowhere.mjs")
    assert {requests.get(served.url + path, timeout=10).status_code for path in paths} == {404}


def test_a_script_of_dash_is_the_same_every_time(served):
    script = served.url + list_scripts(served.url)[0]
    first, again = (requests.get(script, timeout=10) for _ in range(2))
    plain = requests.get(script, headers={"Accept-Encoding": "identity"}, timeout=10)
    assert first.content == again.content == plain.content
    assert [answer.headers.get("content-encoding") for answer in (first, again, plain)] == ["gzip", "gzip", None]
    assert again.headers["content-security-policy"]


async def ask_for_scripts(kept, count):
    """Ask under so many paths; nothing is heard of the answers."""

    async def ignore(message):
        pass

    paths = [f"{SCRIPTS}dash/deps/polyfill@7.v1m{number}.js" for number in range(count)]
    scopes = [{"type": "http", "method": "GET", "path": path, "headers": []} for path in paths]
    [await kept(scope, None, ignore) for scope in scopes]


def test_a_script_under_invented_fingerprints_fills_no_memory():
    kept = KeptScripts(Response(b" " * 1_000_000))
    with ThreadPoolExecutor(1) as thread:  # this one may run the browser's event loop
        thread.submit(asyncio.run, ask_for_scripts(kept, 50)).result()
    assert 0 < sum(len(message.get("body", b"")) for answer in kept._kept.values() for message in answer) <= MOST_BYTES
