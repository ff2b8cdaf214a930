"""From articles to extractions: parse, mentions, entities, statements, claims, dates, sources, in this order."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from spacy.language import Language
from spacy.tokens import Token

from kg.affiliations import Affiliations
from kg.alliances import Alliances
from kg.attribution import Attribution, attributions, innermost
from kg.certainty import FACT, certainty, presupposed
from kg.claims import Candidate, Frames
from kg.coreference import ACTOR, Resolver
from kg.dates import event_date, time_expressions
from kg.entities import Cast, Cluster
from kg.extraction import Article, Claim, Entity, Extraction, Polarity, Realis, Statement
from kg.holdings import Holdings
from kg.knowledge import Knowledge
from kg.locations import Locations
from kg.mentions import describe, named_mentions
from kg.naming import Naming
from kg.parse import Parsed, parse
from kg.quotes import quotations

_BACKGROUND_PATH = frozenset({"acl:relcl", "appos"})
_STANCES = {"promise": Realis.FUTURE, "ask": Realis.HYPOTHETICAL}


def extract(articles: Iterable[Article], nlp: Language, knowledge: Knowledge | None = None, *, batch_size: int = 64) -> Iterator[Extraction]:
    """What each article says, in the order of the articles; parsing runs in batches across them."""
    known = knowledge or Knowledge.default()
    for parsed in parse(articles, nlp, batch_size):
        yield extraction(parsed, known)


def extraction(parsed: Parsed, known: Knowledge) -> Extraction:
    """What one parsed article says."""
    doc = parsed.doc
    expressions = time_expressions(parsed)
    dated = frozenset(i for e in expressions for i in range(e.first, e.last + 1))
    cast = Cast(named_mentions(doc, known.lexicon, known.classes, known.places, dated), known.places, known.aliases)
    reports = attributions(parsed, known.speech)

    def speaker_of(token: Token) -> Token | None:
        report = innermost(reports, token)
        return report.speaker if report is not None else None

    quoted = frozenset(i for mark in quotations(parsed) for i in range(mark.first, mark.closing))
    resolver = Resolver(cast, known.lexicon, speaker_of, quoted)
    affiliations = list(Affiliations(resolver, known.lexicon).candidates())
    for candidate in affiliations:
        resolver.represents.setdefault(candidate.subject_entity, candidate.object_entity)
        if candidate.relation == known.lexicon.roles[0].relation:
            resolver.commands.setdefault(candidate.subject_entity, candidate.object_entity)
    resolver.read(doc)
    frames = Frames(resolver, known.lexicon, known.ontology)
    candidates = [
        *frames.candidates(iter(doc)),
        *Holdings(frames, known.lexicon).candidates(iter(doc)),
        *Alliances(frames, known.lexicon).candidates(iter(doc)),
        *affiliations,
        *Locations(resolver, known.lexicon, known.lexicon.location_relation).candidates(),
    ]
    candidates.sort(key=lambda c: (c.trigger.i, c.object.i, c.subject.i))
    speakers = [_speaker(report, resolver, known) for report in reports]
    naming = Naming(parsed.article, known.places, known.actors, [m.text for m in cast.mentions])
    claims: list[Claim] = []
    for candidate in candidates:
        relation = known.ontology.relations[candidate.relation]
        settled = relation.background and presupposed(candidate.trigger)
        polarity, realis = FACT if settled else certainty(candidate.trigger, known.lexicon)
        report = None if relation.background else _source(reports, candidate)
        speaker = speakers[reports.index(report)] if report is not None else None
        if report is not None:
            if report.stance == "deny":
                polarity = Polarity.NEGATIVE if polarity is Polarity.POSITIVE else Polarity.POSITIVE
            realis = _STANCES.get(report.stance, realis) if realis is Realis.ACTUAL else realis
        start, end = _evidence(parsed, candidate, resolver)
        claims.append(
            Claim(
                subject=naming.entity(candidate.subject_entity, relation.domain),
                relation=candidate.relation,
                object=naming.entity(candidate.object_entity, relation.range),
                start=start,
                end=end,
                rule=candidate.rule,
                confidence=known.confidence(candidate.rule),
                stated_by=naming.entity(speaker, "Actor") if speaker is not None else None,
                cue=report.cue.text if report is not None and speaker is not None else None,
                polarity=polarity,
                realis=realis,
                date=None if relation.background else event_date(parsed, candidate.trigger, expressions),
            )
        )
    statements = [
        Statement(naming.entity(speaker, "Actor"), report.cue.text, report.start, report.end)
        for report, speaker in zip(reports, speakers, strict=True)
        if speaker is not None and not report.resumed
    ]
    symmetric = {name for name, relation in known.ontology.relations.items() if relation.symmetric}
    kept = _one_each(claims, symmetric)
    dropped = Counter(frames.dropped)
    if len(claims) > len(kept):
        dropped["said before in the article"] = len(claims) - len(kept)
    return Extraction(parsed.article, naming.entities(), tuple(kept), tuple(statements), tuple(sorted(dropped.items())))


def _of_class(cluster: Cluster, class_name: str, known: Knowledge) -> bool:
    """Whether the ontology lets an entity stand there; a captured unit or headquarters is a site."""
    if not cluster.name:
        return False
    return known.ontology.is_a(cluster.class_name, class_name) or (
        cluster.class_name in {"ArmedGroup", "Organization"} and known.ontology.is_a("Facility", class_name)
    )


def _speaker(report: Attribution, resolver: Resolver, known: Knowledge) -> Cluster | None:
    cluster = resolver.resolve(report.speaker, ACTOR)
    if cluster is None and report.speaker.pos_ in {"NOUN", "PROPN"}:
        mention = describe(report.speaker, known.lexicon)
        cluster = resolver.cast.described(mention.text, mention.class_name or "Organization")
        if not known.ontology.is_a(cluster.class_name, "Actor"):
            cluster = resolver.cast.described("the " + mention.text, "Organization")
        cluster.note(mention.text, named=False)
    return cluster if cluster is not None and known.ontology.is_a(cluster.class_name, "Actor") else None


def _source(reports: Sequence[Attribution], candidate: Candidate) -> Attribution | None:
    """The statement that a claim stands in; what a relative clause or apposition adds to indirect speech is the article's own."""
    report = innermost(reports, candidate.trigger)
    if report is None or report.rule.startswith("quote"):
        return report
    if candidate.rule.startswith(("participle", "location", "role", "part.")):
        return None
    node = candidate.trigger
    while report.first <= node.i < report.last:
        if node.dep_ in _BACKGROUND_PATH and report.first <= node.head.i < report.last:
            return None
        if node.head == node:
            break
        node = node.head
    return report


