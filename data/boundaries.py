"""The version of the boundaries, as screens write it in addresses."""

from data.store import Store

READ_VERSION = """
SELECT version FROM boundaries
"""


def read_version(store: Store) -> int:
    """The present version, a signed 64-bit word."""
    return int(store.read_one(READ_VERSION).version)


def write_version(version: int) -> str:
    """A version in sixteen hexadecimal digits."""
    return f"{version & (2**64 - 1):016x}"
