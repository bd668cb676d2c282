"""`GET /wall`: the shell that shows the wall's screen, `/wall/screen`, and renews it behind the one that is seen.

`GET /wall/settings.json`: whether a screen is drawn with the present settings.
"""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, JSONResponse

from dashboard.language import choose_language
from dashboard.text import text
from data.preferences import hash_drawn, read_preferences
from data.store import Store

SHELL = """<!DOCTYPE html>
<html lang="{locale}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>
body { margin: 0; overflow: hidden; background: #081420; cursor: none; }
iframe { position: fixed; inset: 0; width: 100%; height: 100%; border: 0; z-index: 1; }
.is-next { z-index: 0; }
</style>
</head>
<body>
<script type="module" src="/assets/modules/wall/shell.mjs"></script>
</body>
</html>
"""


def make_router(store: Store) -> APIRouter:
    """The page of the wall, whose parameters are those of `/wall/screen`, and what a screen asks now and then."""
    router = APIRouter()

    @router.get("/wall", response_class=HTMLResponse)
    @router.get("/wall/", response_class=HTMLResponse)
    async def open_wall(lang: str | None = None) -> HTMLResponse:
        """The same for everybody but its title: the screen's address is made of its own."""
        words = text(choose_language(lang, {}))
        frame = SHELL.replace("{title}", words["Gridboard"]).replace("{locale}", words["locale of dates"])
        return HTMLResponse(frame, headers={"Cache-Control": "no-cache"})

    @router.get("/wall/settings.json")
    def send_settings() -> JSONResponse:
        """`{"drawn"}`: a word that changes with the settings that a screen is drawn with."""
        return JSONResponse({"drawn": hash_drawn(read_preferences(store))}, headers={"Cache-Control": "no-store"})

    return router
