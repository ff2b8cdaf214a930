"""Which state the holder of an office leads where the article does not say it: "President X", "Defence Minister X"."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.ends import Candidate
from kg.entities import Cast
from kg.lexicon import Lexicon
from kg.named_states import NamedStates, state_named_at
from kg.phrases import state_at
from kg.salience import sentences_back
from kg.titles import FORMER, Title, Titles

_OPENING = 4  # words from the start of a sentence to the place that it begins with
_FROM = frozenset({"in", "from"})
_HELD = frozenset({"prime", "interim", "transitional", "acting", "caretaker"})
_SPEAKING = frozenset({"say", "tell", "announce", "declare"})


def office(noun: Token) -> str:
    """The name of an office: "president", "foreign minister"."""
    lemma = noun.lemma_.lower()
    return f"{noun.nbor(-1).lower_} {lemma}" if lemma == "minister" and noun.i > 0 else lemma


def is_office(title: Title, lexicon: Lexicon, titles: Titles) -> bool:
    """Whether a title is the bare name of a state's office: "President X", "X, the prime minister"."""
    noun = title.noun
    weak = {w for r in titles.roles(noun) for w in r.weak}
    if {t.lower_ for t in noun.doc[max(0, noun.i - 3) : noun.i]} & (weak | FORMER):
        return False
    if noun.lemma_.lower() not in lexicon.words["offices"]:
        return False
    if noun.lemma_.lower() == "minister" and office(noun).split()[0] not in lexicon.words["portfolios"] | {"prime"}:
        return False
    if _says_of_what(title, titles.cast):
        return False
    ranked = all(t.text == "." or t.lower_.rstrip(".") in lexicon.words["titles"] for t in noun.doc[noun.i + 1 : title.last])
    if ranked and noun.i < title.person.i and (noun.text[:1].isupper() or _alone(title, lexicon)):
        return True  # "Prime Minister *Sir* X"
    if any(
        c.text[:1].isupper() and c.dep_ in {"amod", "compound"} and c.nbor(-1).text != "-"
        for c in noun.lefts
        if c.text.lower() not in lexicon.words["portfolios"]
    ):
        return False  # "the Tagantian president": of a country that we do not know
    return any(c.lower_ == "the" for c in noun.lefts) and not any(c.dep_ == "nmod" for c in noun.rights)


def _says_of_what(title: Title, cast: Cast) -> bool:
    """Whether the words behind the name tell it: "President X *of the Y Region*"."""
    k = cast.index_at(title.person.i)
    end = cast.mentions[k].last if k is not None else title.person.i + 1
    return end < len(cast.doc) and cast.doc[end].lower_ == "of"


def _alone(title: Title, lexicon: Lexicon) -> bool:
    """Whether an office stands in front of a name with nothing but its portfolio: "defence minister X", "interim president X"."""
    return all(t.lower_ in lexicon.words["portfolios"] | _HELD for t in title.noun.doc[title.first : title.noun.i])


def offices(states: NamedStates, relation: str, titles: Iterable[Title], taken: set[tuple[str, str | None]]) -> Iterator[Candidate]:
    """
    The states of bare offices, where the article leaves little doubt.

    Whoever is known to have led a state leads it. Any other "President X" is the president of the only state named in front, in the
    same sentence or the one before; of several, or where none is named, of the one whose president the article mentions elsewhere ("the
    Norwegian president"); else of the state that it is about.
    `taken` holds the offices that somebody else has, with their states.
    """
    for title in titles:
        name = office(title.noun)
        before = [s for s in _before(title.noun, states.cast) if (name, s) not in taken]
        state = _known(title, states) or _told(title.noun, states, before, {s for o, s in taken if o == name})
        if state is None or (name, state) in taken:
            continue
        side = states.cast.side(state)
        if not side.names:
            side.note(state)
        yield Candidate(relation, title.noun, title.person, title.noun, title.cluster, side, "role.office")


def _known(title: Title, states: NamedStates) -> str | None:
    """The state that somebody is known to have led; of several ("President Tito") the one named first, else none."""
    led = states.cast.states.led_by(title.cluster.names)
    return led[0] if len(led) == 1 else next((state for state in states.named if state in led), None)


def _told(noun: Token, states: NamedStates, before: list[str], others: set[str | None]) -> str | None:
    """The state of those named before the office, or the one that the article is about: that one where it is named far more often."""
    seat, described = _seat(noun, states.cast) or _fronted(noun, states.cast), _described(noun, states.cast)
    if seat is not None:
        return seat
    main = states.main(alone=bool(before))
    main = main if main not in others else None
    if len(before) == 1 and main is not None:
        return main
    if len(set(before)) == 1:
        return before[0]
    if before:
        return described if described in before else None
    return described or main


def _seat(noun: Token, cast: Cast) -> str | None:
    """The state from whose capital an office speaks: "President X said *in* Y"."""
    behind = noun.doc[noun.i + 1 : noun.sent.end]
    places = (k for t in behind[:-1] if t.lower_ in _FROM and (k := cast.index_at(t.i + 1)) is not None)
    named = (s for k in places if (s := cast.states.state_of(cast.mentions[k].text)) is not None)
    root = noun.sent.root
    speaks = root.lemma_ in _SPEAKING and any(c.dep_ == "nsubj" and noun in c.subtree for c in root.children)
    return next(named, None) if speaks else None


def _fronted(noun: Token, cast: Cast) -> str | None:
    """The state that a sentence begins with: "*In neighbouring Y*, President X said"."""
    start = noun.sent.start
    opening = noun.doc[start + 1 : start + _OPENING] if noun.doc[start].lower_ in _FROM else ()
    k = next((k for t in opening if (k := cast.index_at(t.i)) is not None), None)
    comma = k is not None and noun.doc[cast.mentions[k].last].text == ","
    return cast.states.state_of(cast.mentions[k].text) if k is not None and comma else None


def _described(noun: Token, cast: Cast) -> str | None:
    """The one state that the article gives the office elsewhere, without the name of who holds it."""
    found = {
        state
        for token in noun.doc
        if token.pos_ == "NOUN" and token.lemma_.lower() == noun.lemma_.lower() and office(token) == office(noun)
        for c in token.lefts
        if c.dep_ == "amod" and (state := state_at(c, cast.states)) is not None
    }
    return found.pop() if len(found) == 1 else None


def _before(noun: Token, cast: Cast) -> Iterator[str]:
    told = reversed(noun.doc[sentences_back(noun, 1) : noun.i])
    own = (t for t in told if t.i == 0 or t.nbor(-1).text != "-")  # not "the pro-*Moscow* president"
    return (state for t in own if (state := state_named_at(t, cast)) is not None)
