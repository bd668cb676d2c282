"""What `/search.json` answers."""

from typing import Any

import requests

from data.search_words import write_search_words
from tests.dashboard.conftest import Served
from tests.factories import add_issue


def search(served: Served, typed: str) -> Any:
    return requests.get(f"{served.url}/search.json", {"q": typed}, timeout=10).json()


def test_the_search_answers_areas_addresses_and_issues(served: Served) -> None:
    issue = add_issue(served.store, area_id=served.tree["west"], reference="GW-17")
    served.store.execute("UPDATE issue SET address = 'GW Road 1' WHERE id = %(issue)s", {"issue": issue})
    with served.store.transaction() as transaction:
        write_search_words(transaction)
    found = search(served, "GW")
    assert [area["id"] for area in found["areas"]] == [served.tree["west"]]
    assert [(address["address"], address["area"]["code"]) for address in found["addresses"]] == [("GW Road 1", "GW")]
    assert [told["source_reference"] for told in found["issues"]] == ["GW-17"]


def test_the_search_finds_no_petition(served: Served) -> None:
    add_issue(served.store, source="petition", reference="PT-2026-9")
    assert search(served, "PT-2026-9") == {"query": "PT-2026-9", "areas": [], "addresses": [], "issues": []}
