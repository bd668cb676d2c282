"""The peers' pages, served as our own are: Dash under uvicorn with gzip; `python -m bench.peers SIDE FOLDER PORT`."""

import gzip
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dash
import plotly.graph_objects as go
import shapely
import uvicorn
from a2wsgi import WSGIMiddleware
from dash import dcc
from fastapi import FastAPI
from flask import Response
from starlette.middleware.gzip import GZipMiddleware

from bench.polygons import Polygons, View

SHAPES = "/shapes.geojson"
WHOLE = {"position": "absolute", "inset": 0}
EDGES = (0, 1, 3, 5, 8, 11, 15, 20)
COLORS = ("#f4f1ea", "#fbe3c4", "#f6c48f", "#ee9f5c", "#dd7733", "#b9531c", "#8a3410")
"""The classes that the map of grids opens with; assets/peers.js has the same."""


def write_polygons(polygons: Polygons, folder: Path) -> None:
    """The files that the pages are made from: shapes as gzipped GeoJSON (7 decimals: a centimetre), counts and view."""
    shapes = shapely.to_geojson(shapely.set_precision(polygons.shapes, 1e-7, mode="pointwise"))
    features = [
        f'{{"type":"Feature","id":{index},"properties":{{"count":{count}}},"geometry":{shape}}}'
        for index, (shape, count) in enumerate(zip(shapes, polygons.counts, strict=True))
    ]
    collection = f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'
    (folder / "shapes.gz").write_bytes(gzip.compress(collection.encode(), 6))
    (folder / "counts.json").write_text(json.dumps({"counts": polygons.counts, "view": polygons.view}))


def draw_choropleth(counts: list[int], view: View) -> dcc.Graph:
    """Plotly's `choroplethmap` in a `dcc.Graph`; the shapes by address, which is quicker than in the figure."""
    steps = [(edge / EDGES[-1], color) for pair, color in zip(pairs(), COLORS, strict=True) for edge in pair]
    trace = go.Choroplethmap(
        geojson=SHAPES,
        locations=list(range(len(counts))),
        z=counts,
        zmin=EDGES[0],
        zmax=EDGES[-1],
        colorscale=steps,
        showscale=False,
        marker={"line": {"width": 0.5, "color": "#777"}},
    )
    lon, lat, zoom = view
    figure = go.Figure(trace)
    figure.update_layout(
        map={"style": "white-bg", "center": {"lon": lon, "lat": lat}, "zoom": zoom},
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
    )
    return dcc.Graph(figure=figure, style=WHOLE, config={"displayModeBar": False})


def pairs() -> list[tuple[int, int]]:
    """Lower and upper edge of each class."""
    return list(zip(EDGES, EDGES[1:], strict=False))


def draw_leaflet(counts: list[int], view: View) -> Any:
    """dash-leaflet on a canvas, which is quicker than SVG; Leaflet's zoom counts tiles of 256 px."""
    import dash_leaflet  # Dash sends the scripts of what is imported: Plotly's page shall not carry Leaflet's

    lon, lat, zoom = view
    shapes = dash_leaflet.GeoJSON(
        id="shapes",
        url=SHAPES,
        style={"variable": "peers.style"},
        hideout={},
    )
    return dash_leaflet.Map(
        [shapes],
        center=[lat, lon],
        zoom=zoom + 1,
        zoomSnap=0,
        preferCanvas=True,
        attributionControl=False,
        style=WHOLE,
    )


LAYOUTS: dict[str, Callable[[list[int], View], Any]] = {"plotly": draw_choropleth, "leaflet": draw_leaflet}


def build(side: str, folder: Path) -> FastAPI:
    """The page `/` of one side, and the shapes."""
    pages = dash.Dash("peers", assets_folder=str(Path(__file__).parent / "assets"), update_title=None)
    pages.layout = LAYOUTS[side](**json.loads((folder / "counts.json").read_text()))
    shapes = (folder / "shapes.gz").read_bytes()

    @pages.server.route(SHAPES)
    def send_shapes() -> Response:
        return Response(shapes, mimetype="application/geo+json", headers={"Content-Encoding": "gzip"})

    application = FastAPI()
    application.mount("/", WSGIMiddleware(pages.server, workers=10))
    application.add_middleware(GZipMiddleware, minimum_size=1000)
    return application


if __name__ == "__main__":
    uvicorn.run(build(sys.argv[1], Path(sys.argv[2])), port=int(sys.argv[3]), access_log=False, log_level="warning")
