"""What lists are made of: each source as the SPARQL pattern that binds `?node` to its members."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from pyoxigraph import NamedNode

from kg.ontology import CKG
from schema.filters import ClaimFilter, by, called, having, literal, of_article, quote_of, terms, who
from schema.orders import UNSORTED
from schema.paging import Order


class Scope(Enum):
    """What claims and statements are asked of."""

    ALL = "everything"
    ENTITY = "an entity"
    ARTICLE = "an article"

    def patterns(self, iri: str, *roles: str) -> list[str]:
        """The SPARQL patterns, any of which says so of `?node`; `roles` are what an entity may be to it."""
        if self is Scope.ALL:
            return [""]
        return [f"?node {role} {NamedNode(iri)} ." for role in (roles if self is Scope.ENTITY else ("ckg:inArticle",))]


@dataclass(frozen=True)
class Claims:
    """The claims of an entity or of an article (`iri`), or all, that pass a filter."""

    scope: Scope
    iri: str
    wanted: ClaimFilter

    def pattern(self, order: Order = UNSORTED) -> str:
        """Binds ?node, and ?date, ?confidence and ?published as far as they are needed."""
        needed, filters = " ".join(self.wanted.triples()), " ".join(self.wanted.filters())
        used = filters + "".join(key.sparql for key in order.keys)
        needed += " ?node a ckg:Claim ."
        if "?confidence" in used:
            needed += " ?node ckg:confidence ?confidence ."
        more = []
        if "?date" in used and not self.wanted.dated:
            more.append("OPTIONAL { ?node ckg:eventDate ?date }")
        if "?until" in used:
            more.append("OPTIONAL { ?node ckg:eventEnd ?until }")
        if "?published" in used:
            more.append("OPTIONAL { ?node ckg:inArticle/schema:datePublished ?published }")
        # All that is needed stands in each branch: Oxigraph joins what comes after a UNION, or a path of two ways, as a whole.
        branches = [f"{{ {scope} {needed} }}" for scope in self.scope.patterns(self.iri, "rdf:subject", "rdf:object")]
        return " ".join((" UNION ".join(branches), *more, filters))


@dataclass(frozen=True)
class Told:
    """Those of some claims (IRIs) that pass a filter."""

    iris: tuple[str, ...]
    wanted: ClaimFilter

    def pattern(self, order: Order = UNSORTED) -> str:
        """Binds ?node, and what the filter needs."""
        # In a query of their own the claims go first; else Oxigraph may begin with all that the filter fits.
        these = f"{{ SELECT ?node {{ VALUES ?node {{ {' '.join(str(NamedNode(iri)) for iri in self.iris)} }} }} }}"
        return f"{these} {Claims(Scope.ALL, '', self.wanted).pattern(order)}"


@dataclass(frozen=True)
class Statements:
    """The statements of a speaker or of an article (`iri`), or all; with these words, by this speaker, in this article."""

    scope: Scope
    iri: str
    speaker: str | None = None
    article: str | None = None
    text: str | None = None

    def pattern(self, order: Order = UNSORTED) -> str:
        """Binds ?node, ?article, ?published and ?start."""
        parts = [*self.scope.patterns(self.iri, "ckg:statedBy"), "?node a ckg:Statement ."]
        if self.speaker is not None:
            parts.insert(0, who("?node", "ckg:statedBy", self.speaker))
        if self.article is not None:
            parts.insert(0, of_article("?node", self.article))
        if self.text is not None:
            parts += [quote_of("?node"), having("?quote", self.text)]
        if order.keys:
            parts.append("?node ckg:inArticle ?article ; prov:wasDerivedFrom/oa:hasSelector/oa:start ?start .")
            parts.append("OPTIONAL { ?article schema:datePublished ?published }")
        return " ".join(parts)


@dataclass(frozen=True)
class Articles:
    """The articles, or the one of an id, those published between two dates, or with these words in the headline."""

    identifier: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    text: str | None = None

    def pattern(self, order: Order = UNSORTED) -> str:  # noqa: ARG002
        """Binds ?node and ?published."""
        parts = ["?node a ckg:Article . OPTIONAL { ?node schema:datePublished ?published }"]
        if self.identifier is not None:
            parts.insert(0, f"?node dcterms:identifier {literal(self.identifier)} .")
        if self.date_from is not None:
            parts.append(f"FILTER(STR(?published) >= {literal(self.date_from)})")
        if self.date_to is not None:
            parts.append(by(self.date_to, "?published"))
        if self.text is not None:
            parts.append(f"?node schema:headline ?headline . {having('?headline', self.text)}")
        return " ".join(parts)


@dataclass(frozen=True)
class Entities:
    """The entities of any of these classes (IRIs), with this name, with these words in a name."""

    classes: tuple[str, ...]
    name: str | None = None
    text: str | None = None

    def pattern(self, order: Order = UNSORTED) -> str:
        """Binds ?node, and ?folded: the first of its labels in small letters."""
        parts = [f"?node a ?class . FILTER(?class IN ({terms(self.classes)}))"]
        if self.name is not None:
            parts.insert(0, called("?node", self.name))
        if self.text is not None:
            parts.append(f"?node rdfs:label|skos:altLabel ?name . {having('?name', self.text)}")
        if order.keys:
            parts.append("?node rdfs:label ?label .")
            return f"{{ SELECT ?node (MIN(LCASE(STR(?label))) AS ?folded) {{ {' '.join(parts)} }} GROUP BY ?node }}"
        return " ".join(parts)


@dataclass(frozen=True)
class Found:
    """What has all of these words: entities (of these classes) in a name, articles in the headline, claims and statements in the quote."""

    text: str
    classes: tuple[str, ...]
    kinds: tuple[str, ...] = ("Entity", "Article", "Claim", "Statement")

    def pattern(self, order: Order = UNSORTED) -> str:  # noqa: ARG002
        """Binds ?node, ?kind (which sorts entities first) and ?published."""
        return " UNION ".join(self._branches()) or "FILTER(false)"

    def _branches(self) -> Iterator[str]:
        words = having("?quote", self.text)
        published = "OPTIONAL { ?node ckg:inArticle/schema:datePublished ?published }"
        if "Entity" in self.kinds:
            named = f"?node rdfs:label|skos:altLabel ?text . {having('?text', self.text)}"
            yield f'{{ {named} ?node a ?class . FILTER(?class IN ({terms(self.classes)})) BIND("0" AS ?kind) }}'
        if "Article" in self.kinds:
            headed = f"?node schema:headline ?text . {having('?text', self.text)}"
            yield f'{{ {headed} OPTIONAL {{ ?node schema:datePublished ?published }} BIND("1" AS ?kind) }}'
        for digit, kind in (("2", "Claim"), ("3", "Statement")):
            if kind in self.kinds:
                yield f'{{ ?node a {NamedNode(CKG + kind)} . {quote_of("?node")} {words} {published} BIND("{digit}" AS ?kind) }}'


@dataclass(frozen=True)
class Linked:
    """
    What any of these relations (IRIs) leads to from an entity, forward, backward or both ways.

    `by` limits it to what a positive, actual claim dates by that day: its event's date, or else its article's.
    """

    iri: str
    relations: tuple[str, ...]
    ways: tuple[bool, ...]
    by: str | None = None

    def pattern(self, order: Order = UNSORTED) -> str:  # noqa: ARG002
        """Binds ?node."""
        return " UNION ".join(f"{{ {self._way(backward=way)} }}" for way in self.ways)

    def _way(self, *, backward: bool) -> str:
        me = NamedNode(self.iri)
        if self.by is None:
            one = "{{ ?node {} {} }}" if backward else "{{ {1} {0} ?node }}"
            return " UNION ".join(one.format(NamedNode(relation), me) for relation in self.relations)
        mine, other = ("rdf:object", "rdf:subject") if backward else ("rdf:subject", "rdf:object")
        return f"""?claim {mine} {me} ; {other} ?node ; rdf:predicate ?relation ; ckg:polarity ckg:positive ; ckg:realis ckg:actual ;
            ckg:inArticle ?article . FILTER(?relation IN ({terms(self.relations)}))
            OPTIONAL {{ ?claim ckg:eventDate ?event }} OPTIONAL {{ ?article schema:datePublished ?published }}
            {by(self.by, "COALESCE(?event, ?published)")}"""


@dataclass(frozen=True)
class Named:
    """What bears a name, in capitals or not; `?alias` says whether only as an alias."""

    name: str

    def pattern(self, order: Order = UNSORTED) -> str:  # noqa: ARG002
        """Binds ?node and ?alias."""
        same = f"FILTER(LCASE(STR(?called)) = LCASE({literal(self.name)}))"
        return (
            f'{{ ?node rdfs:label ?called BIND("0" AS ?alias) {same} }} UNION {{ ?node skos:altLabel ?called BIND("1" AS ?alias) {same} }}'
        )


@dataclass(frozen=True)
class Known:
    """A thing whose IRI is known."""

    iri: str

    def pattern(self, order: Order = UNSORTED) -> str:  # noqa: ARG002
        """Binds ?node."""
        return f"VALUES ?node {{ {NamedNode(self.iri)} }}"


class Group(Enum):
    """What claims can be counted by: the patterns that bind `?group` of the claim `?node`."""

    RELATION = "?node rdf:predicate ?group ."
    ACTOR = "?node rdf:subject|rdf:object ?group . FILTER EXISTS {{ ?group a ?actorClass . FILTER(?actorClass IN ({})) }}"
    LOCATION = "?node rdf:subject|rdf:object ?group . FILTER EXISTS {{ ?group a ?groupClass . FILTER(?groupClass IN ({})) }}"
    SPEAKER = "?node ckg:statedBy ?group ."
    MONTH = "?node ckg:eventDate ?when . BIND(SUBSTR(STR(?when), 1, 7) AS ?group)"

    @property
    def are_things(self) -> bool:
        """Whether it is entities that are counted by."""
        return self not in (Group.RELATION, Group.MONTH)


@dataclass(frozen=True)
class Counts:
    """How many of these claims there are for each relation, actor, location, speaker or month; `classes` are those of the things."""

    claims: Claims
    group: Group
    most: int
    classes: tuple[str, ...] = ()

    def pattern(self, order: Order = UNSORTED) -> str:  # noqa: ARG002
        """Binds ?node, the claim, and ?group."""
        return f"{self.claims.pattern()} {self.group.value.format(terms(self.classes))}"


Source = Claims | Told | Statements | Articles | Entities | Found | Linked | Named | Known | Counts
