"""Which build of the app this is: a page that was loaded from another one can tell that a new version runs."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLACES = (
    "app.py",
    "data",
    "layers",
    "dashboard",
    "assets",
    "requirements.txt",
    "node_modules/maplibre-gl/package.json",
)


@lru_cache(maxsize=1)
def read_build() -> str:
    """A word for the app's code, texts and assets, as they are at the first call, and for what it runs on."""
    digest = sha256()
    for path in sorted(file for place in PLACES for file in _list_files(ROOT / place)):
        digest.update(f"\n{path.relative_to(ROOT).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _list_files(place: Path) -> list[Path]:
    files = [place] if place.is_file() else place.rglob("*")
    return [file for file in files if file.is_file() and "__pycache__" not in file.parts]
