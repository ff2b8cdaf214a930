"""
A process that reads articles for kg.article_process, so that whoever asks need not load spaCy, and can end what takes too long.

Run as `python -m kg.article_worker FD`: a connected socket. It ends when the socket is closed.
"""

import os
import signal
import sys
from dataclasses import replace
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from multiprocessing.connection import Connection

from kg.article_graphs import run_of
from kg.article_process import Reply
from kg.errors import FetchError, InputError, KgError
from kg.extract import extract
from kg.extraction import Article
from kg.pipeline import load_pipeline
from kg.webpage import fetched_article

_TRANSLATED = ip_network("64:ff9b::/96")


def serve(connection: Connection) -> None:
    """
    Answer each article with a Reply until the other end is closed; one without a text is fetched first.

    Before all others goes the error by which no article can be read, or None.
    """
    try:
        nlp = load_pipeline(os.environ.get("KG_PIPELINE"))
    except KgError as error:
        connection.send(error)
        return
    run = run_of(nlp)
    connection.send(None)
    sys.addaudithook(stay_outside)
    while True:
        try:
            asked: Article = connection.recv()
        except EOFError:
            return
        try:
            (extraction,) = extract([asked if asked.text else _fetched(asked)], nlp)
            reply: Reply = (extraction, run)
        except InputError as error:
            reply = error
        connection.send(reply)


def _fetched(asked: Article) -> Article:
    found = fetched_article(asked.url or "")
    return replace(
        found,
        id=asked.id or found.id,
        title=asked.title or found.title,
        published=asked.published or found.published,
        source=asked.source or found.source,
    )


def stay_outside(event: str, arguments: tuple[object, ...]) -> None:
    """
    An audit hook: FetchError where this process is about to connect to an address that is not on the public internet.

    It sees the address itself, whatever name or redirect led to it.
    """
    if event != "socket.connect":
        return
    address = arguments[1]
    host = str(address[0]) if isinstance(address, tuple) else str(address)
    if not is_public(host):
        raise FetchError(f"{host} is no address of the public internet, and this server fetches from no other; send the article's text")


def is_public(host: str) -> bool:
    """Whether an IP address may be anybody's on the internet."""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_global and not address.is_multicast and all(inner.is_global for inner in _within(address))


def _within(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """The IPv4 addresses that one of IPv6 leads to."""
    if isinstance(address, IPv4Address):
        return []
    translated = IPv4Address(int(address) & 0xFFFFFFFF) if address in _TRANSLATED else None
    return [inner for inner in (address.ipv4_mapped, address.sixtofour, translated) if inner is not None]


def main(descriptor: str) -> None:
    """Answer from a socket."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A proxy would look up names by itself, and connect to whatever they lead to.
    os.environ["NO_PROXY"] = "*"
    serve(Connection(int(descriptor)))


if __name__ == "__main__":
    main(*sys.argv[1:])
