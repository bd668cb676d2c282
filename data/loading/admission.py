"""Whether a load may begin: not into the demo, and one at a time."""

from data.faults import DemoStoreFault, StoreBusy
from data.store import Store, Transaction

IS_DEMO = """
SELECT FROM setting WHERE name = 'is_demo' AND value = 'true'
"""


def refuse_demo(store: Store) -> None:
    """Raises `DemoStoreFault` when the store holds the demo."""
    if store.read(IS_DEMO):
        raise DemoStoreFault("the store holds the demo street: empty it with `python -m data demo --remove`, then load")


TRY_LOAD_LOCK = """
SELECT pg_try_advisory_xact_lock(hashtextextended('gridboard load', 0)) AS is_held
"""

# A load whose process was killed ends within seconds, not with the statement that it was at (PostgreSQL 14).
NOTICE_END = """
SELECT set_config(name, '2s', true) FROM pg_settings WHERE name = 'client_connection_check_interval'
"""


def refuse_second_load(transaction: Transaction) -> None:
    """Raises `StoreBusy` while another load runs; until the end of this transaction no other one begins."""
    transaction.execute(NOTICE_END)
    if not transaction.read_one(TRY_LOAD_LOCK).is_held:
        raise StoreBusy("another load is running: wait for its end")
