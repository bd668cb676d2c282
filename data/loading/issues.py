"""Loading issues: one file, one source, one transaction."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from data.faults import FileFault
from data.loading.account import SHOWN_REJECTED
from data.loading.admission import refuse_demo, refuse_second_load
from data.loading.issue_file import IssueFile
from data.loading.issue_plan import plan_issues
from data.loading.issue_report import IssueReport
from data.loading.issue_staging import check_issues, count_rejected, list_rejected, stage_issues
from data.loading.issue_writing import write_issues
from data.loading.placing import share_boundaries
from data.loading.progress import Progress
from data.loading.rejected_file import choose_target, name_part, write_rejected
from data.loading.text_table import TextTable, open_table
from data.store import Store, Transaction


def load_issues(store: Store, file: IssueFile, now: datetime, progress: Progress) -> IssueReport:
    """Load a file of issues and say what came of it; rejected rows come back as a file of their own.

    Everything is committed together or, when anything is raised, nothing is. Raises `FileFault` for a fault of the
    file, `DemoStoreFault` for a store that holds the demo, `StoreBusy` while another load runs, `LoadCancelled`.
    """
    refuse_demo(store)
    table = open_table(file.file, file.encoding)
    fields = file.find_columns(table)
    with _returning_rejected(table, file) as returned, store.transaction() as transaction:
        refuse_second_load(transaction)
        read = stage_issues(transaction, table, file, progress)
        rejected = _check_rows(transaction, table, file, read, progress)
        progress.say("finding areas")
        share_boundaries(transaction)
        plan = plan_issues(transaction, file.source, fields, now)
        if plan.added or plan.changed:
            write_issues(transaction, file.source, read, "updated_at" in fields, progress)
        examples = list_rejected(transaction, SHOWN_REJECTED)
        if rejected:
            write_rejected(table, returned, partial(list_rejected, transaction))
        progress.say("committing")
    return IssueReport(file, read, rejected, examples, returned if rejected else None, plan, progress.seconds)


def _check_rows(transaction: Transaction, table: TextTable, file: IssueFile, read: int, progress: Progress) -> int:
    """The number of rejected rows."""
    progress.say("checking rows")
    check_issues(transaction, table, file)
    rejected = count_rejected(transaction)
    if rejected == read or (rejected and file.is_strict):
        found = f"none of {read:,} rows fits" if rejected == read else f"{rejected:,} of {read:,} rows do not fit"
        first = list_rejected(transaction, 1)
        raise FileFault(f"{file.file}: {found}; {first[0] if first else 'it holds no rows'}")
    return rejected


@contextmanager
def _returning_rejected(table: TextTable, file: IssueFile) -> Iterator[Path]:
    """Where the rejected rows go: they come there when the load is done, and are gone when it failed."""
    target = choose_target(table, file.rejected)
    part = name_part(target)
    try:
        yield target
        if part.exists():
            os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
