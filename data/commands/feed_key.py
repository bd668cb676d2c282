"""Make the key with which a program posts the issues of one source, list all keys, or revoke them."""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence

from data.commands.load_issues import DEMO_PREFIX, read_zone
from data.faults import UnknownSource
from data.feed_keys import Feed, FeedKey, list_keys, make_key, revoke_keys
from data.loading.crs import COORDINATES
from data.loading.issue_status import WORDS, read_words
from data.opening import open_store
from data.settings import Settings

NAME = re.compile(r"[\w.-]{1,100}")
ALL = 0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`SOURCE`, with how its messages are written, or with `--revoke`."""
    parser.add_argument(
        "source", nargs="?", metavar="SOURCE", help="such as hotline_12345; without it all keys are listed"
    )
    parser.add_argument(
        "--revoke", nargs="?", type=int, const=ALL, metavar="NUMBER", help="end all keys of the source, or one"
    )
    parser.add_argument("--coordinates", choices=COORDINATES, default="wgs84", help="which lon/lat it sends")
    parser.add_argument("--time-zone", metavar="ZONE", help="of times without an offset; default: the street's")
    parser.add_argument(
        "--status", nargs="+", action="extend", default=[], metavar="WORD=STATUS", help="what a word of its own means"
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """A new key goes to standard output and nowhere else. Raises `UnknownSource`, `FileFault`."""
    if not arguments.source and arguments.revoke is not None:
        raise UnknownSource("whose key? The SOURCE stands before --revoke")
    feed = _read_feed(arguments, settings) if arguments.source and arguments.revoke is None else None
    with open_store(settings) as store:
        if feed:
            sys.stdout.write(f"{make_key(store, feed)}\n")
            sys.stderr.write(f"the key of {feed.source}: keep it, it is not shown again\n")
        elif arguments.source:
            count = revoke_keys(store, arguments.source, arguments.revoke or None)
            sys.stdout.write(f"revoked {count} of {arguments.source}\n")
        else:
            sys.stdout.writelines(f"{line}\n" for line in _describe(list_keys(store), settings))
    return 0


def _read_feed(arguments: argparse.Namespace, settings: Settings) -> Feed:
    source = arguments.source
    if not NAME.fullmatch(source) or source.startswith(DEMO_PREFIX):
        raise UnknownSource(f"{source}: letters, digits, _ . - name a source; {DEMO_PREFIX}… are the demo's")
    words = dict(read_words(arguments.status).items() - WORDS.items())
    return Feed(source, read_zone(arguments.time_zone, settings), arguments.coordinates, words)


def _describe(keys: Sequence[FeedKey], settings: Settings) -> Iterator[str]:
    if not keys:
        yield "no key was made here: `python -m data feed-key SOURCE` makes one"
    for key in keys:
        made, revoked = (
            f"{moment.astimezone(settings.time_zone):%Y-%m-%d %H:%M}" if moment else None
            for moment in (key.made_at, key.revoked_at)
        )
        state = f"REVOKED {revoked}" if revoked else f"{key.coordinates}, times of {key.time_zone}"
        yield f"{key.source}  key {key.id} of {made}  {state}"
