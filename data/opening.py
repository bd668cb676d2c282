"""Opening the store: the embedded one or the one of `DATABASE_URL`."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from data.counts import adopt_cluster
from data.embedded import Cluster, run_cluster
from data.migrations import check_schema, migrate
from data.settings import Settings
from data.store import Store


@contextmanager
def open_store(settings: Settings, *, app: bool = False) -> Iterator[Store]:
    """The store of these settings, its schema as this program needs it, as the app's role.

    `app`: this process is the one app on an embedded store.
    Raises `StoreInUse`, `StoreUnusable`, `StoreAway`, `SchemaFault`.
    """
    if settings.database_url:
        with closing(Store(settings.database_url)) as store:
            check_schema(store)
            adopt_cluster(store)
            yield store
        return
    with run_cluster(settings.store, app=app) as cluster, closing(Store(cluster.url("app"))) as store:
        _bring_up_to_date(cluster)
        adopt_cluster(store)
        yield store


def _bring_up_to_date(cluster: Cluster) -> None:
    with closing(Store(cluster.url("owner"), size=1)) as owner:
        migrate(owner)
