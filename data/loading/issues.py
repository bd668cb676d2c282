"""Loading issues: one file, one source, one transaction."""

from datetime import datetime
from functools import partial

from data.loading.account import SHOWN_REJECTED
from data.loading.admission import refuse_demo, refuse_second_load
from data.loading.boundary_lock import share_boundaries
from data.loading.issue_file import IssueFile
from data.loading.issue_plan import plan_issues
from data.loading.issue_report import IssueReport
from data.loading.issue_staging import STAGING, check_issues, stage_issues
from data.loading.issue_writing import write_issues
from data.loading.progress import Progress
from data.loading.rejected_file import returning_rejected, write_rejected
from data.loading.rejected_rows import list_rejected, refuse_unfit
from data.loading.tables import open_table
from data.sources import report_sync
from data.store import Store


def load_issues(store: Store, file: IssueFile, now: datetime, progress: Progress) -> IssueReport:
    """Load a file of issues and say what came of it; rejected rows come back as a file of their own.

    Everything is committed together or, when anything is raised, nothing is. Raises `FileFault` for a fault of the
    file, `DemoStoreFault` for a store that holds the demo, `StoreBusy` while another load runs, `LoadCancelled`.
    """
    refuse_demo(store)
    table = open_table(file.file, file.encoding, file.layer, file.headings)
    fields = file.find_columns(table)
    with returning_rejected(table, file.rejected) as returned, store.transaction() as transaction:
        refuse_second_load(transaction)
        read = stage_issues(transaction, table, file, progress)
        progress.say("checking rows")
        check_issues(transaction, table, file)
        rejected = refuse_unfit(transaction, STAGING, file.file, read, file.is_strict)
        progress.say("finding areas")
        share_boundaries(transaction)
        plan = plan_issues(transaction, file.source, fields, now)
        if plan.added or plan.changed:
            write_issues(transaction, file.source, read, "updated_at" in fields, progress)
        examples = list_rejected(transaction, STAGING, SHOWN_REJECTED)
        if rejected:
            write_rejected(table, returned, partial(list_rejected, transaction, STAGING))
        progress.say("committing")
        report_sync(transaction, now, file.source)
    return IssueReport(file, read, rejected, examples, returned if rejected else None, plan, progress.seconds)
