"""The soak with a planted leak that has to be found: the wall keeps every message, and a node with a listener each."""

from bench.browser import open_browser
from bench.soak import GROWING, MINUTES, judge, soak, write_findings

TITLE = "Soak with a planted leak"


def measure(minutes: float = MINUTES) -> str:
    """The table of the report; takes so many minutes, and some. Fewer than two may be too few to tell."""
    with open_browser() as browser:
        findings = judge(soak(browser, minutes, leaks=True))
    is_found = any(finding.is_kept is False for finding in findings if finding.name in GROWING)
    verdict = "The planted leak was found." if is_found else "**The planted leak was not found.**"
    return f"{__doc__}\n\n{minutes:.0f} minutes.\n\n{write_findings(findings)}\n\n{verdict}"
