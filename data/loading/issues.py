"""Loading issues: one file, one source, one transaction."""

from datetime import datetime
from functools import partial

from data.load_records import write_load
from data.loading.admission import refuse_demo, refuse_second_load
from data.loading.boundary_lock import share_boundaries
from data.loading.issue_file import IssueFile
from data.loading.issue_outcome import read_outcome
from data.loading.issue_plan import Plan, plan_issues
from data.loading.issue_report import IssueReport
from data.loading.issue_staging import STAGING, check_issues, stage_issues
from data.loading.issue_writing import write_issues
from data.loading.outcome import Outcome
from data.loading.progress import Progress
from data.loading.recording import recording
from data.loading.rejected_file import returning_rejected, write_rejected
from data.loading.rejected_rows import count_rejected, list_rejected, refuse_unfit
from data.loading.tables import open_table
from data.loading.text_table import TextTable
from data.sources import report_sync
from data.store import Store, Transaction


def load_issues(store: Store, file: IssueFile, now: datetime, progress: Progress) -> IssueReport:
    """Load a file of issues and say what came of it; rejected rows come back as a file of their own.

    Everything is committed together with its record or, when anything is raised or it is a dry run, nothing is. Raises
    `FileFault` for a fault of the file, which is recorded as well, `DemoStoreFault` for a store that holds the demo,
    `StoreBusy` while another load runs, `LoadCancelled`.
    """
    refuse_demo(store)
    with recording(store, "issues", file.source, file) as loaded:
        table = open_table(file.file, file.encoding, file.layer, file.headings)
        with returning_rejected(table, file.rejected) as returned, store.transaction(is_dry=file.is_dry) as transaction:
            refuse_second_load(transaction)
            outcome, plan = _write_file(transaction, table, file, now, progress)
            record = None
            if not file.is_dry:
                rejected = partial(list_rejected, transaction, STAGING)
                kept = write_rejected(table, file, returned, rejected) if outcome.rejected else None
                record = write_load(transaction, loaded, outcome, progress.seconds, kept)
            progress.say("committing")
            report_sync(transaction, now, file.source)
    is_returned = outcome.rejected > 0 and not file.is_dry
    return IssueReport(
        file=file,
        outcome=outcome,
        returned=returned if is_returned else None,
        plan=plan,
        seconds=progress.seconds,
        record=record,
    )


def _write_file(
    transaction: Transaction, table: TextTable, file: IssueFile, now: datetime, progress: Progress
) -> tuple[Outcome, Plan]:
    """Write what differs, but for a dry run, and say what it is."""
    fields = file.find_columns(table)
    read = stage_issues(transaction, table, file, progress)
    progress.say("checking rows")
    check_issues(transaction, table, file)
    rejected = count_rejected(transaction, STAGING)
    refuse_unfit(file, read, rejected, list_rejected(transaction, STAGING, 1))
    progress.say("finding areas")
    share_boundaries(transaction)
    plan = plan_issues(transaction, file.source, fields, now)
    outcome = read_outcome(transaction, plan, read, rejected, is_dry=file.is_dry)
    if (plan.added or plan.changed) and not file.is_dry:
        write_issues(transaction, file.source, read, "updated_at" in fields, progress)
    return outcome, plan