def _evidence(parsed: Parsed, candidate: Candidate, resolver: Resolver) -> tuple[int, int]:
    """The characters that say so: from subject to object, trigger included, as far as they share the trigger's sentence."""
    trigger = candidate.trigger
    sentence = trigger.sent
    firsts, lasts = [trigger.i], [trigger.i + 1]
    for token in (candidate.subject, candidate.object):
        mention = resolver.mention(token)
        if sentence.start <= mention.first and mention.last <= sentence.end:
            left = mention.first
            while left > sentence.start and parsed.doc[left - 1].dep_ in {"det", "nummod", "nmod:poss"} and parsed.doc[left - 1].head.i >= left:
                left -= 1
            firsts.append(left)
            lasts.append(min(resolver.extent.get(token.i, mention.last), sentence.end))
    head = trigger.head
    if trigger.pos_ == "NOUN" and trigger.dep_ == "obj" and head.pos_ == "VERB":
        subject = next((c for c in head.children if c.dep_.startswith("nsubj")), head)
        firsts.append(min(subject.left_edge.i, head.i))
    return parsed.span(min(firsts), max(lasts))


def _one_each(claims: Sequence[Claim], symmetric: set[str]) -> list[Claim]:
    """The same fact once, with the same certainty: the first that has most detail, in the order of the text."""
    best: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        ends = (claim.subject.key, claim.object.key)
        key = (claim.relation, tuple(sorted(ends)) if claim.relation in symmetric else ends, claim.polarity, claim.realis)
        known = best.get(key)
        if known is None or _detail(claim) > _detail(known):
            best[key] = claim
    return sorted(best.values(), key=lambda c: (c.start, c.end, c.relation, c.subject.key, c.object.key))


def _detail(claim: Claim) -> tuple[bool, Decimal]:
    return claim.date is not None, claim.confidence
