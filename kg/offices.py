"""Which state the holder of an office leads where the article does not say it: "President X", "Defence Minister X"."""

from collections import Counter
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from kg.ends import Candidate
from kg.entities import Cast
from kg.lexicon import Lexicon
from kg.titles import FORMER, Title, Titles

_FROM = frozenset({"in", "from"})
_SPEAKING = frozenset({"say", "tell", "announce", "declare"})
_OFTEN = 2  # mentions and towns that make a state the one that an article is about
_SEVERAL = 3
_MORE = 1.5  # times as many as of any other state


def office(noun: Token) -> str:
    """The name of an office: "president", "foreign minister"."""
    lemma = noun.lemma_.lower()
    return f"{noun.nbor(-1).lower_} {lemma}" if lemma == "minister" and noun.i > 0 else lemma


def is_office(title: Title, lexicon: Lexicon, titles: Titles) -> bool:
    """Whether a title is the bare name of a state's office: "President X", "X, the prime minister"."""
    noun = title.noun
    weak = {w for r in titles.roles(noun) for w in r.weak}
    if noun.lemma_.lower() not in lexicon.words["offices"] or {t.lower_ for t in noun.doc[max(0, noun.i - 3) : noun.i]} & (weak | FORMER):
        return False
    if noun.lemma_.lower() == "minister" and office(noun).split()[0] not in lexicon.words["portfolios"] | {"prime"}:
        return False
    if title.last == noun.i + 1 and noun.i < title.person.i and (noun.text[:1].isupper() or _alone(title, lexicon)):
        return True
    if any(
        c.text[:1].isupper() and c.dep_ in {"amod", "compound"} for c in noun.lefts if c.text.lower() not in lexicon.words["portfolios"]
    ):
        return False  # "the Tagantian president": of a country that we do not know
    return any(c.lower_ == "the" for c in noun.lefts) and not any(c.dep_ == "nmod" for c in noun.rights)


def _alone(title: Title, lexicon: Lexicon) -> bool:
    """Whether an office stands in front of a name with nothing but its portfolio: "defence minister X", "president X"."""
    return all(t.lower_ in lexicon.words["portfolios"] | {"prime"} for t in title.noun.doc[title.first : title.noun.i])


def offices(cast: Cast, relation: str, titles: Iterable[Title], taken: set[tuple[str, str | None]]) -> Iterator[Candidate]:
    """
    The states of bare offices, where the article leaves little doubt.

    "President X" is the president of the only state named in front, in the same sentence or the one before; of several, or where none
    is named, of the one whose president the article mentions elsewhere ("the Norwegian president"); else of the state that it is about.
    `taken` holds the offices that somebody else has, with their states.
    """
    for title in titles:
        name = office(title.noun)
        state = _told(title.noun, cast, [s for s in _before(title.noun, cast) if (name, s) not in taken])
        if state is None or (name, state) in taken:
            continue
        side = cast.side(state)
        if not side.names:
            side.note(state)
        yield Candidate(relation, title.noun, title.person, title.noun, title.cluster, side, "role.office")


def _told(noun: Token, cast: Cast, before: list[str]) -> str | None:
    """The one state of those named before the office; where none was, the one that the article is about."""
    seat = _seat(noun, cast)
    if seat is not None or len(set(before)) == 1:
        return seat or before[0]
    described = _described(noun, cast)
    if before:
        return described if described in before else None
    return described or _main(noun.doc, cast)


def _seat(noun: Token, cast: Cast) -> str | None:
    """The state from whose capital an office speaks: "President X said *in* Y"."""
    behind = noun.doc[noun.i + 1 : noun.sent.end]
    seats = (cast.states.state_of(t.nbor(1).text) for t in behind[:-1] if t.lower_ in _FROM and cast.index_at(t.i + 1) is not None)
    named = (s for s in seats if s is not None)
    return next(named, None) if noun.sent.root.lemma_ in _SPEAKING else None


def _main(doc: Doc, cast: Cast) -> str | None:
    """
    The state that an article is about: named far more than any other by its name, its people's, its forces' or its towns'.

    Of two named about as often, the one that the article begins with, which is where the news is from; of more where it is named most.
    """
    named = [state for token in doc if (state := _state_at(token, cast)) is not None]
    counts = Counter(named)
    countries = {known.country: known.name for known in cast.states.countries.values()}
    for country, hints in cast.states.hints(m.text for m in cast.mentions).items():
        counts[countries[country]] += hints
    most = max(counts.values(), default=0)
    often = {state for state, count in counts.items() if count * _MORE > most and count >= _OFTEN}
    first = next((state for state in named if state in often), None)
    alone = first is not None and (len(often) < _SEVERAL or [s for s in often if counts[s] == most] == [first])
    return first if alone else next(iter(often)) if len(often) == 1 else None


def _state_at(token: Token, cast: Cast) -> str | None:
    """The state that a token names; of a name of several words the last token tells it."""
    k = cast.index_at(token.i)
    if k is None:
        return cast.states.state_of(token.text) if token.text[:1].isupper() else None
    mention = cast.mentions[k]
    return (cast.of(k).state or cast.states.state_of(mention.text)) if mention.last == token.i + 1 else None


def _described(noun: Token, cast: Cast) -> str | None:
    """The one state that the article gives the office elsewhere, without the name of who holds it."""
    found = {
        state
        for token in noun.doc
        if token.pos_ == "NOUN" and token.lemma_.lower() == noun.lemma_.lower() and office(token) == office(noun)
        for c in token.lefts
        if c.dep_ == "amod" and (state := cast.states.state_of(c.text)) is not None
    }
    return found.pop() if len(found) == 1 else None


def _before(noun: Token, cast: Cast) -> Iterator[str]:
    doc, start = noun.doc, noun.sent.start
    start = doc[start - 1].sent.start if start else 0
    return (state for i in range(noun.i - 1, start - 1, -1) if (state := _state_at(doc[i], cast)) is not None)
