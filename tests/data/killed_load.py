"""A load that is killed when it says that a step begins: `python -m tests.data.killed_load issues|grids STEP FILE`."""

import io
import os
import signal
import sys
from contextlib import closing

from data.loading.area_file import AreaFile
from data.loading.areas import load_areas
from data.loading.issue_file import IssueFile
from data.loading.issue_status import WORDS
from data.loading.issues import load_issues
from data.loading.progress import Progress
from data.settings import read_settings
from data.store import Store
from tests.data.issue_files import NOW


class Killed(Progress):
    """Ends its own process as a power cut would; `staging` is the step that is not said: its rows advance."""

    def __init__(self, step: str) -> None:
        super().__init__(io.StringIO())
        self.step = step

    def say(self, step: str) -> None:
        """Die at the step."""
        if step.startswith(self.step):
            os.kill(os.getpid(), signal.SIGKILL)

    def advance(self, rows: int) -> None:
        """Rows were staged."""
        self.say("staging")


def main(what: str, step: str, file: str) -> None:
    """Load issues of the hotline, or all grids, into the store that `DATABASE_URL` names."""
    zone = read_settings(os.environ).time_zone
    with closing(Store(os.environ["DATABASE_URL"])) as store:
        if what == "issues":
            told = IssueFile(file=file, source="hotline_12345", zone=zone, words=WORDS)
            load_issues(store, told, NOW, Killed(step))
        else:
            load_areas(store, AreaFile(file=file, level="grid", code="code", name="name", replaces=True), Killed(step))


if __name__ == "__main__":
    main(*sys.argv[1:])
