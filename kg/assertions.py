"""From candidates to claims: which the ontology allows, how certain, who says so, when, and the exact words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from spacy.tokens import Token

from kg.attribution import Attribution, accounts, innermost
from kg.certainty import FACT, certainty, presupposed
from kg.clusters import SIDE_NAMES, Cluster
from kg.coreference import Resolver
from kg.dates import TimeExpression, event_date, rough_date
from kg.ends import Candidate
from kg.extraction import Claim, Entity, Polarity, Realis, Statement
from kg.knowledge import Knowledge
from kg.mentions import describe
from kg.naming import Naming
from kg.parse import Parsed
from kg.phrases import SPEAKER
from kg.rejections import Reason, Rejections
from kg.speakers import together
from kg.told_days import with_days

Settled = tuple[Candidate, Claim]
_STANCES = {"promise": Realis.FUTURE, "ask": Realis.HYPOTHETICAL}
_GOING_ON = frozenset({"he", "she", "they", "it"})
_ARTICLES_OWN = ("participle", "location", "role", "part.")


@dataclass
class Assertions:
    """What is needed to settle the candidates of one article; `rejected` takes those that became no claim."""

    parsed: Parsed
    known: Knowledge
    resolver: Resolver
    naming: Naming
    reports: Sequence[Attribution]
    expressions: Sequence[TimeExpression]
    rejected: Rejections = field(default_factory=Rejections)

    def claims(self, candidates: Sequence[Candidate]) -> list[Settled]:
        """The claims in the order of the text, each fact once for each certainty, with the candidates that they come from."""
        made: list[Settled] = []
        for candidate in sorted(candidates, key=lambda c: (c.trigger.i, c.object.i, c.subject.i)):
            relation = self.known.ontology.relations[candidate.relation]
            if not self._allowed(candidate.subject_entity, relation.domain):
                self._reject(Reason.CLASS, candidate, candidate.subject)
            elif not self._allowed(candidate.object_entity, relation.range):
                self._reject(Reason.CLASS, candidate, candidate.object)
            elif self._sums_up(candidate):
                self._reject(Reason.HEADLINE, candidate, candidate.object)
            else:
                made.append((candidate, self._claim(candidate)))
        dated = [self._dated(settled) for settled in self._one_each(made)]
        told = with_days([claim for _, claim in dated])
        return [(candidate, claim) for (candidate, _), claim in zip(dated, told, strict=True)]

    def _sums_up(self, candidate: Candidate) -> bool:
        """Whether a headline tells it of something nameless ("Rebels overrun garrison town"), which the text below calls by its name."""
        what = [candidate.object_entity]
        if self.known.ontology.is_a(candidate.subject_entity.class_name, "Location"):
            what.append(candidate.subject_entity)  # "storm dam in northern Iraq"
        return candidate.trigger.i < self.parsed.body and any(not end.names and end.state is None for end in what)

    def statements(self) -> tuple[Statement, ...]:
        """The statements whose speakers can be told, in the order of the text."""
        told: list[tuple[Attribution, Entity]] = []
        for report in self.reports:
            speaker = None if report.resumed else self._speaker(report)
            if speaker is not None:
                told.append((report, self.naming.entity(speaker, "Actor")))
        return tuple(
            Statement(speaker, report.cue.text, report.start, report.end, self._reported_by(report, speaker)) for report, speaker in told
        )

    def passed_on(self, settled: Sequence[Settled]) -> Iterator[Settled]:
        """The claims with those by whose account their speakers said so; to be asked once the statements are known."""
        for candidate, claim in settled:
            report = self.source(candidate)
            reported_by = self._reported_by(report, claim.stated_by) if report is not None and claim.stated_by is not None else ()
            yield candidate, replace(claim, reported_by=reported_by)

    def reporters(self, report: Attribution, speaker: Entity) -> Iterator[tuple[Attribution, Entity]]:
        """By whose account a speaker said something, the outermost last; nobody twice, and not the speaker."""
        seen = {speaker.key}
        for outer in accounts(self.reports, report):
            cluster = self._speaker(outer)
            if cluster is not None and (reporter := self.naming.entity(cluster, "Actor")).key not in seen:
                seen.add(reporter.key)
                yield outer, reporter

    def _reported_by(self, report: Attribution, speaker: Entity) -> tuple[Entity, ...]:
        return tuple(reporter for _, reporter in self.reporters(report, speaker))

    def _allowed(self, cluster: Cluster, class_name: str) -> bool:
        """Whether the ontology lets an entity stand there; a captured unit or headquarters is a site."""
        is_a = self.known.ontology.is_a
        return bool(cluster.name) and (
            is_a(cluster.class_name, class_name) or (cluster.class_name in {"ArmedGroup", "Organization"} and is_a("Facility", class_name))
        )

    def _claim(self, candidate: Candidate) -> Claim:
        relation = self.known.ontology.relations[candidate.relation]
        settled = (relation.background and presupposed(candidate.trigger)) or candidate.rule.startswith("participle")
        polarity, realis = FACT if settled else certainty(candidate.trigger, self.known.lexicon)
        report = None if relation.background else self.source(candidate)
        speaker = self._speaker(report) if report is not None else None
        if report is not None:
            polarity = Polarity.NEGATIVE if report.stance == "deny" else polarity
            realis = _STANCES.get(report.stance, realis) if realis is Realis.ACTUAL else realis
        start, end = self._evidence(candidate)
        return Claim(
            subject=self.naming.entity(candidate.subject_entity, relation.domain),
            relation=candidate.relation,
            object=self.naming.office(candidate.object_entity)
            if candidate.relation in self.known.lexicon.leading and not self._forces(candidate.object)
            else self.naming.entity(candidate.object_entity, relation.range),
            start=start,
            end=end,
            rule=candidate.rule,
            confidence=self.known.confidence(candidate.rule),
            stated_by=self.naming.entity(speaker, "Actor") if speaker is not None else None,
            cue=report.cue.text if report is not None and speaker is not None else None,
            polarity=polarity,
            realis=realis,
            date=None if relation.background else event_date(self.parsed, candidate.trigger, self.expressions, candidate.object),
        )

    def _dated(self, settled: Settled) -> Settled:
        """The claim with a rough date where it has none: one known to the month counts for nothing when one of several is chosen."""
        candidate, claim = settled
        if claim.date is not None or self.known.ontology.relations[claim.relation].background:
            return settled
        lasting = claim.relation in self.known.lexicon.lasting
        return candidate, replace(claim, date=rough_date(self.parsed, candidate.trigger, self.expressions, lasting=lasting))

    def _forces(self, token: Token) -> bool:
        """Whether a phrase names a state's forces: whoever leads those does not lead the state."""
        return self.resolver.mention(token).text.split()[-1].lower() in {*SIDE_NAMES} - {"government", "regime"}

    def _speaker(self, report: Attribution) -> Cluster | None:
        """Who says it, if that is an actor."""
        return self._speakers[report.cue.i]

    @cached_property
    def _speakers(self) -> dict[int, Cluster | None]:
        """The speaker of each reporting word, found in the order of the text, for a pronoun may go on speaking."""
        found: dict[int, Cluster | None] = {}
        earlier: list[Attribution] = []
        for report in sorted(self.reports, key=lambda each: each.cue.i):
            if report.cue.i in found:
                continue  # the rest of a quotation
            before = next((each for each in reversed(earlier) if not report.first <= each.cue.i < report.last), None)
            goes_on = before is not None and self._goes_on(report, before, found[before.cue.i])
            found[report.cue.i] = found[before.cue.i] if before is not None and goes_on else self._own_speaker(report)
            earlier.append(report)
        return found

    def _goes_on(self, report: Attribution, before: Attribution, cluster: Cluster | None) -> bool:
        """Whether a pronoun means the last speaker, in this sentence or the one before: "An officer said C1. *He* said C2."."""
        pronoun = report.speaker.lower_
        bare = [token.lower_ for token in report.speaker.lefts] == ["the"]
        letter = bare and report.speaker.lemma_.lower() in self.known.speech.documents
        if cluster is None or not (letter or pronoun in _GOING_ON) or before.speaker.i >= report.speaker.i:
            return False
        if sum(token.is_sent_start is True for token in self.parsed.doc[before.cue.i : report.cue.i]) > 1:
            return False
        if letter:  # "the statement said": theirs who made one
            return cluster.class_name != "Place"
        several = "Number=Plur" in str(before.speaker.morph)
        return several if pronoun == "they" else not several and (cluster.class_name == "Person") == (pronoun != "it")

    def _own_speaker(self, report: Attribution) -> Cluster | None:
        """Whom the speaker's phrase means or, for those whom the article does not name ("reports", "satellite images"), describes."""
        several = together(report.speaker)
        if several is not None:
            combined = self.resolver.cast.described(several, "Organization")
            combined.note(several, named=False)
            return combined
        cluster = self.resolver.resolve(report.speaker, SPEAKER)
        mute = cluster is not None and cluster.class_name == "Facility" and report.speaker.pos_ == "NOUN"
        if (cluster is None or mute) and report.speaker.pos_ in {"NOUN", "PROPN"}:
            mention = describe(report.speaker, self.known.lexicon)
            cluster = self.resolver.cast.described(mention.text, mention.class_name or "Organization")
            if not self.known.ontology.is_a(cluster.class_name, "Actor"):
                cluster = self.resolver.cast.described(f"those of {mention.text}", "Organization")
            cluster.note(mention.text, named=False)
        return cluster if cluster is not None and self.known.ontology.is_a(cluster.class_name, "Actor") else None

    def source(self, candidate: Candidate) -> Attribution | None:
        """The statement that a claim stands in; what an aside adds to indirect speech is the article's own."""
        report = innermost(self.reports, candidate.trigger)
        if report is None or report.quoted:
            return report
        if candidate.rule.startswith(_ARTICLES_OWN):
            return None
        return report

    def _evidence(self, candidate: Candidate) -> tuple[int, int]:
        """The characters that say so: from subject to object, trigger included, as far as they share the trigger's sentence."""
        trigger, doc = candidate.trigger, self.parsed.doc
        sentence = trigger.sent
        firsts, lasts = [trigger.i], [trigger.i + 1]
        for token in (candidate.subject, candidate.object):
            mention = self.resolver.mention(token)
            if sentence.start <= mention.first and mention.last <= sentence.end:
                left = mention.first
                while left > sentence.start and doc[left - 1].dep_ in {"det", "nummod", "nmod:poss"} and doc[left - 1].head.i >= left:
                    left -= 1
                firsts.append(left)
                lasts.append(min(self.resolver.extent.get(token.i, mention.last), sentence.end))
        head = trigger.head
        if trigger.pos_ == "NOUN" and trigger.dep_ == "obj" and head.pos_ == "VERB":
            subject = next((c for c in head.children if c.dep_.startswith("nsubj")), head)
            firsts.append(min(subject.left_edge.i, head.i))
        return self.parsed.span(min(firsts), max(lasts))

    def _one_each(self, made: Sequence[Settled]) -> list[Settled]:
        """The same fact once, with the same certainty: the first that has most detail, in the order of the text."""
        best: dict[tuple[object, ...], Settled] = {}
        for settled in made:
            claim = settled[1]
            ends = (claim.subject.key, claim.object.key)
            symmetric = self.known.ontology.relations[claim.relation].symmetric
            key = (claim.relation, tuple(sorted(ends)) if symmetric else ends, claim.polarity, claim.realis)
            other = best.get(key)
            if other is None or _detail(claim) > _detail(other[1]):
                best[key] = settled
            if other is not None:
                self._reject(Reason.BEFORE, (settled if best[key] is other else other)[0])
        return sorted(best.values(), key=lambda s: (s[1].start, s[1].end, s[1].relation, s[1].subject.key, s[1].object.key))

    def _reject(self, reason: Reason, candidate: Candidate, phrase: Token | None = None) -> None:
        ends = (candidate.subject_entity, candidate.object_entity)
        self.rejected.add(reason, candidate.relation, candidate.trigger, phrase, ends=ends)


def _detail(claim: Claim) -> tuple[bool, bool, Decimal]:
    return not claim.rule.endswith(".elided"), claim.date is not None, claim.confidence
