"""The store as its owner, who alone may read and make all of it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from data.embedded import run_cluster
from data.faults import SettingFault
from data.settings import Settings
from data.store import Store


@contextmanager
def open_as_owner(settings: Settings, *, alone: bool = False) -> Iterator[Store]:
    """The store of these settings, with whatever schema it has. `alone`: no app may run on the embedded store.

    Raises `SettingFault` when the owner's address is not known, `StoreInUse`, `StoreUnusable`, `StoreAway`.
    """
    if settings.database_url is None:
        with run_cluster(settings.store, app=alone) as cluster, closing(Store(cluster.url("owner"), size=1)) as owner:
            yield owner
        return
    if settings.owner_url is None:
        raise SettingFault("set GRIDBOARD_OWNER_URL: only the database's owner may read and make all of it")
    with closing(Store(settings.owner_url, size=1)) as owner:
        yield owner
