"""Taking turns at something that there is little of."""

from threading import Condition


class Turns:
    """At most `size` are taken at once; who comes beyond them waits. Safe from any thread."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.taken = 0
        self.waiting = 0
        self._changed = Condition()

    def take(self, timeout: float) -> bool:
        """Wait for a turn, for so many seconds; whether there was one. Who has it gives it back."""
        with self._changed:
            self.waiting += 1
            has_turn = self._changed.wait_for(lambda: self.taken < self.size, timeout)
            self.waiting -= 1
            self.taken += has_turn
        return has_turn

    def give_back(self) -> None:
        """End a turn."""
        with self._changed:
            self.taken -= 1
            self._changed.notify()
