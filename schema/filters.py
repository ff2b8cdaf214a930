"""Which claims are asked for: the filter arguments of `claims`, and their SPARQL."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import islice

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.extraction import Polarity, Realis
from kg.ontology import CKG
from schema.lookup import is_iri
from schema.paging import Key, Order

BEYOND = "-99"
"""Put behind a date, a month or a year, it stands after all days that lie in it, and before all others that follow."""

_UNDATED = "~"
_WORD_BEGINS = r"(^|[^\p{L}\p{N}])"
MOST_WORDS = 50
"""So many may be looked for together: the side index answers one request after the other, and each word takes its time."""
_WORD = re.compile(r"[^\W_]+")


class ClaimOrder(Enum):
    """The orders of claims; those without a date come last in either direction."""

    DATE_DESC = Order("DATE_DESC", (Key('COALESCE(STR(?date), "")', "coalesce(date, '')", descending=True),))
    DATE_ASC = Order("DATE_ASC", (Key(f'COALESCE(STR(?date), "{_UNDATED}")', f"coalesce(date, '{_UNDATED}')"),))
    CONFIDENCE_DESC = Order("CONFIDENCE_DESC", (Key("?confidence", "confidence", descending=True, numeric=True),))
    CONFIDENCE_ASC = Order("CONFIDENCE_ASC", (Key("?confidence", "confidence", numeric=True),))
    PUBLISHED_DESC = Order("PUBLISHED_DESC", (Key('COALESCE(STR(?published), "")', "coalesce(published, '')", descending=True),))


@dataclass(frozen=True)
class ClaimFilter:
    """
    What claims must be like; None asks for nothing.

    `relations`, `subject_types` and `object_types` are IRIs, any of which will do; `speaker`, `subject` and `object` IRIs or names;
    `article` is an IRI or the id under which it was handed in.
    """

    relations: tuple[str, ...] | None = None
    speaker: str | None = None
    subject: str | None = None
    object: str | None = None
    article: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    polarity: Polarity | None = None
    realis: Realis | None = None
    min_confidence: float | None = None
    subject_types: tuple[str, ...] | None = None
    object_types: tuple[str, ...] | None = None
    text: str | None = None

    def triples(self) -> Iterator[str]:
        """The SPARQL patterns that have to hold of the claim `?node`; those that leave least over first."""
        for end, wanted in (("ckg:statedBy", self.speaker), ("rdf:subject", self.subject), ("rdf:object", self.object)):
            if wanted is not None:
                yield who("?node", end, wanted)
        if self.article is not None:
            yield of_article("?node", self.article)
        if self.relations is not None:
            yield f"VALUES ?relation {{ {' '.join(str(NamedNode(iri)) for iri in self.relations)} }} ?node rdf:predicate ?relation ."
        if self.polarity is not None:
            yield f"?node ckg:polarity {NamedNode(CKG + self.polarity)} ."
        if self.realis is not None:
            yield f"?node ckg:realis {NamedNode(CKG + self.realis)} ."
        if self.dated:
            yield "?node ckg:eventDate ?date ."
        if self.text is not None:
            yield quote_of("?node")

    def filters(self) -> Iterator[str]:
        """The SPARQL filters on `?node`, `?date`, `?until`, `?confidence` and `?quote`."""
        for end, classes in (("rdf:subject", self.subject_types), ("rdf:object", self.object_types)):
            if classes is not None:
                yield f"FILTER EXISTS {{ ?node {end}/rdf:type ?class FILTER(?class IN ({terms(classes)})) }}"
        if self.date_from is not None:
            yield f'FILTER(CONCAT(STR(COALESCE(?until, ?date)), "{BEYOND}") >= {Literal(self.date_from)})'
        if self.date_to is not None:
            yield by(self.date_to, "?date")
        if self.min_confidence is not None:
            yield f"FILTER(?confidence >= {Literal(self.min_confidence)})"
        if self.text is not None:
            yield having("?quote", self.text)

    @property
    def dated(self) -> bool:
        """Whether it leaves out what has no date."""
        return self.date_from is not None or self.date_to is not None


def by(date: str, variable: str) -> str:
    """The SPARQL filter for what begins by the end of this day, month or year."""
    return f"FILTER(STR({variable}) <= {Literal(date + BEYOND)})"


def who(node: str, relation: str, wanted: str) -> str:
    """The SPARQL pattern for a relation to somebody with this IRI or name."""
    if is_iri(wanted):
        return f"{node} {relation} {NamedNode(wanted)} ."
    end = "?" + relation.rpartition(":")[2]
    return f"{{ SELECT DISTINCT {end} {{ {called(end, wanted)} }} }} {node} {relation} {end} ."


def called(variable: str, name: str) -> str:
    """The SPARQL pattern for something that bears a name, in capitals or not."""
    return f"{variable} rdfs:label|skos:altLabel ?called FILTER(LCASE(STR(?called)) = LCASE({literal(name)}))"


def of_article(node: str, wanted: str) -> str:
    """The SPARQL pattern for what was read from the article with this IRI or id."""
    if is_iri(wanted):
        return f"{node} ckg:inArticle {NamedNode(wanted)} ."
    return f"?inArticle dcterms:identifier {literal(wanted)} . {node} ckg:inArticle ?inArticle ."


def quote_of(node: str) -> str:
    """The SPARQL pattern that binds `?quote` to the words of a finding."""
    return f"{node} prov:wasDerivedFrom/oa:hasSelector/oa:exact ?quote ."


def having(variable: str, text: str) -> str:
    """The SPARQL filter for texts in which each of these words begins a word, in capitals or not; nothing where there are none."""
    wanted = words(text)
    if not wanted:
        return "FILTER(false)"
    return " ".join(f'FILTER(REGEX(STR({variable}), {literal(_WORD_BEGINS + word)}, "i"))' for word in wanted)


def words(text: str) -> list[str]:
    """The words of a text to look for: letters and digits only; QueryError where they are too many."""
    found = [word.group() for word in islice(_WORD.finditer(text), MOST_WORDS + 1)]
    if len(found) > MOST_WORDS:
        raise QueryError(f"the text has more than {MOST_WORDS} words; look for fewer")
    return found


def literal(text: str) -> Literal:
    """A text as a term; QueryError where RDF cannot hold it."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise QueryError(f"{text!a} holds half a character (a lone surrogate); send whole characters")
    return Literal(text)


def terms(iris: Iterable[str]) -> str:
    """IRIs as a list of SPARQL terms."""
    return ", ".join(str(NamedNode(iri)) for iri in iris)
