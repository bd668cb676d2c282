"""The findings of the last check, in the store."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime

import shapely

from data.check.finding import SEVERITIES, Finding
from data.check.reading import Survey
from data.loading.texts import write_field
from data.store import Store

ADD_CHECK = """
INSERT INTO quality_check (id, started_at, finished_at, boundaries, limits, completeness) OVERRIDING SYSTEM VALUE
VALUES (%(id)s, %(started_at)s, %(finished_at)s, %(boundaries)s, %(limits)s, %(completeness)s)
"""

COPY_FINDINGS = """
COPY finding (check_id, severity, kind, level, area_ids, value, unit, parts, geom) FROM STDIN
"""

FORGET_FORMER = """
DELETE FROM quality_check WHERE id < (SELECT max(id) FROM quality_check)
"""


def keep_findings(store: Store, survey: Survey, found: list[Finding], began: datetime, ended: datetime) -> None:
    """In one transaction, in place of those of earlier checks; those of a check that read later stay instead."""
    values = {
        "id": survey.number,
        "started_at": began,
        "finished_at": ended,
        "boundaries": survey.boundaries,
        "limits": json.dumps(asdict(survey.limits)),
        "completeness": json.dumps([list(row) for row in survey.filled]),
    }
    with store.transaction() as transaction:
        transaction.execute(ADD_CHECK, values)
        transaction.copy_in(COPY_FINDINGS, _write_rows(survey.number, found))
        transaction.execute(FORGET_FORMER)


def _write_rows(check_id: int, found: Iterable[Finding]) -> Iterator[str]:
    for finding in found:
        fields = [
            str(check_id),
            str(SEVERITIES.index(finding.severity) + 1),
            finding.kind,
            finding.level,
            "{" + ",".join(map(str, finding.area_ids)) + "}",
            None if finding.value is None else repr(float(finding.value)),
            finding.unit,
            json.dumps(finding.parts, ensure_ascii=False),
            None if finding.place is None else _write_shape(finding),
        ]
        yield "\t".join(map(write_field, fields)) + "\n"


def _write_shape(finding: Finding) -> str:
    return str(shapely.to_wkb(shapely.set_srid(finding.place, 4326), hex=True, include_srid=True))
