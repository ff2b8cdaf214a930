"""The state that an article is about."""

from collections import Counter

from spacy.tokens import Doc, Token

from kg.clusters import Cluster
from kg.entities import Cast
from kg.phrases import state_at

_GROUPS = frozenset({"ArmedGroup", "Organization"})
_SEVERAL = 3
_OFTEN = 2  # mentions and towns that make a state the one that an article is about
_MORE = 1.5  # times as many as of any other state


def main_state(doc: Doc, cast: Cast, *, alone: bool = False) -> str | None:
    """
    The state that an article is about: named far more than any other by its name, its people's, its forces' or its towns'.

    Of two named about as often, the one that the article begins with, which is where the news is from; of more where it is named most;
    not if it must be `alone`.
    """
    named = [state for token in doc if (state := state_named_at(token, cast)) is not None]
    counts = Counter(named)
    countries = {known.country: known.name for known in cast.states.countries.values()}
    for country, hints in cast.states.hints(m.text for m in cast.mentions).items():
        counts[countries[country]] += hints
    most = max(counts.values(), default=0)
    often = {state for state, count in counts.items() if count * _MORE > most and count >= _OFTEN}
    first = next((state for state in named if state in often), None)
    chosen = first is not None and not alone and (len(often) < _SEVERAL or [s for s in often if counts[s] == most] == [first])
    return first if chosen else next(iter(often)) if len(often) == 1 else None


def native(side: Cluster, cast: Cast, *, alone: bool = True) -> Cluster:
    """What a bare "army" or "government" means: not another state's than the one's that the article names and is mostly about."""
    doc = cast.mentions[0].head.doc
    state = main_state(doc, cast, alone=alone) if side.state is not None else None
    named = state is not None and any(state_named_at(token, cast) == state for token in doc)
    return cast.side(state) if state is not None and named else side


def state_named_at(token: Token, cast: Cast) -> str | None:
    """The state that a token names; of the name of a state's own the last token tells it, of "*Syrian* rebels" the first."""
    k = cast.index_at(token.i)
    if k is None:
        return state_at(token, cast.states) if token.text[:1].isupper() else None
    mention = cast.mentions[k]
    own = cast.of(k).state or cast.states.state_of(mention.text)
    if own is None and cast.of(k).class_name in _GROUPS:
        return state_at(token, cast.states) if token.text[:1].isupper() else None
    return own if mention.last == token.i + 1 else None
