"""The fields of claims, statements and articles: who says so, how surely, and the exact words."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from kg.errors import StoreError
from kg.extraction import Polarity, Realis
from kg.ontology import CKG, Relation
from schema.filters import Scope
from schema.kinds import ENTITY, Info, Kinds, View
from schema.lists import Lists
from schema.scalars import PartialDate

ACTOR = "Actor"


def add_evidence_fields(kinds: Kinds, lists: Lists) -> None:
    """Give claims, statements and articles their fields."""
    claim, statement, article = (kinds.types[name] for name in ("Claim", "Statement", "Article"))
    _add_claim_fields(kinds, claim)
    speaker = kinds.types[ACTOR]
    kinds.add(claim, "statedBy", _other(kinds, "ckg:statedBy", ACTOR), speaker | None, "Who says so; null: the article in its own voice.")
    kinds.add(statement, "speaker", _other(kinds, "ckg:statedBy", ACTOR), speaker, "Who said it.")
    for finding in (claim, statement):
        about = "By whose account the speaker said it, in no order: the monitor in “the monitor said the army had admitted …”."
        kinds.add(finding, "reportedBy", _others(kinds, "ckg:reportedBy", ACTOR), list[speaker], about)  # type: ignore[valid-type]
        kinds.add(finding, "cue", _text("ckg:cue"), str | None, "The word by which the article attributes it, such as said.")
        kinds.add(finding, "quote", _known("oa:exact", str), str, "The exact words of the article: its text from start to end.")
        kinds.add(finding, "start", _known("oa:start", int), int, "Where the quote begins: Unicode code points from the text's start.")
        kinds.add(finding, "end", _known("oa:end", int), int, "Where the quote ends, exclusive.")
        kinds.add(finding, "article", _other(kinds, "ckg:inArticle", "Article"), article, "The article that it was read from.")
    kinds.add(article, "identifier", _text("dcterms:identifier"), str | None, "The id under which it was handed in.")
    kinds.add(article, "title", _text("schema:headline"), str | None, "Its headline.")
    kinds.add(article, "published", _text("schema:datePublished"), PartialDate | None, "The day on which it was published.")
    kinds.add(article, "url", _text("schema:url"), str | None, "Where it was published.")
    kinds.add(article, "source", _text("schema:publisher"), str | None, "Who published it.")
    kinds.add(article, "textSha256", _text("ckg:textSha256"), str | None, "The SHA-256 of its text in UTF-8, in hexadecimal.")
    lists.add_claims(article, Scope.ARTICLE, "The claims that were read from it, denied and merely possible ones too.")
    lists.add_statements(article, Scope.ARTICLE, "What it reports somebody to have said.")


def _add_claim_fields(kinds: Kinds, claim: type) -> None:
    entity = kinds.types[ENTITY]
    by_iri = {relation.iri: relation for relation in kinds.ontology.relations.values()}

    def relation(self: View) -> Relation:
        iri = self.resource.need("rdf:predicate")
        if iri not in by_iri:
            raise StoreError(f"<{self.resource.iri}> claims <{iri}>, which is no relation of the ontology; kg validate says more")
        return by_iri[iri]

    def end(name: str, side: Callable[[Relation], str]) -> Callable[..., Any]:
        async def resolve(self: View, info: Info) -> View | None:
            resource = await info.context.reader.resource(self.resource.need(name))
            return kinds.view(resource, side(relation(self))) or kinds.view(resource)

        return resolve

    kinds.add(claim, "relation", lambda self: kinds.relation(relation(self).name), kinds.relation, "What it says of subject and object.")
    kinds.add(claim, "subject", end("rdf:subject", lambda known: known.domain), entity, "Who does or is it.")
    kinds.add(claim, "object", end("rdf:object", lambda known: known.range), entity, "To whom or what, or where.")
    kinds.add(claim, "polarity", _known("ckg:polarity", _concept(Polarity)), Polarity, "Whether it is so, or is not.")
    kinds.add(claim, "realis", _known("ckg:realis", _concept(Realis)), Realis, "Whether it is presented as a fact.")
    kinds.add(claim, "date", _text("ckg:eventDate"), PartialDate | None, "When it happened, as the text has it; or the first day of it.")
    kinds.add(claim, "endDate", _text("ckg:eventEnd"), PartialDate | None, "The last day of what lasted for several.")
    kinds.add(claim, "timeText", _text("ckg:timeText"), str | None, "The words of the article for when it happened.")
    kinds.add(claim, "confidence", _known("ckg:confidence", float), float, "How often the rule that fired is right, from 0 to 1.")
    kinds.add(claim, "rule", _known("ckg:rule", str), str, "The rule of extraction that fired.")


def _other(kinds: Kinds, name: str, kind: str) -> Callable[..., Any]:
    async def other(self: View, info: Info) -> View | None:
        iri = self.resource.one(name)
        if iri is None:
            return None
        found = kinds.view(await info.context.reader.resource(iri), kind)
        if found is None:
            raise StoreError(f"<{self.resource.iri}> has <{iri}> as its {name}, which is no {kind} in the graph; kg validate says more")
        return found

    return other


def _others(kinds: Kinds, name: str, kind: str) -> Callable[..., Any]:
    async def others(self: View, info: Info) -> list[View]:
        return kinds.views(await info.context.reader.resources(self.resource.all(name)), kind)

    return others


def _text(name: str) -> Callable[[View], str | None]:
    return lambda self: self.resource.one(name)


def _known(name: str, read: Callable[[str], Any]) -> Callable[[View], Any]:
    return lambda self: read(self.resource.need(name))


def _concept(values: type[StrEnum]) -> Callable[[str], StrEnum]:
    return lambda iri: values(iri.removeprefix(CKG))
