"""The open issues in the panel of an area."""

from dashboard.panels.area_issues import write_issues
from data.store import Store
from tests.factories import add_issue, add_tree


def test_only_a_list_that_ends_early_says_so(store: Store) -> None:
    street = {"id": add_tree(store)["street"], "code": "S", "level": "street"}
    [add_issue(store, area_id=street["id"]) for _ in range(8)]
    assert write_issues(store, street, "en")["notes"] == []
    add_issue(store, area_id=street["id"])
    written = write_issues(store, street, "en")
    assert (len(written["rows"]), written["notes"]) == (8, ["The first 8 by deadline"])
