"""The fields of claims, statements and articles: who says so, how surely, and the exact words."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from kg.errors import StoreError
from kg.extraction import Polarity, Realis
from kg.ontology import CKG, Relation
from schema.counts import add_counts
from schema.kinds import ENTITY, Kinds, View
from schema.lists import Lists
from schema.needs import SPAN, FieldNeeds
from schema.scalars import PartialDate
from schema.sources import Scope

ACTOR = "Actor"


def add_evidence_fields(kinds: Kinds, lists: Lists, count: type[Any]) -> None:
    """Give claims, statements and articles their fields."""
    claim, statement, article = (kinds.types[name] for name in ("Claim", "Statement", "Article"))
    _add_claim_fields(kinds, claim)
    speaker = kinds.types[ACTOR]
    said, read_from = _hop("ckg:statedBy"), _hop("ckg:inArticle")
    kinds.add(
        claim, "statedBy", _other(kinds, "ckg:statedBy", ACTOR), speaker | None, "Who says so; null: the article in its own voice.", said
    )
    kinds.add(statement, "speaker", _other(kinds, "ckg:statedBy", ACTOR), speaker, "Who said it.", said)
    exact, begin, end = (FieldNeeds(hops=(SPAN,), there=(f"oa:{name}",)) for name in ("exact", "start", "end"))
    for finding in (claim, statement):
        about = "By whose account the speaker said it, in no order: the monitor in “the monitor said the army had admitted …”."
        reporters = _others(kinds, "ckg:reportedBy", ACTOR)
        kinds.add(finding, "reportedBy", reporters, list[speaker], about, _hop("ckg:reportedBy"))  # type: ignore[valid-type]
        _add_text(kinds, finding, "cue", "ckg:cue", "The word by which the article attributes it, such as said.")
        quote = "The exact words of the article: its text from start to end."
        kinds.add(finding, "quote", _known("oa:exact", str), str, quote, exact)
        start = "Where the quote begins: Unicode code points from the text's start."
        kinds.add(finding, "start", _known("oa:start", int), int, start, begin)
        kinds.add(finding, "end", _known("oa:end", int), int, "Where the quote ends, exclusive.", end)
        kinds.add(finding, "article", _other(kinds, "ckg:inArticle", "Article"), article, "The article that it was read from.", read_from)
    _add_text(kinds, article, "identifier", "dcterms:identifier", "The id under which it was handed in.")
    _add_text(kinds, article, "title", "schema:headline", "Its headline.")
    _add_text(kinds, article, "published", "schema:datePublished", "The day on which it was published.", PartialDate)
    _add_text(kinds, article, "url", "schema:url", "Where it was published.")
    _add_text(kinds, article, "source", "schema:publisher", "Who published it.")
    _add_text(kinds, article, "textSha256", "ckg:textSha256", "The SHA-256 of its text in UTF-8, in hexadecimal.")
    lists.add_claims(article, Scope.ARTICLE, "The claims that were read from it, denied and merely possible ones too.")
    add_counts(kinds, lists, count, article, Scope.ARTICLE)
    lists.add_statements(article, Scope.ARTICLE, "What it reports somebody to have said.")


def _add_claim_fields(kinds: Kinds, claim: type) -> None:
    entity = kinds.types[ENTITY]
    by_iri = {relation.iri: relation for relation in kinds.ontology.relations.values()}

    def relation(self: View) -> Relation:
        iri = self.resource.need("rdf:predicate")
        if iri not in by_iri:
            raise StoreError(f"<{self.resource.iri}> claims <{iri}>, which is no relation of the ontology; kg validate says more")
        return by_iri[iri]

    def end(name: str, side: Callable[[Relation], str]) -> Callable[[View], View | None]:
        def resolve(self: View) -> View | None:
            other = self.around.get(self.resource.need(name))
            if other is None:
                raise StoreError(f"the graph says nothing of <{self.resource.need(name)}>, the {name} of <{self.resource.iri}>")
            return kinds.view(other, self.around, side(relation(self))) or kinds.view(other, self.around)

        return resolve

    def needed(name: str) -> FieldNeeds:
        return FieldNeeds((name, "rdf:predicate"), (name,))

    about = "What it says of subject and object."
    kinds.add(claim, "relation", lambda self: kinds.relation(relation(self).name), kinds.relation, about, FieldNeeds(("rdf:predicate",)))
    ends = needed("rdf:subject"), needed("rdf:object")
    kinds.add(claim, "subject", end("rdf:subject", lambda known: known.domain), entity, "Who does or is it.", ends[0])
    kinds.add(claim, "object", end("rdf:object", lambda known: known.range), entity, "To whom or what, or where.", ends[1])
    for name, known, values, about in (
        ("polarity", "ckg:polarity", Polarity, "Whether it is so, or is not."),
        ("realis", "ckg:realis", Realis, "Whether it is presented as a fact."),
    ):
        kinds.add(claim, name, _known(known, _concept(values)), values, about, FieldNeeds((known,)))
    _add_text(kinds, claim, "date", "ckg:eventDate", "When it happened, as the text has it; or the first day of it.", PartialDate)
    _add_text(kinds, claim, "endDate", "ckg:eventEnd", "The last day of what lasted for several.", PartialDate)
    _add_text(kinds, claim, "timeText", "ckg:timeText", "The words of the article for when it happened.")
    about = "How often the rule that fired is right, from 0 to 1."
    kinds.add(claim, "confidence", _known("ckg:confidence", float), float, about, FieldNeeds(("ckg:confidence",)))
    kinds.add(claim, "rule", _known("ckg:rule", str), str, "The rule of extraction that fired.", FieldNeeds(("ckg:rule",)))


def _add_text(kinds: Kinds, owner: type, name: str, read: str, description: str, kind: Any = str) -> None:
    kinds.add(owner, name, _text(read), kind | None, description, FieldNeeds((read,)))


def _hop(name: str) -> FieldNeeds:
    return FieldNeeds((name,), (name,))


def _other(kinds: Kinds, name: str, kind: str) -> Callable[[View], View | None]:
    def other(self: View) -> View | None:
        iri = self.resource.one(name)
        if iri is None:
            return None
        known = self.around.get(iri)
        found = kinds.view(known, self.around, kind) if known else None
        if found is None:
            raise StoreError(f"<{self.resource.iri}> has <{iri}> as its {name}, which is no {kind} in the graph; kg validate says more")
        return found

    return other


def _others(kinds: Kinds, name: str, kind: str) -> Callable[[View], list[View]]:
    def others(self: View) -> list[View]:
        known = (self.around.get(iri) for iri in self.resource.all(name))
        return [view for resource in known if resource and (view := kinds.view(resource, self.around, kind))]

    return others


def _text(name: str) -> Callable[[View], str | None]:
    return lambda self: self.resource.one(name)


def _known(name: str, read: Callable[[str], Any]) -> Callable[[View], Any]:
    return lambda self: read(self.resource.need(name))


def _concept(values: type[StrEnum]) -> Callable[[str], StrEnum]:
    return lambda iri: values(iri.removeprefix(CKG))
