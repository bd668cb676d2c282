"""Loading areas: one file, one level, one transaction."""

from dataclasses import replace
from functools import partial

from data.areas import analyze_areas, list_levels
from data.faults import FileFault
from data.load_records import write_load
from data.loading.account import Account, read_account
from data.loading.admission import refuse_demo, refuse_second_load
from data.loading.area_file import AreaFile
from data.loading.area_rows import list_added, list_changed, list_mended, list_moved, list_retired
from data.loading.checks import check_codes, check_parents, mark_changed
from data.loading.moves import count_moves, move_rows
from data.loading.outcome import Outcome
from data.loading.progress import Progress
from data.loading.recording import recording
from data.loading.rejected_rows import count_rejected, list_rejected, refuse_unfit
from data.loading.rejected_shapes import keep_rejected
from data.loading.report import LoadReport
from data.loading.sources import open_source
from data.loading.staging import STAGING, stage_areas
from data.loading.switch import Switch, plan_switch, write_areas
from data.search_words import write_search_words
from data.store import Store, Transaction


def load_areas(store: Store, file: AreaFile, progress: Progress) -> LoadReport:
    """Load a file of areas into one level and say what came of it.

    Everything is committed together with its record or, when anything is raised or it is a dry run, nothing is. Raises
    `FileFault` for a fault of the file, which is recorded as well, `DemoStoreFault` for a store that holds the demo,
    `StoreBusy` while another load runs, `LoadCancelled`.
    """
    refuse_demo(store)
    _refuse_unfit(store, file)
    with (
        recording(store, "areas", file.level, file) as told,
        open_source(file) as source,
        store.transaction(is_dry=file.is_dry) as transaction,
    ):
        refuse_second_load(transaction)
        read = stage_areas(transaction, source, file, progress)
        _check_rows(transaction, file, read, progress)
        switch = plan_switch(transaction, file)
        account = read_account(transaction, file)
        planned = _plan_outcome(transaction, file, read, switch, account)
        is_kept = account.rejected and not file.is_dry
        kept = keep_rejected(source, file, partial(list_rejected, transaction, STAGING)) if is_kept else None
        outcome = _switch_areas(transaction, file, switch, planned, progress)
        record = None if file.is_dry else write_load(transaction, told, outcome, progress.seconds, kept)
        progress.say("committing")
    return LoadReport(
        file=file,
        layer=source.layer.name,
        crs=source.told,
        outcome=outcome,
        switch=switch,
        account=account,
        seconds=progress.seconds,
        record=record,
    )


def _refuse_unfit(store: Store, file: AreaFile) -> None:
    names = list_levels(store)
    if file.level not in names:
        raise FileFault(f"there is no level {file.level}; there are: {', '.join(names)}")
    if file.parent is not None and not file.is_of_tree:
        raise FileFault(f"areas of the system {file.system} have no parents: only those of governance form a tree")


def _check_rows(transaction: Transaction, file: AreaFile, read: int, progress: Progress) -> None:
    progress.say("checking codes and parents")
    check_codes(transaction, file)
    check_parents(transaction, file)
    mark_changed(transaction, file)
    refuse_unfit(file, read, count_rejected(transaction, STAGING), list_rejected(transaction, STAGING, 1))


def _plan_outcome(transaction: Transaction, file: AreaFile, read: int, switch: Switch, account: Account) -> Outcome:
    """What will be done, but for the moves; row by row for a dry run."""
    outcome = Outcome(
        read=read,
        added=switch.added,
        changed=switch.changed,
        retired=switch.retired,
        moved=0,
        unchanged=read - account.rejected - switch.added - switch.changed,
        rejected=account.rejected,
        mended=account.mended,
        rejected_rows=account.examples,
        mended_rows=list_mended(transaction),
    )
    if not file.is_dry:
        return outcome
    return replace(
        outcome,
        added_rows=list_added(transaction),
        changed_rows=list_changed(transaction, file),
        retired_rows=list_retired(transaction) if file.replaces else [],
    )


def _switch_areas(
    transaction: Transaction, file: AreaFile, switch: Switch, planned: Outcome, progress: Progress
) -> Outcome:
    """Write what differs; what became of it. The boundary lock comes last: it is held for as short as can be."""
    if switch.is_empty:
        return planned
    progress.say("writing areas")
    write_areas(transaction, file, switch)
    if not file.is_of_tree:
        return planned
    analyze_areas(transaction)
    if file.is_dry:
        return replace(planned, moved=count_moves(transaction, file, switch), moved_rows=list_moved(transaction))
    write_search_words(transaction)
    progress.say("finding the issues' areas")
    return replace(planned, moved=move_rows(transaction, file, switch, progress))
