"""Measure, and write what came out: `python -m bench [NAME …]`; without names all but the soaks.

`python -m bench soak [MINUTES]` and `python -m bench leak [MINUTES]` take twenty minutes each, or as long as told.
"""

import sys
from types import ModuleType

from bench import (
    change,
    check,
    feeds,
    first_picture,
    flatness,
    leak,
    loading_areas,
    loading_issues,
    recolouring,
    screens,
    snapshots,
    soak,
    storm,
    tablet,
    tiles,
    writing,
)
from bench.results import describe_machine, write_section
from dashboard.serving import prepare_process

BENCHES: dict[str, ModuleType] = {
    "recolouring": recolouring,
    "first_picture": first_picture,
    "loading_areas": loading_areas,
    "loading_issues": loading_issues,
    "tiles": tiles,
    "flatness": flatness,
    "writing": writing,
    "check": check,
    "change": change,
    "feed": feeds,
    "storm": storm,
    "screens": screens,
    "snapshots": snapshots,
    "tablet": tablet,
}


SOAKS: dict[str, ModuleType] = {"soak": soak, "leak": leak}


def main(names: list[str]) -> None:
    """Each bench has a `TITLE` and `measure() -> str`, its part of the report in Markdown."""
    if names and names[0] in SOAKS:
        run(SOAKS[names[0]], [float(minutes) for minutes in names[1:]])
        return
    for name in names or BENCHES:
        run(BENCHES[name], [])


def run(bench: ModuleType, minutes: list[float]) -> None:
    """Write the section of one bench."""
    machine = describe_machine()
    write_section(bench.TITLE, f"{machine}\n\n{bench.measure(*minutes).strip()}")


if __name__ == "__main__":
    prepare_process()
    main(sys.argv[1:])
