"""The mark of a store that holds the demo, and what keeps demo and real data apart."""

from data.demo.names import STREET
from data.faults import DemoStoreFault
from data.store import Store, Transaction

READ_MARK = """
SELECT value = 'true' AS is_demo FROM setting WHERE name = 'is_demo'
"""


def is_demo(store: Store | Transaction) -> bool:
    """Whether the store is marked as holding the demo."""
    return any(row.is_demo for row in store.read(READ_MARK))


READ_CONTENT = """
SELECT EXISTS (SELECT FROM area) AS areas, EXISTS (SELECT FROM issue) AS issues,
    EXISTS (SELECT FROM party_member) OR EXISTS (SELECT FROM volunteer) AS roster,
    EXISTS (SELECT FROM map_line) AS lines, EXISTS (SELECT FROM map_place) AS places
"""


def is_free(store: Store | Transaction) -> bool:
    """Whether the demo may be loaded: False when it is there already. Raises `DemoStoreFault` when other data is."""
    if is_demo(store):
        return False
    held = [name for name, holds in store.read_one(READ_CONTENT)._asdict().items() if holds]
    if held:
        raise DemoStoreFault(
            f"The store already holds {', '.join(held)}: the demo street goes only into an empty store."
        )
    return True


DEMO_SETTINGS = {
    "is_demo": "true",
    "street_title": STREET,
    "mode": "routine",
    "people_min_level": "building",
    "min_count": "0",
}
PLAIN_SETTINGS = {"is_demo": "false", "street_title": "", "people_min_level": "community", "min_count": "10"}
WRITE_SETTING = """
UPDATE setting SET value = %(value)s WHERE name = %(name)s
"""


def write_mark(transaction: Transaction, *, holds_demo: bool) -> None:
    """Mark the store, with the settings that a demo needs, or take the mark off again."""
    for name, value in (DEMO_SETTINGS if holds_demo else PLAIN_SETTINGS).items():
        transaction.execute(WRITE_SETTING, {"name": name, "value": value})
