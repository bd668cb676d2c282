"""The words of the page for files."""

from typing import Any

from dashboard.text import pick_words, text
from dashboard.text.words import LEVEL_WORDS
from data.code_systems import CODE_SYSTEMS

LOADS = {
    "areas": "Areas of a level",
    "lines": "Roads and rivers",
    "places": "Places",
    "issues": "Issues",
    "rosters": "Rosters",
}
NEEDED = {"code", "name", "reference", "reported_at", "area_code", "source", "level"}
COLUMNS: dict[str, dict[str, str]] = {
    "areas": {
        "code": "Code",
        "name": "Name",
        "parent": "Code of the area above",
        "households": "Households",
        "residents": "Residents",
    },
    "lines": {"kind_field": "Kind", "name": "Name"},
    "places": {"kind_field": "Kind", "name": "Name", "area": "Code of the area, for places without a point"},
    "issues": {
        "reference": "Reference",
        "reported_at": "Reported",
        "category": "Category",
        "title": "Title",
        "status": "Status",
        "is_urgent": "Urgent",
        "due_at": "Deadline",
        "closed_at": "Closed at",
        "updated_at": "Updated at",
        "address": "Address",
        "lon": "Longitude",
        "lat": "Latitude",
        "area_code": "Code of the area",
    },
    "rosters": {
        "area_code": "Code of the area",
        "organization": "Organization",
        "kind": "Kind",
        "count": "Number of heads",
    },
}
"""Kind of load → what a column of the file can hold."""

OPTIONAL = {"lines": {"name"}, "issues": {"area_code"}}


WORDS = {
    "title": "Load a file",
    "choose": "Choose a file",
    "drop": "or drop it here",
    "kinds": "GeoPackage, GeoJSON, zipped Shapefile, KML, FlatGeobuf, OSM, CSV, Excel",
    "most": "{size} MB at most",
    "too_large": "The file is larger than {size} MB",
    "sending": "Sending {name}: {share} %",
    "reading": "Reading the file",
    "other": "Another file",
    "stop": "Stop",
    "failed": "No connection: please try again",
    "silent": "The server does not answer: trying again",
    "layer": "Layer",
    "headings": "Rows with the headings",
    "rows": "{count} rows",
    "what": "What it holds",
    "level": "Level",
    "columns": "Which column holds what",
    "none": "Not in this file",
    "sample": "For instance {values}",
    "place": "Where it lies",
    "longitude": "Longitude or easting",
    "latitude": "Latitude or northing",
    "wkt": "Shape as WKT",
    "system": "Coordinates",
    "of_file": "As the file says",
    "unknown": "The file does not say it: please choose",
    "wgs84": "Lon/lat, WGS 84 or CGCS2000",
    "gcj02": "Lon/lat of Amap or Tencent (GCJ-02)",
    "bd09": "Lon/lat of Baidu (BD-09)",
    "another": "Another EPSG code",
    "candidate": "EPSG:{code} {name}: {lon}, {lat}",
    "shown": "{count} shapes shown",
    "middle": "Middle: {lon}, {lat}; {width} km wide, {height} km high",
    "map": "Preview on the map",
    "present": "Present boundaries",
    "in_file": "In the file",
    "kind": "Kind of all of it",
    "source": "Source",
    "roster": "All rows count",
    "either": "As each row says",
    "party_member": "Party members",
    "volunteer": "Volunteers",
    "only": "Only rows with",
    "replaces": "The file is the whole: what it leaves out is retired",
    "removes": "The file is the whole of its kinds: others of these are removed",
    "strict": "Refuse the file for one wrong row",
    "more": "More",
    "code_system": "Codes are of",
    "own_codes": "Our own, without a rule",
    "division": "Another division than the tree's, by its name",
    "time_zone": "Time zone, unless the street's own",
    "loads": "Loads so far",
    "at": "When",
    "file": "File",
    "came": "What came of it",
    "rejected_rows": "Rejected rows",
    "download": "Save",
    "locale": "locale of dates",
    "is_demo": "This is the demo street: it has to go before your own data can come",
    "remove_demo": "Remove the demo data",
    "really_remove": "Really remove all of the demo",
    "removing": "Removing the demo data",
    "mapping": "As kept before",
    "by_headings": "By the headings",
    "keep_as": "Keep this under a name",
    "keep": "Keep",
    "missing": "Still missing: {names}",
    "rehearse": "See what would change",
    "load": "Load",
    "running_rehearse": "Seeing what {name} would change",
    "running_load": "Loading {name}",
    "rows_read": "{rows} of {total} rows, {rate} a second, {left} s left",
    "rows_known": "{rows} rows, {rate} a second",
    "cancel": "Cancel",
    "cancelling": "Cancelling",
    "would": "What {name} would change",
    "did": "{name} is loaded",
    "cancelled": "{name} was not loaded: cancelled",
    "perhaps_loaded": "It is not known whether {name} is loaded: see the loads so far",
    "would_refuse": "The load would refuse this file: too many of its rows do not fit",
    "not_loaded": "{name} was not loaded",
    "not_rehearsed": "{name} cannot be loaded like this",
    "lost": "The server stopped while {name} was at work",
    "lost_rehearse": "Nothing was loaded: it was only looked at.",
    "lost_loaded": "It had come in whole before that.",
    "lost_load": "Nothing of it was loaded: please load it again.",
    "done": "Done",
    "back": "Back to the form",
    "to_map": "To the map",
    "nothing": "Nothing would change",
    "row": "Row",
    "field": "Field",
    "value": "Value",
    "reason": "Reason",
    "name": "Name",
    "code": "Code",
    "former": "Before",
    "boundary": "The boundary",
    "first": "The first {count}",
    "took": "{seconds} s",
    "number": "Count",
    "comma": "list separator",
}
COUNTS = {
    "read": "Rows read",
    "added": "New",
    "changed": "Changed",
    "unchanged": "Unchanged",
    "retired": "Retired",
    "removed": "Removed",
    "kept": "Kept, not in the file",
    "moved": "Issues that move",
    "unlocated": "Without a place in the tree",
    "mended": "Mended",
    "rejected": "Rejected",
}


def name_kinds(language: str) -> list[dict[str, Any]]:
    """What can be loaded, with the columns that it is made of."""
    words = text(language)
    return [
        {
            "name": load,
            "label": words[key],
            "columns": [
                {"name": name, "label": words[label], "isNeeded": name in NEEDED - OPTIONAL.get(load, set())}
                for name, label in COLUMNS[load].items()
            ],
        }
        for load, key in LOADS.items()
    ]


def desk_words(language: str) -> dict[str, Any]:
    """For `DataDesk`."""
    words = text(language)
    kinds = {load.removesuffix("s") if load == "rosters" else load: words[key] for load, key in LOADS.items()}
    levels = {level: words[key] for level, key in LEVEL_WORDS.items()}
    codes = {system: words[system] for system in CODE_SYSTEMS}
    named = {"counts": pick_words(language, **COUNTS), "kinds_of": kinds, "levels_of": levels, "code_systems": codes}
    return pick_words(language, **WORDS) | named
