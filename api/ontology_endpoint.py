"""The ontology: as a whole at /ontology, each term below it."""

from html import escape
from http import HTTPStatus
from urllib.parse import quote

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse
from starlette.requests import Request
from starlette.responses import Response

from api.pages import page
from api.problem import Problem
from api.rdf_response import rdf_response, split_extension, wanted
from kg.iris import PREFIXES
from kg.ontology import CKG, OntologyClass, Relation, load_ontology
from kg.resources import resource

_HEADERS = {"Vary": "Accept"}


async def whole(request: Request) -> Response:
    """The ontology, by `Accept` or by the extension of the URL."""
    _, by_extension = split_extension(request.url.path)
    return rdf_response(_triples(), wanted(request, by_extension), PREFIXES, _page, _HEADERS)


async def term(request: Request) -> Response:
    """One class, relation or other term."""
    name, by_extension = split_extension(request.path_params["name"])
    triples = [triple for triple in _triples() if triple.subject == NamedNode(CKG + quote(name))]
    if not triples:
        raise Problem(HTTPStatus.NOT_FOUND, f"the ontology has no term {name!r}; /ontology lists them")
    known = load_ontology()
    found = known.classes.get(name) or known.relations.get(name)
    return rdf_response(triples, wanted(request, by_extension), PREFIXES, lambda: _term_page(name, found), _HEADERS)


def _triples() -> list[Triple | Quad]:
    return list(parse(path=resource("conflict.ttl"), format=RdfFormat.TURTLE))


def _page() -> str:
    known = load_ontology()
    parts = [
        f"<h2>{title}</h2><dl>{''.join(_entry(one) for one in terms.values())}</dl>"
        for title, terms in (("Classes", known.classes), ("Relations", known.relations))
    ]
    return page(f"The ontology, version {known.version}", "".join(parts))


def _entry(one: OntologyClass | Relation) -> str:
    return f'<dt id="{one.name}"><code>ckg:{one.name}</code></dt><dd>{escape(one.definition)}<br><i>{escape(one.example)}</i></dd>'


def _term_page(name: str, found: OntologyClass | Relation | None) -> str:
    return page(f"ckg:{escape(name)}", f"<dl>{_entry(found)}</dl>" if found else f"<p><code>{escape(CKG + name)}</code></p>")
