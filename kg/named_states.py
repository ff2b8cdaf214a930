"""The states that an article names, and the one that it is about."""

from collections import Counter
from functools import cached_property

from spacy.tokens import Token

from kg.clusters import Cluster
from kg.entities import Cast
from kg.phrases import state_at

_GROUPS = frozenset({"ArmedGroup", "Organization"})
_SEVERAL = 3
_OFTEN = 2  # mentions and towns that make a state the one that an article is about
_MORE = 1.5  # times as many as of any other state


class NamedStates:
    """Counts the states of one article when it is first asked for them."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    @cached_property
    def named(self) -> list[str]:
        """By each token that names one, in the order of the text."""
        return [state for token in self.cast.doc if (state := state_named_at(token, self.cast)) is not None]

    @cached_property
    def _often(self) -> Counter[str]:
        """Those named far more than any other by their name, their people's, their forces' or their towns'; nearly always one or none."""
        counts = Counter(self.named)
        for country, hints in self.cast.states.hints(m.text for m in self.cast.mentions).items():
            counts[self.cast.states.by_country[country].name] += hints
        most = max(counts.values(), default=0)
        return Counter({state: count for state, count in counts.items() if count * _MORE > most and count >= _OFTEN})

    def main(self, *, alone: bool = False) -> str | None:
        """
        The state that the article is about.

        Of two named about as often, the one that the article begins with, which is where the news is from; of more where it is named
        most; not if it must be `alone`.
        """
        often = self._often
        first = next((state for state in self.named if state in often), None)
        most = max(often.values(), default=0)
        chosen = first is not None and not alone and (len(often) < _SEVERAL or [s for s in often if often[s] == most] == [first])
        return first if chosen else next(iter(often)) if len(often) == 1 else None

    def native(self, side: Cluster, *, alone: bool = True) -> Cluster:
        """What a bare "army" or "government" means: not another state's than the one's that the article names and is mostly about."""
        state = self.main(alone=alone) if side.state is not None else None
        return self.cast.side(state) if state is not None and state in self.named else side


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
