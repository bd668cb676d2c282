"""Which coordinate reference system a file's coordinates are in, and the way from there to lon/lat."""

import re
from dataclasses import dataclass

from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from data.faults import FileFault

LON_LAT = CRS.from_epsg(4326)


@dataclass(frozen=True)
class Projection:
    """`told`: the system in words, with what it overrides; `to_lon_lat` takes x, y in the system's own units."""

    told: str
    to_lon_lat: Transformer


def choose_projection(name: str, in_file: str | None, given: str | None) -> Projection:
    """From the file, or given by hand as an EPSG code, which overrides the file. Never guessed.

    Raises `FileFault` when neither tells it, or what they tell is no system that PROJ knows.
    """
    of_file = _read_crs(name, in_file)
    if given is not None:
        chosen = _read_given(given)
        told = f"{_describe(chosen)} (given; {name} says {_describe(of_file) if of_file else 'none'})"
        return _project(name, chosen, told)
    if of_file is None:
        raise FileFault(f"{name} does not say in which coordinate reference system it is: give it with --crs")
    return _project(name, of_file, _describe(of_file))


def _project(name: str, crs: CRS, told: str) -> Projection:
    try:
        return Projection(told, Transformer.from_crs(crs, LON_LAT, always_xy=True))
    except ProjError as fault:
        raise FileFault(f"{name}: there is no way from {told} to lon/lat") from fault


def _read_given(given: str) -> CRS:
    code = re.fullmatch(r"(?:EPSG:)?(\d{1,6})", given.strip(), re.IGNORECASE)
    if code is None:
        raise FileFault(f"--crs {given} is not an EPSG code such as 4490")
    try:
        return CRS.from_epsg(int(code[1]))
    except CRSError as fault:
        raise FileFault(f"--crs {given}: the EPSG register has no such code") from fault


def _read_crs(name: str, told: str | None) -> CRS | None:
    if told is None:
        return None
    try:
        crs = CRS.from_user_input(told)
    except CRSError as fault:
        raise FileFault(f"{name} names a coordinate reference system nobody knows: {told[:60]!r}") from fault
    is_placeholder = crs.is_engineering or crs.name.startswith("Undefined ")  # srs_id -1 and 0 of a GeoPackage
    return None if is_placeholder else crs


def _describe(crs: CRS) -> str:
    authority = crs.to_authority()
    return f"{':'.join(authority)} {crs.name}" if authority else str(crs.name)
