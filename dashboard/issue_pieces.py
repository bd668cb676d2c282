"""Components of the pages of issues; `words` holds their texts by name."""

from dashboard.component import GridboardComponent


class IssueRegister(GridboardComponent):
    """The list of issues with its filters, which it keeps in the address; rows come from `/issues.json`.

    `values`: the filters by parameter, empty where nothing is limited; `area`: `{"code", "name"}` of the area that the
    list is limited to; `choices`: parameter → `[value, label]` pairs; `language`: of the workbook; `drawn`: when the
    server drew this.
    """

    _type = "IssueRegister"
    _prop_names = ["id", "values", "area", "choices", "language", "drawn", "words"]


class IssueChange(GridboardComponent):
    """Says that the issue with the id `issue` changed since the page was `drawn`, and has it drawn again on demand."""

    _type = "IssueChange"
    _prop_names = ["id", "issue", "drawn", "words"]


class BackButton(GridboardComponent):
    """Leads to where the reader came from; to `href` when the page was opened by its own address."""

    _type = "BackButton"
    _prop_names = ["children", "id", "href", "className"]
