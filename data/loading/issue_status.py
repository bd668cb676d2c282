"""What other systems call the status of an issue."""

from collections.abc import Iterable

from data.faults import FileFault

STATUSES = (
    *("accepted", "rejected", "filed", "dispatched", "returned", "signed", "in_progress", "reported_done", "rework"),
    *("closed", "extended", "deferred", "suspended", "supervised"),
)

# In lower case. Chinese: the steps of the digital city management series; open and closed: Open311.
WORDS = {status: status for status in STATUSES} | {
    "受理": "accepted",
    "已受理": "accepted",
    "立案": "filed",
    "不予立案": "rejected",
    "派遣": "dispatched",
    "派单": "dispatched",
    "退单": "returned",
    "签收": "signed",
    "处置": "in_progress",
    "处理": "in_progress",
    "处置中": "in_progress",
    "处理中": "in_progress",
    "反馈": "reported_done",
    "返工": "rework",
    "结案": "closed",
    "办结": "closed",
    "已结案": "closed",
    "已办结": "closed",
    "延期": "extended",
    "缓办": "deferred",
    "挂账": "suspended",
    "督办": "supervised",
    "open": "accepted",
    "pending": "accepted",
    "referred out": "dispatched",
    "cancelled": "rejected",
    "canceled": "rejected",
}


def read_words(told: Iterable[str]) -> dict[str, str]:
    """The words of `WORDS` and those that a person adds as WORD=STATUS. Raises `FileFault` for an unknown status."""
    pairs = [text.rpartition("=")[::2] for text in told]
    for word, status in pairs:
        if not word or status not in STATUSES:
            raise FileFault(f"--status {word}={status}: WORD=STATUS with one of {', '.join(STATUSES)}")
    return WORDS | {word.strip().lower(): status for word, status in pairs}
