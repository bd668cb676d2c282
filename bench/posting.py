"""A program that posts its messages: `python -m bench.posting URL SOURCE FOLDER`, each file of the folder a request.

The key stands in `GRIDBOARD_FEED_KEY`. Several connections send at once; one that is told to wait waits. It says in the
end, in JSON, how many seconds it took and what became of the messages.
"""

import json
import os
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests

SENDERS = 4
ANSWERS = ("created", "changed", "unchanged", "rejected")


def post(url: str, headers: dict[str, str], file: Path) -> Counter[str]:
    """Send until it is taken. Raises `HTTPError` when it is refused for another reason than the number of requests."""
    while True:
        answer = requests.post(url, data=file.read_bytes(), headers=headers, timeout=60)
        if answer.status_code != 429:
            break
        time.sleep(float(answer.headers["Retry-After"]))
    answer.raise_for_status()
    told = answer.json()
    return Counter({name: told[name] for name in ANSWERS})


def main(url: str, source: str, folder: str) -> None:
    """Send all, and say what came of it."""
    key, files = os.environ["GRIDBOARD_FEED_KEY"], sorted(Path(folder).iterdir())
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    address = f"{url}/api/feeds/{source}/issues"
    start = time.monotonic()
    with ThreadPoolExecutor(SENDERS) as senders:
        told = sum(senders.map(lambda file: post(address, headers, file), files), Counter[str]())
    sys.stdout.write(json.dumps({"seconds": time.monotonic() - start} | {name: told[name] for name in ANSWERS}))


if __name__ == "__main__":
    main(*sys.argv[1:])
