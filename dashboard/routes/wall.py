"""`GET /wall`: the shell that shows the wall's screen, `/wall/screen`, and renews it behind the one that is seen."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

SHELL = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>网格一张图</title>
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


def make_router() -> APIRouter:
    """The page of the wall; its parameters are those of `/wall/screen`."""
    router = APIRouter()

    @router.get("/wall", response_class=HTMLResponse)
    async def open_wall() -> HTMLResponse:
        """The same for everybody: the screen's address is made of its own."""
        return HTMLResponse(SHELL, headers={"Cache-Control": "no-cache"})

    return router
