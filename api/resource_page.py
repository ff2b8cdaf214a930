"""The page of a thing: what the graph says of it, as a table with links."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from html import escape

from pyoxigraph import Literal, NamedNode, Triple

from api.pages import page
from kg.results import short

_NAMES = ("http://www.w3.org/2000/01/rdf-schema#label", "https://schema.org/headline")


def resource_page(
    thing: NamedNode, triples: Sequence[Triple], claims: Sequence[tuple[str, str]], prefixes: Mapping[str, str], here: Callable[[str], str]
) -> str:
    """The page; `here` turns an IRI into the URL at which this server answers it."""
    names = _names(triples)

    def linked(term: object) -> str:
        if isinstance(term, NamedNode):
            text = escape(names.get(term.value) or short(term, prefixes))
            return f'<a href="{escape(here(term.value))}">{text}</a>' if term.value.startswith(("http:", "https:")) else text
        return escape(term.value if isinstance(term, Literal) else str(term))

    rows: dict[str, list[str]] = defaultdict(list)
    for triple in triples:
        name = escape(short(triple.predicate, prefixes))
        if triple.subject == thing:
            rows[name].append(linked(triple.object))
        elif triple.object == thing and triple.predicate.value.startswith(prefixes["ckg"]):
            rows[f"is {name} of"].append(linked(triple.subject))
    table = "".join(f"<tr><th>{name}</th><td>{'<br>'.join(sorted(values))}</td></tr>" for name, values in sorted(rows.items()))
    quotes = "".join(f'<li><a href="{escape(here(iri))}">{escape(quote)}</a></li>' for iri, quote in claims)
    listed = f"<h2>Claims</h2><ul>{quotes}</ul>" if claims else ""
    title = escape(names.get(thing.value) or short(thing, prefixes))
    return page(title, f"<p><code>{escape(thing.value)}</code></p><table>{table}</table>{listed}")


def _names(triples: Sequence[Triple]) -> dict[str, str]:
    return {
        triple.subject.value: triple.object.value
        for triple in reversed(triples)
        if triple.predicate.value in _NAMES and isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal)
    }
