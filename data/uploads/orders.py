"""What a person says about an upload, as the loaders take it."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from data.commands.load_issues import read_source
from data.faults import FileFault
from data.loading import issue_file, roster_file
from data.loading.area_file import GOVERNANCE, AreaFile, choose_code_system
from data.loading.areas import load_areas
from data.loading.issue_file import IssueFile
from data.loading.issue_status import read_words
from data.loading.issues import load_issues
from data.loading.map_file import LineFile, PlaceFile
from data.loading.map_rows import load_map
from data.loading.origin import PAGE, Origin
from data.loading.progress import Progress
from data.loading.roster import load_roster
from data.loading.roster_file import RosterFile
from data.loading.source_file import SourceFile
from data.store import Store
from data.uploads.any_file import Told, choose_said

SHAPED: dict[str, type[SourceFile]] = {"areas": AreaFile, "lines": LineFile, "places": PlaceFile}


def run_load(store: Store, path: str, order: Told, progress: Progress) -> Any:
    """Load what is ordered, or say what that would do. Raises what loaders raise, `FileFault` for what is not said."""
    what, told, now = order["what"], order["told"], datetime.fromisoformat(order["now"])
    way: dict[str, Any] = {"origin": Origin(PAGE, order["name"], order["job"]), "is_dry": order["task"] == "rehearse"}
    if what == "areas":
        return load_areas(store, replace(_read_shaped(AreaFile, path, told), **way), progress)
    if what in ("lines", "places"):
        return load_map(store, replace(_read_shaped(SHAPED[what], path, told), **way), progress)
    if what == "issues":
        return load_issues(store, replace(_read_issues(path, told, order["zone"]), **way), now, progress)
    if what == "rosters":
        return load_roster(store, replace(_read_roster(path, told), **way), now, progress)
    raise FileFault(f"{what} is nothing that can be loaded")


def _read_shaped(kind: type[Any], path: str, told: Told) -> Any:
    chosen = choose_said(kind, told)
    needed = {"areas": ("level", "code", "name"), "lines": (), "places": ("name",)}
    what = next(name for name, each in SHAPED.items() if each is kind)
    missing = [name for name in needed[what] if name not in chosen]
    if what != "areas" and not chosen.keys() & {"kind", "kind_field"}:
        missing.append("kind")
    _refuse_missing(missing)
    if kind is AreaFile:
        chosen["code_system"] = choose_code_system(chosen.get("code_system"), chosen.get("system", GOVERNANCE))
    return kind(file=path, **chosen)


def _read_issues(path: str, told: Told, zone: str) -> IssueFile:
    _refuse_missing([] if told.get("source") else ["source"])
    return IssueFile(
        file=path,
        source=read_source(str(told["source"])),
        zone=_read_zone(told.get("time_zone") or zone),
        words=read_words([f"{word}={status}" for word, status in (told.get("words") or {}).items()]),
        columns=_choose_columns(issue_file.FIELDS, told),
        layer=told.get("layer"),
        headings=told.get("headings"),
        encoding=told.get("encoding"),
        is_strict=bool(told.get("is_strict")),
    )


def _read_zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as fault:
        raise FileFault(f"{name} is no time zone such as Asia/Shanghai") from fault


def _read_roster(path: str, told: Told) -> RosterFile:
    _refuse_missing([] if told.get("source") else ["source"])
    return RosterFile(
        file=path,
        source=read_source(str(told["source"])),
        columns=_choose_columns(roster_file.FIELDS, told),
        roster=told.get("roster"),
        layer=told.get("layer"),
        headings=told.get("headings"),
        encoding=told.get("encoding"),
        is_strict=bool(told.get("is_strict")),
    )


def _choose_columns(names: tuple[str, ...], told: Told) -> dict[str, str]:
    return {name: str(told[name]) for name in names if told.get(name)}


def _refuse_missing(names: list[str]) -> None:
    if names:
        raise FileFault(f"it is not said which field holds: {', '.join(names)}")
