"""Who may reach the app: hosts, origins, the access key, the admin key; and the headers of every answer."""

import hmac
import re
import socket
from collections.abc import Iterable
from hashlib import sha256
from urllib.parse import urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.settings import Settings, is_loopback

ACCESS_COOKIE = "gridboard_access"
ADMIN_COOKIE = "gridboard_admin"
ADMIN_PATHS = ("/data", "/metrics", "/quality")
FEED_PATHS = ("/api/feeds",)
"""They ask for a key of their own, which opens nothing else."""
LOOPBACK_NAMES = ("127.0.0.1", "localhost", "::1")
HOST = re.compile(r"(?:\[(?P<address>[0-9a-f:.]+)\]|(?P<name>[a-z0-9._-]+))(?::\d+)?")
YEAR_SECONDS = 31_536_000
KEY_WANTED = "需要访问密钥，请用 /?key=… 打开一次。\nOpen /?key=… once with the access key.\n"
ADMIN_KEY_WANTED = "需要管理密钥。\nThis needs the admin key.\n"


class Reach:
    """ASGI middleware in front of everything else.

    `policy` is the content security policy, see `write_policy`.
    """

    def __init__(self, app: ASGIApp, settings: Settings, policy: str) -> None:
        self.app = app
        self.settings = settings
        self.hosts = list_hosts(settings)
        self.policy = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, open the door, or pass on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        answer = self._refuse_strangers(request) or self._open_door(request) or self._refuse_keyless(request)
        await (answer or self.app)(scope, receive, self._with_headers(send))

    def _refuse_strangers(self, request: Request) -> Response | None:
        host = request.headers.get("host", "")
        if _read_name(host) not in self.hosts:
            return PlainTextResponse("this host name is not served here", 400)
        origin = request.headers.get("origin")
        if request.method not in ("GET", "HEAD", "OPTIONS") and origin and origin.partition("://")[2] != host:
            return PlainTextResponse("a foreign page may not write here", 403)
        return None

    def _open_door(self, request: Request) -> Response | None:
        key = request.query_params.get("key")
        if key is None or request.method != "GET":
            return None
        cookies = [name for name, own in _list_keys(self.settings) if hmac.compare_digest(key.encode(), own.encode())]
        rest = urlencode([pair for pair in request.query_params.multi_items() if pair[0] != "key"])
        path = "/" + request.url.path.lstrip("/\\")  # two slashes would name another host
        answer = RedirectResponse(path + (f"?{rest}" if rest else ""), 303, {"Cache-Control": "no-store"})
        for name in cookies:
            answer.set_cookie(
                name,
                _seal(dict(_list_keys(self.settings))[name]),
                max_age=YEAR_SECONDS,
                httponly=True,
                samesite="strict",
                secure=self.settings.tls_cert is not None,
            )
        return answer

    def _refuse_keyless(self, request: Request) -> Response | None:
        if request.url.path == "/healthz" or _is_under(request.url.path, FEED_PATHS):
            return None
        if not is_let_in(self.settings, request):
            return PlainTextResponse(KEY_WANTED, 403)
        if _is_under(request.url.path, ADMIN_PATHS) and not is_admin(self.settings, request):
            return PlainTextResponse(ADMIN_KEY_WANTED, 403)
        return None

    def _with_headers(self, send: Send) -> Send:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = self.policy
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
            await send(message)

        return send_with_headers


def list_hosts(settings: Settings) -> set[str]:
    """The host names under which screens may ask: loopback, where it listens, the machine's own, the allowed ones."""
    own = () if settings.is_loopback else (socket.gethostname().lower(), socket.getfqdn().lower())
    return {*LOOPBACK_NAMES, settings.host.strip("[]").lower(), *own, *settings.allowed_hosts}


def write_policy(hashes: Iterable[str]) -> str:
    """The content security policy: this host only, and the inline scripts with these hashes."""
    scripts = " ".join(["'self'", *hashes])
    return (
        f"default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; frame-ancestors 'self'"
    )


def is_let_in(settings: Settings, request: HTTPConnection) -> bool:
    """Whether a request carries the access key or the admin key, or none is needed."""
    return settings.access_key is None or any(_holds(request, name, key) for name, key in _list_keys(settings))


def is_admin(settings: Settings, request: HTTPConnection) -> bool:
    """Whether a request may change or inspect the store: by the admin key; without one, from loopback."""
    if settings.admin_key is None:
        return request.client is not None and is_loopback(request.client.host)
    return _holds(request, ADMIN_COOKIE, settings.admin_key)


def _list_keys(settings: Settings) -> list[tuple[str, str]]:
    keys = ((ACCESS_COOKIE, settings.access_key), (ADMIN_COOKIE, settings.admin_key))
    return [(name, key) for name, key in keys if key is not None]


def _holds(request: HTTPConnection, name: str, key: str) -> bool:
    """By its cookie; a program may send the key itself, as bearer."""
    pairs = ((request.cookies.get(name, ""), _seal(key)), (request.headers.get("authorization", ""), f"Bearer {key}"))
    return any(hmac.compare_digest(sent.encode(), wanted.encode()) for sent, wanted in pairs)


def _seal(key: str) -> str:
    return hmac.new(key.encode(), b"gridboard screen", sha256).hexdigest()


def _read_name(host: str) -> str:
    """The name in a Host header, without port and brackets; empty when it is none."""
    match = HOST.fullmatch(host.lower())
    return (match["address"] or match["name"]) if match else ""


def _is_under(path: str, roots: tuple[str, ...]) -> bool:
    return any(path == root or path.startswith(root + "/") for root in roots)
