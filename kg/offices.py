"""Which state the holder of an office leads where the article does not say it: "President X", "Defence Minister X"."""

from collections import Counter
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.claims import Candidate
from kg.entities import Cast, Cluster
from kg.lexicon import Lexicon
from kg.titles import FORMER, Title, Titles


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
    if title.last == noun.i + 1 and noun.i < title.person.i and noun.text[:1].isupper():
        return True
    return any(c.lower_ == "the" for c in noun.lefts) and not any(c.dep_ == "nmod" for c in noun.rights)


def offices(cast: Cast, relation: str, titles: Iterable[Title], taken: set[tuple[str, Cluster]]) -> Iterator[Candidate]:
    """
    The states of bare offices: "President X" is "the Norwegian president" of elsewhere in the article.

    Else the president of the state named last in the same sentence or the one before, or of the one named most; not of one whose
    president is somebody else (`taken`: office and state).
    """
    for title in titles:
        described = _described(title.noun, cast)
        for state in (described,) if described else (*_before(title.noun, cast), *_by_weight(cast)):
            side = cast.side(state)
            if (office(title.noun), side) in taken:
                continue
            if not side.names:
                side.note(state)
            yield Candidate(relation, title.noun, title.person, title.noun, title.cluster, side, "role.office")
            break


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
    for i in range(noun.i - 1, start - 1, -1):
        state = cast.states.state_of(doc[i].text) if doc[i].text[:1].isupper() else None
        if state is not None:
            yield state


def _by_weight(cast: Cast) -> Iterator[str]:
    named = (cast.of(k).state or cast.states.state_of(m.text) for k, m in enumerate(cast.mentions))
    weights = Counter(state for state in named if state is not None)
    yield from (state for state, _ in weights.most_common())
