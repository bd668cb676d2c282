"""All pages, by address."""

from pathlib import Path

import dash

from dashboard.context import Context

ASSETS = Path(__file__).parents[2] / "assets"
INDEX = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
{%metas%}
<title>{%title%}</title>
<link rel="icon" href="data:,">
{%css%}
</head>
<body>
{%app_entry%}
<footer>{%config%}{%scripts%}{%renderer%}</footer>
</body>
</html>
"""


def make_pages(context: Context) -> dash.Dash:
    """The Dash application of this context, its pages registered."""
    app = dash.Dash(
        "gridboard",
        title="网格一张图",
        update_title=None,
        assets_folder=str(ASSETS),
        assets_ignore=r".*\.mjs$",
        use_pages=True,
        pages_folder="",
        index_string=INDEX,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1, viewport-fit=cover"}],
    )
    app.server.config["GRIDBOARD"] = context
    from dashboard.pages import map

    dash.register_page(map.__name__, path="/", title="网格一张图", layout=map.layout)
    app.enable_pages() if hasattr(app, "enable_pages") else None
    return app
