"""A load that is done to see what it would do, and then undone: the same steps, and nothing of them stays."""

from collections.abc import Iterator
from contextlib import contextmanager

from data.loading.foretelling import Foretold, foretell
from data.store import Store, Transaction


class _Undone(Exception):
    """Ends a transaction whose work nobody is to see."""


class RehearsedStore(Store):
    """A store whose transactions are undone at their end; `foretold` then tells what the last one would have done."""

    foretold: Foretold

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Everything inside is as in a transaction, and nothing of it stays."""
        try:
            with super().transaction() as transaction:
                yield transaction
                self.foretold = foretell(transaction)
                raise _Undone
        except _Undone:
            pass
