"""Named faults: each one's text is a sentence for a person, raised once, where the fault is found."""


class Fault(Exception):
    """Base of all named faults; `str(fault)` is the sentence that a person reads."""


class SettingFault(Fault):
    """An environment variable or a stored setting is missing, malformed or contradicts another."""


class StoreAway(Fault):
    """The database does not answer or dropped the connection; it may come back."""


class StoreBusy(Fault):
    """Somebody else holds what is needed; trying again later helps."""


class StoreInUse(Fault):
    """Another app already runs on the same embedded store."""


class StoreUnusable(Fault):
    """The database cannot serve: PostgreSQL or PostGIS is missing, or the cluster does not start."""


class StoreNotEmpty(Fault):
    """The store holds data, where only an empty one will do."""


class SchemaFault(Fault):
    """The store's schema is not the one this program needs."""


class FileFault(Fault):
    """A whole file cannot be loaded; nothing of it was. Commands end with exit code 2."""


class UnknownArea(Fault):
    """No open area has the id or code that was asked for."""


class UnknownIssue(Fault):
    """No issue that may be shown has the id that was asked for."""


class UnknownSource(Fault):
    """No source has the name that was asked for."""


class UnknownLoad(Fault):
    """No load has the number that was asked for, or nothing of it is kept."""


class Forgotten(Fault):
    """A moment lies so long ago that the store does not know any more what it knew then."""


class DemoStoreFault(Fault):
    """A real load meets a store that holds the demo, or the demo meets a store that holds real data."""
