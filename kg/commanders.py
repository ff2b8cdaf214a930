"""Who leads a force that stands beside a name without a role noun: "the 5th Brigade under X", "X's Second Army", "X, whose front"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clauses import case_words, clause, surface_subject
from kg.clusters import GROUPS, Cluster
from kg.coreference import Resolver
from kg.ends import Candidate
from kg.led_by import led_group
from kg.mentions import Mention
from kg.phrases import ACTOR, POSSESSIVE_MARKS, definite, state_at
from kg.titles import CALLING

_FORCES = frozenset({"ArmedGroup", "Organization"})
_RAISING = frozenset({"form", "fight", "operate", "unite", "organize", "organise", "serve", "place", "put"})
_ONE = frozenset({"a", "an", "another", "one"})
_COMMAND = frozenset({"command", "leadership", "order"})
_UNNAMED = frozenset({"Troops", "ArmedGroup"})
LOOSE = frozenset({"side", "command", "target"})
_REACH = 12  # words that may describe a commander between "under" and the name
_LATER = 6  # words between "led" and "by": "led since its foundation in 1984 by"


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
        yield from self._behind(k, mention, cluster)
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
        if led is not None and led.class_name in (GROUPS if bare else _FORCES) and (led.names or led.state is not None):
            yield Candidate(self.relation, head, head, group, cluster, led, "role.under")

    def _behind(self, k: int, mention: Mention, cluster: Cluster) -> Iterator[Candidate]:
        """Told by the words: "the Hill Corps *under the former teacher* X", "the 5th Brigade *of Colonel* X", "led *by his son* X"."""
        doc = mention.head.doc
        i = self._before(self._first(k))
        if i < 1:
            return
        owner = mention.last < len(doc) and doc[mention.last].text in POSSESSIVE_MARKS  # "led by X's cousin"
        if doc[i].lower_ == "by" and not owner:
            yield from self._led(i, mention, cluster)
        elif doc[i].lower_ in {"under", "of"}:
            if doc[i].lower_ == "of" and doc[i - 1].lemma_.lower() in _COMMAND:  # "under the command of X"
                i = next((n for n in (i - 2, i - 3) if n > 0 and doc[n].lower_ == "under"), i)
            yield from self._commanded(i, mention, cluster)

    def _commanded(self, i: int, mention: Mention, cluster: Cluster) -> Iterator[Candidate]:
        doc = mention.head.doc
        under = doc[i].lower_ == "under"
        last = i - 1 - (under and doc[i - 1].text == ",") - (doc[i - 1].text == ")")  # "the People's Army (PA) of X"
        index = self.cast.index_at(last)
        force = self.cast.of(index) if index is not None else None
        apart = not under or doc[i - 1].text == ","  # "a patrol of the Brigade, under Major X": his brigade
        part = self._part_of(index) if not apart and index is not None and force is not None and force.class_name in GROUPS else None
        if part is not None:
            yield self._own(doc[i], part, self.cast.mentions[index or 0].last, mention, cluster)
            return
        if index is not None and force is not None and force.class_name in (_FORCES if under else {"ArmedGroup"}) and force is not cluster:
            yield Candidate(self.relation, doc[i], mention.head, self.cast.mentions[index].head, cluster, force, "role.behind")
            return
        noun, above = doc[last], doc[last].head  # "a *column* of 300 men under X"
        counted = noun.tag_ == "NNS" and noun.i > 0 and noun.nbor(-1).pos_ == "NUM"
        noun = above if counted and above.pos_ == "NOUN" and self.lexicon.kind(above) == "ArmedGroup" else noun
        if index is None and self._is_force(noun) and noun.pos_ == "NOUN":
            yield from self._unnamed(doc[i], noun, mention, cluster)

    def _is_force(self, noun: Token) -> bool:
        return self.lexicon.kind(noun) in _UNNAMED or noun.lemma_.lower() in self.lexicon.words["unit_names"]

    def _part_of(self, index: int) -> Token | None:
        """The head of "*a faction* of the Front", whose name stands behind it."""
        doc, i = self.cast.doc, self.cast.mentions[index].first - 1
        i -= i > 0 and doc[i].lower_ == "the"
        noun = doc[i - 1] if i > 1 and doc[i].lower_ == "of" else None
        one = noun is not None and noun.tag_ == "NN" and any(c.lower_ in _ONE for c in noun.lefts)
        return noun if noun is not None and one and self._is_force(noun) else None

    def _own(self, word: Token, noun: Token, last: int, mention: Mention, cluster: Cluster) -> Candidate:
        """What is led is a part of another group and called so: "a *Front unit*", "a *faction of the Front*"."""
        start = max((c.i + 1 for c in noun.lefts if c.lower_ in _ONE), default=noun.i)
        led = self.cast.own(noun.doc[start:last].text, "ArmedGroup")
        return Candidate(self.relation, word, mention.head, noun, cluster, led, "role.part")

    def _unnamed(self, word: Token, noun: Token, mention: Mention, cluster: Cluster) -> Iterator[Candidate]:
        """ "The corps, under X", "the hill garrison of X": not "fighters of X", who may be no person."""
        under, several = word.lower_ == "under", noun.tag_ == "NNS"
        if noun.lemma_.lower() in LOOSE or (not under and several and word.i + 1 == mention.first):
            return
        led = self.resolver.resolve(noun, ACTOR)
        part = noun.tag_ == "NN" and not definite(noun) and self._named_before(noun)
        if part and under and led is not None and (led.names or led.state is not None):  # "a Front unit under X" is not the Front
            yield self._own(word, noun, noun.i + 1, mention, cluster)
            return
        if led is None or led.class_name not in _FORCES or led is cluster or (part and led.names):
            return  # "Kenyan troops under X" are not all of Kenya's
        meant = (under and definite(noun)) or any(c.dep_ in {"amod", "compound", "nmod:poss"} for c in noun.lefts)
        empty = under and several and not led.names and mention.text in led.name  # "commandos under X", which are called after nobody else
        if (meant or not led.names) and not empty:
            if under and not led.names:  # "a column of 300 men" is the same without its commander
                start = noun.left_edge.i + (noun.left_edge.pos_ == "DET")
                led.note(noun.doc[start : word.i].text.rstrip(","), named=False)
            yield Candidate(self.relation, word, mention.head, noun, cluster, led, "role.unnamed")

    def _is_part(self, noun: Token) -> bool:
        """Whether a noun is for one of several parts of a group that is named in front of it: "*a* separate *Front* column"."""
        one = noun.tag_ == "NN" and any(c.lower_ in _ONE for c in noun.lefts)
        return one and self.cast.index_at(noun.i) is None and self._is_force(noun) and self._named_before(noun)

    def _named_before(self, noun: Token) -> bool:
        """Whether whose it is stands in front of a noun: "a *Front* unit", "a *Kenyan* company"."""
        states = self.cast.states
        return any(self.cast.index_at(t.i) is not None or state_at(t, states) is not None for t in noun.lefts if t.pos_ != "DET")

    def _led(self, i: int, mention: Mention, cluster: Cluster) -> Iterator[Candidate]:
        """ "Led since May *by* a man known as X": the verb stands in front of "by" and of what tells when or where."""
        doc = mention.head.doc
        verb = next((t for t in reversed(doc[max(0, i - _LATER) : i]) if t.pos_ == "VERB" or t.text == ","), None)
        if verb is None or verb.tag_ not in {"VBN", "VBD"} or verb.lemma_.lower() not in self.lexicon.commanding:
            return
        group = led_group(verb, self.cast, self.lexicon)
        led = self.resolver.resolve(group, ACTOR) if group is not None else None
        if group is not None and led is not None and led.names and self._is_part(group):
            yield self._own(verb, group, group.i + 1, mention, cluster)
        elif group is not None and led is not None and led.class_name in GROUPS and led is not cluster:
            yield Candidate(self.relation, verb, mention.head, group, cluster, led, "role.led")

    def _first(self, k: int) -> int:
        """Where the list of names begins that a name ends: "two brothers, *X* and Y"."""
        mentions = self.cast.mentions
        while k > 0 and self.cast.of(k - 1).class_name == "Person":
            between = mentions[k].head.doc[mentions[k - 1].last : mentions[k].first]
            if [t.lower_ for t in between] != ["and"]:
                break
            k -= 1
        return mentions[k].first

    def _before(self, first: int) -> int:
        """The preposition in front of all that describes the name that begins at a token: "*under* the former teacher X"."""
        doc = self.cast.doc
        i = first - 1
        i -= i > 0 and doc[i].text == "," and doc[i - 1].pos_ == "NOUN"  # "a convicted robber, X"
        while i >= 0 and first - i <= _REACH and self._describes(doc[i]):
            i -= 1
        return i

    def _describes(self, token: Token) -> bool:
        """Whether a word can stand in front of a commander's name: "the former teacher", "Brig. Gen.", "a man known only as"."""
        k = self.cast.index_at(token.i)
        if k is not None:
            owner = self.cast.of(k).class_name == "Person" and token.nbor(1).text in POSSESSIVE_MARKS  # "Y's cousin X"
            return owner or self.cast.of(k).class_name == "Place" or token.lower_.rstrip(".") in self.lexicon.words["titles"]
        nominal = token.pos_ in {"NOUN", "PROPN", "ADJ", "DET", "NUM"} or token.tag_ in {"PRP$", "POS"}
        called = token.lower_ in (CALLING | {"-", "."}) - {"by", "of"}
        return nominal or called or token.lower_.rstrip(".") in self.lexicon.words["titles"]

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
