"""Why a trigger told nothing, in words: from what the rules turned down, or from what kept them from looking at it."""

from collections.abc import Iterable

from spacy.tokens import Token

from kg.clusters import Cluster
from kg.ends import Ends
from kg.extract import Reading
from kg.rejections import REASONS, Reason, Rejection
from kg.titles import Titles

_MANY = 4  # words of a pattern that are shown


class Reasons:
    """The reasons of one article."""

    def __init__(self, read: Reading) -> None:
        known = read.assertions.known
        self.settled = read.settled
        self.resolver = read.assertions.resolver
        self.lexicon, self.relations = known.lexicon, known.ontology.relations
        self.ends = Ends(self.resolver, known.lexicon, known.ontology)
        self.titles = Titles(self.resolver.cast, known.lexicon)
        self._rejected: dict[int, list[Rejection]] = {}
        for each in read.assertions.rejected.found:
            self._rejected.setdefault(each.trigger.i, []).append(each)

    def of(self, token: Token) -> tuple[str, ...]:
        """Why a word told nothing, by the patterns that came nearest to a claim; () where it is no trigger."""
        rejected = self._rejected.get(token.i)
        if rejected is None:
            unread = self._unread(token)
            return (unread,) if unread else ()
        nearest = max((each.reason for each in rejected), key=REASONS.index)
        return tuple(dict.fromkeys(self._worded(each) for each in rejected if each.reason is nearest))

    def _worded(self, each: Rejection) -> str:
        at_fault = self._words(each.phrase) if each.phrase is not None else ""
        match each.reason:
            case Reason.OTHER_VERB:
                return f"{each.relation}: {each.reason}"
            case Reason.PREPOSITION:
                return f"{each.relation}: needs {_any_of(each.wanted)} with it"
            case Reason.NO_OBJECT if each.wanted:
                return f"{each.relation}: no object is told after {_any_of(each.wanted)}"
            case Reason.NO_GROUP:
                return f"{each.relation}: {at_fault} has the role, but in which group is not told"
            case Reason.SUBJECT if each.phrase is not None:
                return f"{each.relation}: {self._bad_subject(each.phrase, each.relation)}"
            case Reason.OBJECT if each.phrase is not None:
                return f"{each.relation}: {self._bad_object(each.phrase, each.relation, each.ends)}"
            case Reason.BEFORE:
                return f"{each.relation}: {self._elsewhere(each)}"
        return f"{each.relation}: {each.reason}{f' ({at_fault})' if at_fault else ''}"

    def _bad_subject(self, phrase: Token, relation: str) -> str:
        words, domain = self._words(phrase), self.relations[relation].domain
        found = self.ends.actor(phrase, domain)
        if found is None:
            other = None if phrase.pos_ == "ADJ" else self._taken_for(phrase, domain)
            return f"the subject {words} is {_shown(other)}, no {domain}" if other else f"which actor {words} means could not be told"
        allowed = self.lexicon.actors.get(relation, frozenset())
        if allowed and found.class_name not in allowed:
            return f"the subject {words} is {_shown(found)}, which is none of {', '.join(sorted(allowed))}"
        return f"the subject {words} are people whose side is not told"

    def _bad_object(self, phrase: Token, relation: str, ends: tuple[Cluster, ...]) -> str:
        words, wanted = self._words(phrase), self.relations[relation].range
        found = self._taken_for(phrase, wanted)
        if found is None:
            return f"what the object {words} means could not be told"
        if not self.ends.fits(found, wanted):
            return f"the object {words} is {_shown(found)}, no {wanted}"
        if found in ends:
            return f"the object {words} is the subject itself"
        return f"the object {words} is {_shown(found)}, which the lexicon does not let stand there"

    def _taken_for(self, phrase: Token, wanted: str) -> Cluster | None:
        """What a phrase means where a class is wanted, or else what its name means elsewhere in the article."""
        k = self.resolver.cast.index_at(phrase.i)
        return self.resolver.resolve(phrase, self.ends.role(wanted)) or (self.resolver.cast.of(k) if k is not None else None)

    def _elsewhere(self, each: Rejection) -> str:
        same = (
            claim
            for made, claim in self.settled
            if made.relation == each.relation and {*each.ends} == {made.subject_entity, made.object_entity}
        )
        claim = next(same, None)
        return f"claimed at characters {claim.start} to {claim.end}" if claim is not None else each.reason

    def _unread(self, token: Token) -> str | None:
        """Why no rule looked at a word of the lexicon, or saw more in it: an event noun in a name, a verb taken for a noun, a role."""
        lemma, inside = token.lemma_.lower(), self.resolver.cast.index_at(token.i)
        paired = self.lexicon.nouns.get("allies", {}).get(lemma) or self._participle(token)
        if paired:
            return f"{paired}: which two are meant could not be told"
        if token.pos_ not in {"NOUN", "PROPN", "VERB"}:
            return None
        nouns = self.lexicon.noun_frames.get(lemma, ())
        if nouns and inside is not None:
            return f"{nouns[0].relation}: part of the name {self._words(token)}"
        roles = self.titles.roles(token) if inside is None else ()
        if roles:
            return f"{roles[0].relation}: no named person beside it"
        verbs = [frame for frame in self.lexicon.verb_frames.get(lemma, ()) if not frame.nouns]
        if verbs and token.pos_ == "NOUN" and not nouns and self.lexicon.kind(token) is None:
            return f"{verbs[0].relation}: read as a noun"
        return None

    def _participle(self, token: Token) -> str | None:
        """The relation of "X-held", "X-backed", in one token or three."""
        if "-" not in token.text and (token.i == 0 or token.nbor(-1).text != "-"):
            return None
        word = token.lower_.rsplit("-", 1)[-1]
        return next((relations[word] for relations in self.lexicon.participles.values() if word in relations), None)

    def _words(self, token: Token) -> str:
        return f"“{self.resolver.mention(token).text}”"


def _shown(cluster: Cluster) -> str:
    return f"{cluster.name} ({cluster.class_name})"


def _any_of(words: Iterable[str]) -> str:
    ordered = sorted(words)
    return " or ".join(f"“{word}”" for word in ordered[:_MANY]) + (" …" if len(ordered) > _MANY else "")
