"""What became of the messages of feeds, counted since the start."""

import logging
from collections import Counter
from collections.abc import Sequence

from data.loading.issue_feed import Answer

LOG = logging.getLogger("gridboard.feeds")


class FeedTally:
    """Messages by source and answer. It belongs to the event loop."""

    def __init__(self) -> None:
        self.answers: Counter[tuple[str, str]] = Counter()

    def add(self, source: str, answers: Sequence[Answer]) -> None:
        """Take in the answers to a request. Rejections are logged too: the answers are read by their sender alone."""
        self.answers.update((source, answer.answer) for answer in answers)
        rejected = [answer for answer in answers if answer.answer == "rejected"]
        if rejected:
            first = rejected[0]
            LOG.warning(
                "%s: %d of %d messages rejected, the first for its %s: %s",
                *(source, len(rejected), len(answers), first.field, first.reason),
            )
