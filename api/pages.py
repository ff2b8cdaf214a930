"""The pages that a browser is shown: plain HTML, with nothing loaded from anywhere."""

from html import escape

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem }
th { text-align: left; vertical-align: top; padding-right: 1rem }
textarea { width: 100%; font: 14px/1.4 monospace }
"""

_SPARQL_EXAMPLE = """SELECT ?actor ?relation ?place WHERE {
  ?claim a ckg:Claim ; rdf:subject/rdfs:label ?actor ; rdf:predicate ?relation ; rdf:object/rdfs:label ?place ;
    ckg:polarity ckg:positive ; ckg:realis ckg:actual .
} LIMIT 20"""

_GRAPHQL_EXAMPLE = """{
  claims(first: 5) {
    totalCount
    edges { node { relation date subject { name } object { name } statedBy { name } quote article { title } } }
  }
}"""


def page(title: str, body: str) -> str:
    """A page in our style; both texts are HTML."""
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{title}</h1>\n{body}\n</body></html>\n"
    )


def _form(action: str, example: str) -> str:
    return (
        f'<form action="{action}"><label for="query">Query</label>'
        f'<textarea id="query" name="query" rows="12" spellcheck="false">{escape(example)}</textarea>'
        '<p><button>Ask</button></p></form>\n<p><a href=".">Start</a></p>'
    )


HOME_PAGE = page(
    "Conflict knowledge graph",
    """<p>Who holds, takes, leaves and attacks what in armed conflicts, who says so, and the exact words.</p>
<ul>
<li><a href="graphql">GraphQL</a>, as JSON from <code>/graphql</code> by GET and POST</li>
<li><a href="sparql">SPARQL</a>, at <code>/sparql</code> by GET and POST</li>
<li><a href="ontology">Ontology</a>, and the <a href=".well-known/void">data set</a></li>
<li><a href="healthz">Health</a></li>
</ul>""",
)
GRAPHQL_PAGE = page("GraphQL", _form("graphql", _GRAPHQL_EXAMPLE))
SPARQL_PAGE = page("SPARQL", _form("sparql", _SPARQL_EXAMPLE))
