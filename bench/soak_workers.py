"""The heaps of a browser's workers: the shared one that hears the stream, and the map's own."""

import json
import time
from collections.abc import Callable
from itertools import count
from typing import Any

from playwright.sync_api import Browser

KINDS = ("shared_worker", "worker")
ANSWER_SECONDS = 20.0


class Workers:
    """Asks each worker that there is; `rest` lets the browser's messages come in."""

    def __init__(self, browser: Browser, rest: Callable[[float], None]) -> None:
        self._rest = rest
        self._numbers = count(1)
        self._answers: dict[int, Any] = {}
        self._browser = browser.new_browser_cdp_session()
        self._browser.on("Target.receivedMessageFromTarget", lambda event: self._keep(event["message"]))

    def read_heaps(self) -> float:
        """Bytes that all of them hold after a forced collection."""
        targets = self._browser.send("Target.getTargets", {"filter": [{}]})["targetInfos"]
        return sum(self._read_heap(target["targetId"]) for target in targets if target["type"] in KINDS)

    def _read_heap(self, target: str) -> float:
        told = self._browser.send("Target.attachToTarget", {"targetId": target, "flatten": False})
        session = told["sessionId"]
        self._ask(session, "HeapProfiler.enable")
        self._ask(session, "HeapProfiler.collectGarbage")
        used = self._ask(session, "Runtime.getHeapUsage")["usedSize"]
        self._browser.send("Target.detachFromTarget", {"sessionId": session})
        return float(used)

    def _ask(self, session: str, method: str) -> Any:
        number = next(self._numbers)
        message = json.dumps({"id": number, "method": method})
        self._browser.send("Target.sendMessageToTarget", {"sessionId": session, "message": message})
        deadline = time.monotonic() + ANSWER_SECONDS
        while number not in self._answers and time.monotonic() < deadline:
            self._rest(0.02)
        return self._answers.pop(number)

    def _keep(self, message: str) -> None:
        answer = json.loads(message)
        if "id" in answer:
            self._answers[answer["id"]] = answer.get("result")
