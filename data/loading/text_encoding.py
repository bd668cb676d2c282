"""How the text of a file is written that does not say it: UTF-8 or GBK, told by its bytes."""

import codecs
from collections.abc import Iterable

import numpy as np

from data.faults import FileFault

GBK = "gb18030"  # its superset, which decodes whatever GB 2312 and GBK wrote
GBK_NAMES = frozenset({"gb2312", "gbk", "gb18030", "cp936", "hz"})


def find_codec(name: str) -> str | None:
    """Python's codec for a name as .cpg files and people write it (`GBK`, `936`, `UTF-8`, `ANSI 936`), or None."""
    plain = name.strip().lower().removeprefix("ansi ").removeprefix("oem ")
    plain = f"cp{plain}" if plain.isdecimal() else plain
    try:
        b"a".decode(plain)
        found = codecs.lookup(plain).name
    except (LookupError, ValueError):
        return None
    return GBK if found in GBK_NAMES else found


def read_given(given: str) -> str:
    """The codec that --encoding names. Raises `FileFault` for an unknown name."""
    codec = find_codec(given)
    if codec is None:
        raise FileFault(f"--encoding {given} is no encoding that is known: UTF-8 and GBK are")
    return codec


def tell_encoding(chunks: Iterable[bytes]) -> str | None:
    """`utf-8`, `gb18030`, or None when the bytes are neither.

    What is UTF-8 but for a few broken letters stays UTF-8, so that reading names the place instead of turning all of
    it into other letters.
    """
    utf8, gbk = codecs.getincrementaldecoder("utf-8")("replace"), codecs.getincrementaldecoder(GBK)("replace")
    foreign = broken_utf8 = broken_gbk = 0
    for chunk in chunks:
        foreign += int(np.count_nonzero(np.frombuffer(chunk, dtype=np.uint8) > 127))
        broken_utf8 += utf8.decode(chunk).count("\ufffd")
        broken_gbk += gbk.decode(chunk).count("\ufffd")
    if broken_utf8 * 20 <= foreign:
        return "utf-8"
    return GBK if broken_gbk * 20 <= foreign else None


def show_codec(codec: str) -> str:
    """A codec's name as people know it."""
    return {"utf-8": "UTF-8", GBK: "GBK"}.get(codec, codec)
