"""Opening the store: the embedded one or the one of `DATABASE_URL`."""

import logging
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from data.counts import adopt_cluster
from data.embedded import Cluster, run_cluster
from data.faults import StoreAway
from data.migrations import check_postgis, check_schema, migrate
from data.settings import Settings
from data.store import Store

LOG = logging.getLogger("gridboard.store")
APP_PATIENCE_SECONDS = 30
WAIT_SECONDS = 5


@contextmanager
def open_store(settings: Settings, *, app: bool = False) -> Iterator[Store]:
    """The store of these settings, its schema as this program needs it, as the app's role.

    `app`: this process is the one app on an embedded store; it waits for a database that does not answer yet.
    Raises `StoreInUse`, `StoreUnusable`, `StoreAway`, `SchemaFault`.
    """
    patience = APP_PATIENCE_SECONDS if app else 0
    if settings.database_url:
        with closing(Store(settings.database_url, patience=patience)) as store:
            if app:
                _wait_for(store)
            check_schema(store)
            adopt_cluster(store)
            yield store
        return
    with (
        run_cluster(settings.store, app=app) as cluster,
        closing(Store(cluster.url("app"), patience=patience)) as store,
    ):
        _bring_up_to_date(cluster)
        check_schema(store)
        adopt_cluster(store)
        yield store


def _wait_for(store: Store) -> None:
    """Until the database answers: after a power cut it may start later than the app."""
    while True:
        try:
            return check_postgis(store)
        except StoreAway as fault:
            LOG.warning("waiting for the database: %s", fault)
            time.sleep(WAIT_SECONDS)


def _bring_up_to_date(cluster: Cluster) -> None:
    with closing(Store(cluster.url("owner"), size=1)) as owner:
        migrate(owner)
