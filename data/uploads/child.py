"""The process that reads an upload: `python -m data.uploads.child`, one order a process.

It reads one line with its order from standard input and answers with lines of JSON on standard output: any number of
`{"progress"}`, then `{"done"}`, or `{"fault", "kind"}` for a named fault, or `{"crash"}` for a mistake. A further line
`cancel` stops it between two steps; the end of its input, by which it learns that nobody waits any more, ends it.
"""

import json
import os
import signal
import sys
import threading
import traceback
from typing import Any

from data.faults import Fault
from data.uploads.limits import LOADING, READING, take_limits
from data.uploads.told_progress import ToldProgress

LONGEST_CRASH = 4_000


def run() -> None:
    """Do what the order says."""
    order = json.loads(sys.stdin.readline())
    take_limits(LOADING if order["task"] in ("rehearse", "load") else READING)
    progress = ToldProgress(lambda told: tell(progress=told))
    threading.Thread(target=watch, args=(progress,), daemon=True).start()
    try:
        from data.uploads.tasks import TASKS  # only now: what it imports is held to the limits too

        tell(done=show_names(TASKS[order["task"]](order, progress), order))
    except Fault as fault:
        tell(fault=show_name(str(fault), order), kind=type(fault).__name__)
    except MemoryError:
        tell(fault=f"{order['name']} takes more memory than is given to reading it", kind="FileFault")
    except Exception:  # whatever a hostile file provokes ends here, and the server lives
        tell(crash=traceback.format_exc()[-LONGEST_CRASH:])


def watch(progress: ToldProgress) -> None:
    """Follow what the starter says until nobody is there any more."""
    while line := sys.stdin.readline():
        if line == "cancel\n":
            progress.cancel()
    os.killpg(0, signal.SIGKILL)


def tell(**message: Any) -> None:
    """One line to the starter."""
    sys.stdout.write(json.dumps(message, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def show_names(found: Any, order: dict[str, Any]) -> Any:
    """The same answer, its sentences with the name that people know."""
    if isinstance(found, dict):
        return {name: show_names(value, order) for name, value in found.items()}
    if isinstance(found, list):
        return [show_names(value, order) for value in found]
    return show_name(found, order) if isinstance(found, str) else found


def show_name(sentence: str, order: dict[str, Any]) -> str:
    """A sentence about the file, by the name that people know instead of ours."""
    own, name = os.path.basename(order["path"]), order["name"]
    stem = own.partition(".")[0]
    return sentence.replace(order["path"], name).replace(own, name).replace(stem, name.rpartition(".")[0] or name)


if __name__ == "__main__":
    run()
    os._exit(0)  # what libraries would do at the end has no use, and the watching thread holds the input
