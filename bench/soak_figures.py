"""Every figure on the wall beside a recount: what the page holds of all areas, the board, the panels, the map."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bench.soak_wall import Wall
from data.counts import MEASURES
from data.store import Store
from data.trends import list_days, list_hours, read_trend
from tests.data.recount import recount

DAYS = 7

READ_WALL = """async () => {
    const names = ["book", "board", "wall/area_in_view", "picture", "areas"];
    const [{ book }, { presentBoard }, { getAreaInView }, { presentPicture }, { listAreas }] = await Promise.all(
        names.map((name) => import(`/assets/modules/${name}.mjs`)),
    );
    const texts = (selector) => [...document.querySelectorAll(selector)].map((node) => node.textContent);
    const rows = (name, selector) =>
        Object.fromEntries(
            [...document.querySelectorAll(`[data-${name}]`)].map((row) => [
                row.dataset[name],
                row.querySelector(selector).textContent,
            ]),
        );
    const map = window.gridboard.maps.map;
    const { level, measure } = presentPicture();
    const version = map.getSource("areas").tiles[0].split("/").at(-4);
    const place = book.measures.indexOf(measure);
    const filled = (await listAreas(version, level)).map(({ id }) => [
        id,
        map.getFeatureState({ source: "areas", sourceLayer: level, id })[measure] ?? 0,
    ]);
    return {
        book: { ...Object.fromEntries(book.values), total: book.total, unlocated: book.unlocated },
        board: presentBoard(),
        area: getAreaInView(),
        panels: {
            totals: texts(".wall-totals .wall-total"),
            flow: texts(".wall-panel.is-open_issues .wall-note .figure"),
            sources: rows("source", ".figure"),
            on_time: rows("area", "small"),
        },
        map: { place, filled, written: [...window.gridboard.written.map()] },
    };
}"""

Figure = tuple[str, Any, Any]
"""What it is, as the wall shows it, as it is."""


def compare_figures(store: Store, wall: Wall) -> tuple[int, list[str]]:
    """How many figures the wall has, and in words those that are not the tables'; the tables must stand still."""
    seen = wall.ask(READ_WALL)
    counts = recount(store)
    figures = [*compare_counts(seen["book"], counts), *compare_board(store, seen["board"], counts)]
    figures += [*compare_panels(seen), *compare_map(seen["map"], counts)]
    return len(figures), [f"{name}: {shown}, not {right}" for name, shown, right in figures if shown != right]


def compare_counts(book: dict[str, list[int]], counts: dict[Any, list[int]]) -> Iterator[Figure]:
    """What the page holds of each area, of the whole and of what is unlocated."""
    for place in {str(place) for place in counts} | set(book):
        right = counts.get(int(place) if place.isdigit() else place)
        yield f"counts of {place}", book.get(place, [0] * len(MEASURES)), right or [0] * len(MEASURES)


def compare_board(store: Store, board: dict[str, Any], counts: dict[Any, list[int]]) -> Iterator[Figure]:
    """The board's figures of each part, and those of the whole that are sums."""
    now = datetime.fromisoformat(board["at"])
    yield "total of the whole", board["whole"]["total"], counts["total"]
    yield "sources of the whole", dict(board["whole"]["sources"]), count_sources(store, None)
    yield "on time in the whole", board["whole"]["on_time"], count_due(store, None, now)
    for part in board["parts"]:
        name, area = part["name"], part["id"]
        days, hours = read_trend(store, area, list_days(now, DAYS)), read_trend(store, area, list_hours(now))
        yield f"total of {name}", part["total"], counts.get(area, [0] * len(MEASURES))
        yield f"sources of {name}", dict(part["sources"]), count_sources(store, area)
        yield f"on time in {name}", part["on_time"], count_due(store, area, now)
        yield f"days of {name}", [row[1:] for row in part["days"]], days[["new", "closed"]].to_numpy().tolist()
        yield f"24 hours of {name}", part["trend"]["open"], hours["open"].tolist()


def compare_panels(seen: dict[str, Any]) -> Iterator[Figure]:
    """What is written in the panels, beside the board's figures of the area in view."""
    board, panels = seen["board"], seen["panels"]
    entry = next((part for part in board["parts"] if part["id"] == seen["area"]), board["whole"])
    yield "written totals", panels["totals"], [f"{count:,}" for count in entry["total"]]
    yield "written flow of today", panels["flow"], [f"{entry['today'][key]:,}" for key in ("new", "closed")]
    yield "written sources", panels["sources"], {name: f"{count:,}" for name, count in entry["sources"]}
    on_time = {str(part["id"]): f"{part['on_time'][0]}/{part['on_time'][1]}" for part in board["parts"]}
    for area, text in panels["on_time"].items():
        yield f"written on time of {area}", text, on_time[area]


def compare_map(seen: dict[str, Any], counts: dict[Any, list[int]]) -> Iterator[Figure]:
    """What fills the areas, and the numbers in the map's last frame, those on buildings among them."""
    shown = {area: figures[seen["place"]] for area, figures in counts.items()}
    for area, count in seen["filled"]:
        yield f"fill of {area}", count, shown.get(area, 0)
    for area, text in seen["written"]:
        yield f"number on {area}", text, f"{shown.get(area, 0):,}"


READ_BELOW = """
WITH RECURSIVE below AS (
    SELECT id FROM area WHERE id = %(area)s
    UNION ALL
    SELECT a.id FROM area a JOIN below ON a.parent_id = below.id
)
SELECT id FROM below
"""


def list_below(store: Store, area: int | None) -> list[int] | None:
    """An area and all beneath it; None for everywhere."""
    return None if area is None else [row.id for row in store.read(READ_BELOW, {"area": area})]


COUNT_SOURCES = """
SELECT source, count(*)::int AS count FROM issue
WHERE status NOT IN ('closed', 'rejected') AND (%(areas)s::int[] IS NULL OR area_id = ANY (%(areas)s))
GROUP BY source
"""


def count_sources(store: Store, area: int | None) -> dict[str, int]:
    """Open issues by source, in an area or everywhere."""
    return {row.source: row.count for row in store.read(COUNT_SOURCES, {"areas": list_below(store, area)})}


COUNT_DUE = """
SELECT count(*) FILTER (WHERE status = 'closed' AND closed_at <= due_at)::int AS on_time, count(*)::int AS due
FROM issue
WHERE due_at BETWEEN %(first)s AND %(now)s AND status NOT IN ('rejected', 'deferred', 'suspended')
    AND (%(areas)s::int[] IS NULL OR area_id = ANY (%(areas)s))
"""


def count_due(store: Store, area: int | None, now: datetime) -> list[int]:
    """Of the issues due since the first of seven days: how many were closed on time, and how many there are."""
    values = {"areas": list_below(store, area), "first": list_days(now, DAYS)[0], "now": now}
    row = store.read_one(COUNT_DUE, values)
    return [row.on_time, row.due]
