"""`load lines` and `load places`: what the map shows under the areas."""

from argparse import ArgumentParser, Namespace
from functools import partial

from data.commands.source_arguments import add_source_arguments, read_file
from data.loading.map_file import LineFile, MapFile, PlaceFile
from data.loading.map_report import MapReport
from data.loading.map_rows import load_map
from data.loading.progress import Progress
from data.settings import Settings
from data.store import Store


def add_line_arguments(parser: ArgumentParser) -> None:
    """The arguments of `load lines`."""
    _add_arguments(parser, LineFile, "road_major, road_minor, lane, river")


def add_place_arguments(parser: ArgumentParser) -> None:
    """The arguments of `load places`."""
    _add_arguments(parser, PlaceFile, "school, hospital, park, market, metro_station")
    parser.add_argument("--area", metavar="FIELD", help="the field with an area's code, for places without a point")


def _add_arguments(parser: ArgumentParser, kind: type[MapFile], examples: str) -> None:
    add_source_arguments(parser)
    kinds = parser.add_mutually_exclusive_group(required=True)
    kinds.add_argument("--kind", metavar="WORD", help=f"what all of it is: {examples}")
    kinds.add_argument("--kind-field", metavar="FIELD", help="the field with each row's kind")
    parser.add_argument("--name", metavar="FIELD", required=kind is PlaceFile, help="the field with the name")
    parser.add_argument("--replace", dest="replaces", action="store_true", help="remove others of the file's kinds")
    parser.set_defaults(load=partial(_load, kind))


def _load(kind: type[MapFile], store: Store, arguments: Namespace, settings: Settings, progress: Progress) -> MapReport:
    return load_map(store, read_file(kind, arguments), progress)
