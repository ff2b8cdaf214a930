"""The state that an article is about."""

from collections import Counter

from spacy.tokens import Doc, Token

from kg.entities import Cast
from kg.phrases import state_at

_OFTEN = 2  # mentions and towns that make a state the one that an article is about
_MORE = 1.5  # times as many as of any other state


def main_state(doc: Doc, cast: Cast) -> str | None:
    """The state that an article names far more than any other: by its own name, its people's, its forces' or its towns'."""
    counts = Counter(state for token in doc if (state := state_named_at(token, cast)) is not None)
    countries = {known.country: known.name for known in cast.states.countries.values()}
    for country, hints in cast.states.hints(m.text for m in cast.mentions).items():
        counts[countries[country]] += hints
    first, second = ([*counts.most_common(2), ("", 0), ("", 0)])[:2]
    return first[0] if first[1] >= max(_OFTEN, _MORE * second[1]) else None


def state_named_at(token: Token, cast: Cast) -> str | None:
    """The state that a token names; of a name of several words the last token tells it."""
    k = cast.index_at(token.i)
    if k is None:
        return state_at(token, cast.states) if token.text[:1].isupper() else None
    mention = cast.mentions[k]
    return (cast.of(k).state or cast.states.state_of(mention.text)) if mention.last == token.i + 1 else None
