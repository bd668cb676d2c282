"""The progress of a load, as a person who waits sees it."""

import io

import pytest

from data.loading.progress import LoadCancelled, Progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def progress_on(stream, *moments):
    """Progress whose clock shows these seconds, one a look."""
    return Progress(stream, iter(moments).__next__)


def test_a_terminal_sees_one_line_with_rows_rate_and_time_left():
    stream = Terminal()
    progress = progress_on(stream, 0.0, 2.0)
    progress.expect(5_000)
    progress.advance(1_000)
    assert stream.getvalue() == "\r\x1b[K1,000 of 5,000 rows, 500 rows/s, 8 s left"


def test_a_log_gets_a_line_every_few_seconds():
    stream = io.StringIO()
    progress = progress_on(stream, 0.0, 1.0, 6.0, 6.0, 7.0)
    progress.say("checking codes and parents")
    progress.say("writing areas")
    progress.say("committing")
    assert stream.getvalue() == "writing areas\n"


def test_the_step_after_a_cancel_is_not_begun():
    progress = Progress(io.StringIO())
    progress.cancel()
    with pytest.raises(LoadCancelled):
        progress.say("writing areas")
