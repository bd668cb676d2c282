"""All pages, by address."""

from pathlib import Path

import dash
from flask import request

from dashboard.build import read_build
from dashboard.context import Context
from dashboard.language import follow_address, present_language, read_language
from dashboard.pages.absence import explain_absence
from dashboard.panels.fault import show_fault
from dashboard.routes.maplibre import read_maplibre_version
from dashboard.text import text

ASSETS = Path(__file__).parents[2] / "assets"
MOST_BYTES = 1_000_000
"""The largest callback that a page may post."""

INDEX = """<!DOCTYPE html>
<html lang="<!--language-->" data-build="<!--build-->">
<head>
{%metas%}
<title>{%title%}</title>
<link rel="icon" href="data:,">
{%css%}
<!--early-->
</head>
<body>
{%app_entry%}
<footer>{%config%}{%scripts%}{%renderer%}</footer>
</body>
</html>
"""


class Pages(dash.Dash):
    """Dash, but the frame of a page is in its reader's language."""

    def interpolate_index(self, **parts: str) -> str:
        """The frame of the page that is asked for."""
        read = follow_address if request.path.startswith("/wall/") else read_language
        words = text(read(request.args.get("lang")))
        entry = parts["app_entry"].replace("Loading...", words["Loading"])
        frame = str(super().interpolate_index(**parts | {"title": words["Gridboard"], "app_entry": entry}))
        return frame.replace("<!--language-->", words["locale of dates"])


def write_title(**_: str) -> str:
    """The title of a page, whatever its address names."""
    return text(present_language())["Gridboard"]


def make_pages(context: Context) -> dash.Dash:
    """The Dash application of this context, its pages registered."""
    app = Pages(
        "gridboard",
        update_title=None,
        include_pages_meta=False,
        assets_folder=str(ASSETS),
        assets_ignore=r".*\.mjs$",
        use_pages=True,
        pages_folder="",
        suppress_callback_exceptions=True,  # an empty store's page has no map; test_wiring checks the ids
        on_error=show_fault,
        index_string=write_index(),
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1, viewport-fit=cover"}],
    )
    app.server.config.update(GRIDBOARD=context, MAX_CONTENT_LENGTH=MOST_BYTES)
    from dashboard.pages import data, issue, issues, map, not_found_404, quality, wall

    dash.register_page(map.__name__, path="/", title=write_title, layout=explain_absence(map.layout))
    picture = explain_absence(wall.layout, look="page wall", theme="dark", read=follow_address)
    dash.register_page(wall.__name__, path="/wall/screen", title=write_title, layout=picture)
    listed = explain_absence(issues.layout)
    dash.register_page(issues.__name__, path="/issues", title=write_title, layout=listed)
    single = explain_absence(issue.layout)
    dash.register_page(issue.__name__, path_template="/issues/<issue_id>", title=write_title, layout=single)
    desk = explain_absence(data.layout)
    dash.register_page(data.__name__, path="/data", title=write_title, layout=desk)
    findings = explain_absence(quality.layout)
    dash.register_page(quality.__name__, path="/quality", title=write_title, layout=findings)
    unknown = explain_absence(not_found_404.layout)
    dash.register_page(not_found_404.__name__, title=write_title, layout=unknown)
    prepare_scripts(app)
    return app


def write_index() -> str:
    """The frame of every page, with the build that it is of."""
    return INDEX.replace("<!--build-->", read_build()).replace("<!--early-->", write_early_links())


def write_early_links() -> str:
    """What fetches the map's modules and begins with it at once, not when Dash first draws it."""
    modules = [f"/assets/modules/{path.name}" for path in sorted((ASSETS / "modules").glob("*.mjs"))]
    engine = f"/maplibre/{read_maplibre_version()}/maplibre-gl.mjs"
    links = [f'<link rel="modulepreload" href="{address}">' for address in (engine, *modules)]
    return "\n".join([*links, '<script type="module" async src="/assets/modules/early.mjs"></script>'])


def prepare_scripts(app: dash.Dash) -> None:
    """Let Dash add its inline scripts now, not at the first request, so that the policy can name them."""
    with app.server.app_context():
        for prepare in app.server.before_request_funcs[None]:
            prepare()
