"""The graph in Python: an rdflib data set that also gives claims with their evidence, and tables for pandas."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Self, cast

from pyoxigraph import QuerySolution, QuerySolutions
from rdflib import Dataset, Graph

from kg.errors import InputError, QueryError
from kg.iris import DEFAULT_BASE
from kg.ontology import CKG
from kg.store import GraphStore, open_store

if TYPE_CHECKING:
    from pandas import DataFrame

_NAMES = "SELECT ?entity ?name { ?entity rdfs:label ?name } ORDER BY ?entity STRLEN(STR(?name)) DESC(STR(?name))"
_CLAIMS = """
SELECT ?claim ?subject ?relation ?object ?speaker ?cue ?polarity ?realis ?date ?until ?confidence ?rule ?quote ?start ?end
  ?article ?title ?published ?url {
  ?claim a ckg:Claim ; rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ; ckg:polarity ?polarity ; ckg:realis ?realis ;
    ckg:confidence ?confidence ; ckg:rule ?rule ; ckg:inArticle ?article ; prov:wasDerivedFrom/oa:hasSelector ?position , ?quotation .
  ?position oa:start ?start ; oa:end ?end .
  ?quotation oa:exact ?quote .
  OPTIONAL { ?claim ckg:statedBy ?speaker }
  OPTIONAL { ?claim ckg:cue ?cue }
  OPTIONAL { ?claim ckg:eventDate ?date }
  OPTIONAL { ?claim ckg:eventEnd ?until }
  OPTIONAL { ?article schema:headline ?title }
  OPTIONAL { ?article schema:datePublished ?published }
  OPTIONAL { ?article schema:url ?url }
}
"""


@dataclass(frozen=True)
class ClaimRow:
    """A claim as one flat row; entities by name and by IRI, dates as YYYY-MM-DD, YYYY-MM or YYYY, `start` and `end` in code points."""

    claim: str
    subject: str
    relation: str
    object: str
    stated_by: str | None
    cue: str | None
    polarity: str
    realis: str
    date: str | None
    end_date: str | None
    confidence: Decimal
    rule: str
    quote: str
    start: int
    end: int
    article: str
    title: str | None
    published: str | None
    url: str | None
    subject_iri: str
    object_iri: str
    stated_by_iri: str | None


class OpenedGraph(Dataset):
    """An rdflib Dataset on a graph of kg, for reading: its default graph is the union of all articles, and our prefixes are bound."""

    def __init__(self, store: GraphStore) -> None:
        known = store.dataset()
        super().__init__(known.store, default_union=known.default_union)
        self._opened = store
        for prefix, namespace in store.prefixes.items():
            self.bind(prefix, namespace, override=True, replace=True)

    @property  # type: ignore[misc]
    def default_context(self) -> Graph:
        """The union of all articles; rdflib still asks for it by this name, at which its own Dataset warns."""
        return cast("Graph", self.default_graph)

    def claims(self, relation: str | None = None, *, facts_only: bool = False) -> Iterator[ClaimRow]:
        """
        All claims, or those of one relation (such as "captured", without those that specialise it), sorted by their IRI.

        `facts_only` leaves out what is denied, planned or merely possible.
        """
        names = {row["entity"].value: row["name"].value for row in self._select(_NAMES)}
        rows = [
            row
            for row in self._select(_CLAIMS)
            if (relation is None or row["relation"].value == CKG + relation)
            and not (facts_only and (row["polarity"].value, row["realis"].value) != (f"{CKG}positive", f"{CKG}actual"))
        ]
        yield from (_row(row, names) for row in sorted(rows, key=lambda row: row["claim"].value))

    def to_dataframe(self, query: str | None = None) -> "DataFrame":
        """The answer to a SELECT query, or else all claims, as a pandas DataFrame; InputError where pandas is not installed."""
        try:
            from pandas import DataFrame
        except ImportError as error:
            raise InputError("to_dataframe needs pandas; install it with: pip install 'conflict-kg[pandas]'") from error
        if query is None:
            return DataFrame(map(asdict, self.claims()), columns=list(ClaimRow.__dataclass_fields__))
        found = self._opened.query(query)
        if not isinstance(found, QuerySolutions):
            raise QueryError("to_dataframe takes a SELECT query; ask others with .query()")
        columns = [variable.value for variable in found.variables]
        return DataFrame([[term and term.value for term in row] for row in found], columns=columns)

    def close(self, commit_pending_transaction: bool = False) -> None:  # noqa: ARG002
        """Let go of the store; twice does no harm."""
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _select(self, query: str) -> Iterator[QuerySolution]:
        found = self._opened.query(query)
        if isinstance(found, QuerySolutions):
            yield from found


def open_graph(location: str = "graph", *, base: str = DEFAULT_BASE) -> OpenedGraph:
    """Open a graph to be read: a folder, or the URL of a SPARQL 1.1 store; StoreError where that cannot be."""
    return OpenedGraph(open_store(location, read_only=True, base=base))


def _row(row: QuerySolution, names: dict[str, str]) -> ClaimRow:
    def text(name: str) -> str | None:
        return row[name].value if row[name] else None

    def called(name: str) -> str:
        iri: str = row[name].value
        return names.get(iri, iri)

    return ClaimRow(
        claim=row["claim"].value,
        subject=called("subject"),
        relation=row["relation"].value.removeprefix(CKG),
        object=called("object"),
        stated_by=called("speaker") if row["speaker"] else None,
        cue=text("cue"),
        polarity=row["polarity"].value.removeprefix(CKG),
        realis=row["realis"].value.removeprefix(CKG),
        date=text("date"),
        end_date=text("until"),
        confidence=Decimal(row["confidence"].value),
        rule=row["rule"].value,
        quote=row["quote"].value,
        start=int(row["start"].value),
        end=int(row["end"].value),
        article=row["article"].value,
        title=text("title"),
        published=text("published"),
        url=text("url"),
        subject_iri=row["subject"].value,
        object_iri=row["object"].value,
        stated_by_iri=text("speaker"),
    )
