"""Load quads into Oxigraph the fast way, into their named graphs and into the default graph that is the union of these."""

from pyoxigraph import RdfFormat, Store, parse

_USED = b" <http://www.w3.org/ns/prov#used> "


def bulk_load(store: Store, nquads: bytes) -> None:
    """
    Add N-Quads, one a line, that all stand in named graphs which the store does not have yet.

    It is no transaction. If the process is killed meanwhile, a part may be there; but of no article the triple that tells which run
    read it: that comes last. OSError or RuntimeError where the store cannot be written.
    """
    lines = nquads.splitlines(keepends=True)
    first = [line for line in lines if _USED not in line]
    last = [line for line in lines if _USED in line]
    # The union first: then, whatever stands in a named graph stands in the default graph, too.
    store.bulk_load(_union(first), RdfFormat.N_QUADS)
    store.bulk_load(b"".join(first), RdfFormat.N_QUADS)
    store.extend(parse(_union(last) + b"".join(last), RdfFormat.N_QUADS))


def _union(lines: list[bytes]) -> bytes:
    """The lines without the names of their graphs, each once."""
    return b"".join(dict.fromkeys(line[: line.rindex(b" <")] + b" .\n" for line in lines))
