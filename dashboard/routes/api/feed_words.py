"""How the feeds are described in `/api/openapi.json`."""

from typing import Any

from data.loading.issue_file import FIELDS

MOST_MESSAGES = 10_000

MOMENT = {"type": ["string", "null"], "format": "date-time"}
TEXTS = {"type": ["string", "null"]}
PROPERTIES: dict[str, dict[str, Any]] = {
    "reference": {"type": "string", "description": "The number in the source; with the source it names the issue."},
    "category": TEXTS | {"maxLength": 300},
    "title": TEXTS | {"maxLength": 4000, "description": "Shown on the issue's own page only."},
    "status": TEXTS | {"description": "A status, or a word for one. None: closed with closed_at, otherwise accepted."},
    "is_urgent": {"type": ["boolean", "null"]},
    "reported_at": MOMENT | {"type": "string"},
    "due_at": MOMENT,
    "closed_at": MOMENT,
    "updated_at": MOMENT | {"type": "string", "description": "When the source changed it last: the newest counts."},
    "address": TEXTS | {"maxLength": 4000},
    "lon": {"type": ["number", "null"], "minimum": -180, "maximum": 180},
    "lat": {"type": ["number", "null"], "minimum": -90, "maximum": 90},
    "area_code": TEXTS | {"maxLength": 100, "description": "Where it counts when it has no point."},
}
REQUIRED = ["reference", "reported_at", "updated_at"]
ISSUE = {
    "type": "object",
    "description": "The whole of an issue at a moment. One that does not fit is rejected, the others are kept.",
    "required": REQUIRED,
    "properties": {name: PROPERTIES[name] for name in FIELDS},
    "additionalProperties": False,
}
MESSAGES = {
    "type": "object",
    "required": ["issues"],
    "properties": {"issues": {"type": "array", "maxItems": MOST_MESSAGES, "items": ISSUE}},
    "additionalProperties": False,
}
BODY = {"requestBody": {"required": True, "content": {"application/json": {"schema": MESSAGES}}}}

COUNT = {"type": "integer", "minimum": 0}
ROW = {
    "type": "object",
    "required": ["row", "reference", "answer"],
    "properties": {
        "row": {"type": "integer", "minimum": 1},
        "reference": {"type": ["string", "null"]},
        "answer": {"enum": ["created", "changed", "unchanged", "rejected"]},
        "field": {"type": "string"},
        "reason": {"type": "string"},
    },
}
TAKEN = {
    "type": "object",
    "required": ["created", "changed", "unchanged", "rejected", "rows"],
    "properties": dict.fromkeys(("created", "changed", "unchanged", "rejected"), COUNT)
    | {"rows": {"type": "array", "items": ROW}},
}
REFUSED = {"type": "object", "required": ["reason"], "properties": {"reason": {"type": "string"}}}


def _describe(meaning: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": meaning, "content": {"application/json": {"schema": schema}}}


RESPONSES: dict[int | str, dict[str, Any]] = {
    200: _describe("What became of each message, in their order. All is committed.", TAKEN),
    400: _describe("The request broke off.", REFUSED),
    401: _describe("No key, or one that is unknown or revoked.", REFUSED),
    403: _describe("The key belongs to another source.", REFUSED),
    408: _describe("The request did not come within a minute.", REFUSED),
    413: _describe("More than 10 MB or 10,000 issues.", REFUSED),
    415: _describe("Not JSON, or packed.", REFUSED),
    422: _describe('Not {"issues": […]}. Nothing is kept.', REFUSED),
    429: _describe("More than 60 requests a minute, or 4 at once. Again after Retry-After seconds.", REFUSED),
    503: _describe("The store is away or busy; nothing is kept. Again after Retry-After seconds.", REFUSED),
}
