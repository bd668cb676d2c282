"""Which coordinate reference system a file's coordinates are in, and the way from there to lon/lat."""

import re
from dataclasses import dataclass

import numpy as np
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from data.faults import FileFault
from data.loading.cgcs2000 import contradicts, describe_places, find_right_code, list_candidates
from data.loading.layer import Layer
from data.loading.shapes import Shapes, ToLonLat
from data.loading.shifted import TOLD, UNSHIFTED

LON_LAT = CRS.from_epsg(4326)
CODES = {"wgs84": "4326", "cgcs2000": "4490", "gcj02": "4326", "bd09": "4326"}
COORDINATES = tuple(CODES)
SAMPLE_ROWS = 1_000

Point = tuple[float, float]


@dataclass(frozen=True)
class Projection:
    """`told`: the system in words, with what it overrides; `to_lon_lat` takes x, y in the system's own units."""

    told: str
    to_lon_lat: ToLonLat


def choose_projection(layer: Layer, given: str | None, coordinates: str | None) -> Projection:
    """From the file, or given by hand as an EPSG code, which overrides the file. Never guessed.

    `coordinates`, one of `COORDINATES`, says which lon/lat it is; for the shifted ones the shift is undone. Raises
    `FileFault` when nothing tells the system, when nobody knows it, or when the size of the coordinates contradicts it.
    """
    name, middle = layer.path.name, find_middle(layer)
    if given is not None and coordinates in ("wgs84", "cgcs2000"):
        raise FileFault(f"--crs {given} and --coordinates {coordinates} both say what lon/lat is: give one of them")
    of_file = _read_crs(name, layer.crs)
    by_hand = given or (CODES[coordinates] if coordinates else None)
    if by_hand is None and of_file is None:
        raise FileFault(_ask(name, middle))
    chosen = _read_given(by_hand) if by_hand is not None else of_file
    assert chosen is not None
    _refuse_contradiction(name, chosen, middle)
    return _project(name, chosen, _tell(name, chosen, of_file, by_hand), coordinates)


def find_middle(layer: Layer) -> Point | None:
    """The median of the first shapes' coordinates, None when there are none."""
    shapes = [shape for shape in layer.read_first((), SAMPLE_ROWS).shapes if isinstance(shape, bytes)]
    places: Shapes = shapely.get_coordinates(shapely.from_wkb(shapes, on_invalid="ignore"))
    places = places[np.isfinite(places).all(axis=1)]
    return (float(np.median(places[:, 0])), float(np.median(places[:, 1]))) if len(places) else None


def _ask(name: str, middle: Point | None) -> str:
    question = f"{name} does not say in which coordinate reference system it is: give it with --crs"
    if middle is None:
        return question
    found = describe_places(list_candidates(*middle), *middle) or _find_exchange(middle)
    lon_lat = " (or, with a map service's shift, --coordinates gcj02 or bd09)" if _is_lon_lat(middle) else ""
    return f"{question}; its middle is {_show(middle)}: {found or 'no usual system has such coordinates'}{lon_lat}"


def _refuse_contradiction(name: str, crs: CRS, middle: Point | None) -> None:
    if middle is None or (_is_lon_lat(middle) == crs.is_geographic and not contradicts(crs, *middle)):
        return
    right = find_right_code(crs, middle[0])
    places = describe_places([right] if right else list_candidates(*middle), *middle)
    advice = f"{places}: give the right one with --crs" if places else _find_exchange(middle)
    if advice or not crs.is_geographic:
        raise FileFault(f"{name} cannot be in {_describe(crs)}: its middle is {_show(middle)}; {advice}".rstrip("; "))


def _is_lon_lat(middle: Point) -> bool:
    return abs(middle[0]) <= 180 and abs(middle[1]) <= 90


def _find_exchange(middle: Point) -> str:
    """A sentence when the other way round would make sense: surveyors write the northing first."""
    x, y = middle
    return "x and y look exchanged, the easting or longitude comes first" if list_candidates(y, x) else ""


def _tell(name: str, chosen: CRS, of_file: CRS | None, given: str | None) -> str:
    if given is None:
        return _describe(chosen)
    return f"{_describe(chosen)} (given; {name} says {_describe(of_file) if of_file else 'none'})"


def _project(name: str, crs: CRS, told: str, coordinates: str | None) -> Projection:
    try:
        project = Transformer.from_crs(crs, LON_LAT, always_xy=True).transform
    except ProjError as fault:
        raise FileFault(f"{name}: there is no way from {told} to lon/lat") from fault
    if coordinates not in UNSHIFTED:
        return Projection(told, project)
    undo = UNSHIFTED[coordinates]
    return Projection(f"{told}; {TOLD[coordinates]}", lambda x, y: undo(*project(x, y)))


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


def _show(middle: Point) -> str:
    return ", ".join(f"{value:.4f}" if abs(value) <= 180 else f"{value:.0f}" for value in middle)
