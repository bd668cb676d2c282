"""Loading areas: one file, one level, one transaction."""

from data.areas import analyze_areas, list_levels
from data.faults import FileFault
from data.loading.account import count_rejected, list_rejected, read_account
from data.loading.admission import refuse_demo, refuse_second_load
from data.loading.area_file import AreaFile
from data.loading.checks import check_codes, check_parents, mark_changed
from data.loading.moves import move_rows
from data.loading.progress import Progress
from data.loading.report import LoadReport
from data.loading.sources import open_source
from data.loading.staging import stage_areas
from data.loading.switch import Switch, plan_switch, write_areas
from data.search_words import write_search_words
from data.store import Store, Transaction


def load_areas(store: Store, file: AreaFile, progress: Progress) -> LoadReport:
    """Load a file of areas into one level and say what came of it.

    Everything is committed together or, when anything is raised, nothing is. Raises `FileFault` for a fault of the
    file, `DemoStoreFault` for a store that holds the demo, `StoreBusy` while another load runs, `LoadCancelled`.
    """
    refuse_demo(store)
    _refuse_unknown_level(store, file.level)
    with open_source(file) as source, store.transaction() as transaction:
        refuse_second_load(transaction)
        read = stage_areas(transaction, source, file, progress)
        _check_rows(transaction, file, read, progress)
        switch = plan_switch(transaction, file)
        account = read_account(transaction, file.level)
        moved = _switch_areas(transaction, file, switch, progress)
        progress.say("committing")
    return LoadReport(file, source.layer.name, source.told, read, switch, account, moved, progress.seconds)


def _refuse_unknown_level(store: Store, level: str) -> None:
    names = list_levels(store)
    if level not in names:
        raise FileFault(f"there is no level {level}; there are: {', '.join(names)}")


def _check_rows(transaction: Transaction, file: AreaFile, read: int, progress: Progress) -> None:
    progress.say("checking codes and parents")
    check_codes(transaction, file)
    check_parents(transaction, file)
    mark_changed(transaction, file)
    rejected = count_rejected(transaction)
    if rejected == read or (rejected and file.is_strict):
        found = f"none of {read:,} rows fits" if rejected == read else f"{rejected:,} of {read:,} rows do not fit"
        first = list_rejected(transaction, 1)
        raise FileFault(f"{file.file}: {found}; {first[0] if first else 'it holds no rows'}")


def _switch_areas(transaction: Transaction, file: AreaFile, switch: Switch, progress: Progress) -> int:
    """Write what differs; the rows that moved. The boundary lock comes last: before it nobody sees any of it."""
    if switch.is_empty:
        return 0
    progress.say("writing areas")
    write_areas(transaction, file, switch)
    write_search_words(transaction)
    analyze_areas(transaction)
    progress.say("finding the issues' areas")
    return move_rows(transaction, file, switch, progress)
