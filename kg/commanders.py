"""Who leads a force that stands beside a name without a role noun: "the 5th Brigade under X", "X's Second Army", "X, whose front"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clauses import case_words, clause, surface_subject
from kg.clusters import Cluster
from kg.coreference import Resolver
from kg.ends import Candidate
from kg.mentions import Mention
from kg.phrases import ACTOR, POSSESSIVE_MARKS, definite

_FORCES = frozenset({"ArmedGroup", "Organization"})
_GROUPS = _FORCES | {"State"}
_RAISING = frozenset({"form", "fight", "operate", "unite", "organize", "organise", "serve", "place", "put"})
_COMMAND = frozenset({"command", "leadership", "order"})
_REACH = 6  # words that may describe a commander between "under" and the name


class Commanders:
    """Finds them in one article; `relation` is the one of those who lead."""

    def __init__(self, resolver: Resolver, relation: str) -> None:
        self.resolver = resolver
        self.cast = resolver.cast
        self.lexicon = resolver.lexicon
        self.relation = relation

    def candidates(self, k: int, mention: Mention, cluster: Cluster) -> Iterator[Candidate]:
        """What the words around one name of a person say that he leads."""
        yield from self._under(mention, cluster)
        yield from self._behind(mention, cluster)
        yield from self._following(k, mention, cluster)

    def _under(self, mention: Mention, cluster: Cluster) -> Iterator[Candidate]:
        """Told by the tree: "a company *under* Major X", "formed under X", "under the command of X"."""
        head = mention.head
        told = head.head if head.head.lemma_.lower() in _COMMAND and "of" in case_words(head) else head
        if "under" not in case_words(told):
            return
        group = told.head
        if any(c.dep_ == "cop" for c in told.children):
            group = next(iter(surface_subject(told)[0]), group)
        if group.lemma_ in _RAISING:
            group = next((t for t in clause(group).objects or clause(group).subjects), group)
        bare = told != head and definite(group)  # "the army, under the command of X"
        led = self.resolver.resolve(group, ACTOR) if bare or self.cast.index_at(group.i) is not None else None
        if led is not None and led.class_name in (_GROUPS if bare else _FORCES) and (led.names or led.state is not None):
            yield Candidate(self.relation, head, head, group, cluster, led, "role.under")

    def _behind(self, mention: Mention, cluster: Cluster) -> Iterator[Candidate]:
        """Told by the words: "the Hill Corps *under the former teacher* X", "the 5th Brigade *of Colonel* X"."""
        doc, first = mention.head.doc, mention.first
        i = first - 1
        while i >= 0 and first - i <= _REACH and self._describes(doc[i]):
            i -= 1
        if i < 1 or doc[i].lower_ not in {"under", "of"}:
            return
        if doc[i].lower_ == "of" and doc[i - 1].lemma_.lower() in _COMMAND:  # "under the command of X"
            i = next((n for n in (i - 2, i - 3) if n > 0 and doc[n].lower_ == "under"), i)
        under = doc[i].lower_ == "under"
        index = self.cast.index_at(i - 1 - (under and doc[i - 1].text == ","))
        force = self.cast.of(index) if index is not None else None
        if index is not None and force is not None and force.class_name in (_FORCES if under else {"ArmedGroup"}) and force is not cluster:
            yield Candidate(self.relation, doc[i], mention.head, self.cast.mentions[index].head, cluster, force, "role.behind")

    def _describes(self, token: Token) -> bool:
        """Whether a word can stand in front of a commander's name: "the former teacher", "Brig. Gen."."""
        nominal = token.pos_ in {"NOUN", "PROPN", "ADJ", "DET"} or token.text in {"-", ".", '"', "“"}
        return (nominal and self.cast.index_at(token.i) is None) or token.lower_.rstrip(".") in self.lexicon.words["titles"]

    def _following(self, k: int, mention: Mention, cluster: Cluster) -> Iterator[Candidate]:
        """The name behind: "X, *whose* Liberation Army", "X*'s* Second Army"."""
        if k + 1 >= len(self.cast.mentions):
            return
        doc, following, led = mention.head.doc, self.cast.mentions[k + 1], self.cast.of(k + 1)
        between = [t.lower_ for t in doc[mention.last : following.first]]
        whose = between == [",", "whose"]
        if (whose and led.class_name in _FORCES) or (
            len(between) == 1 and between[0] in POSSESSIVE_MARKS and led.class_name == "ArmedGroup"
        ):
            rule = "role.whose" if whose else "role.possessive"
            yield Candidate(self.relation, following.head, mention.head, following.head, cluster, led, rule)
