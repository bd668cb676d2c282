"""Turns at a bounded number of connections."""

from threading import Thread

from data.turns import Turns
from tests.waiting import wait_until


def test_who_comes_beyond_the_turns_waits_until_one_is_given_back():
    turns = Turns(1)
    turns.take(timeout=0)
    late = Thread(target=turns.take, args=[30])
    late.start()
    wait_until(lambda: (turns.taken, turns.waiting) == (1, 1))
    turns.give_back()
    late.join()
    assert (turns.taken, turns.waiting) == (1, 0)


def test_who_waits_too_long_gets_no_turn():
    turns = Turns(1)
    turns.take(timeout=0)
    assert not turns.take(timeout=0.01)
    assert (turns.taken, turns.waiting) == (1, 0)
