"""What an article calls a group beside its name: "the *sect* X", "X, a *militia*", "X is a *movement*", "a *gang* known as X"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.entities import Cast
from kg.lexicon import Lexicon
from kg.mentions import Mention

_GROUPS = frozenset({"ArmedGroup", "Organization"})
_NAMING = frozenset({"name", "know", "call", "dub"})
_BESIDE = frozenset({"appos", "flat", "nmod:desc"})


def note_kinds(cast: Cast, lexicon: Lexicon) -> None:
    """Tell each named group by which nouns it is called, so that "the sect" finds it."""
    for k, mention in enumerate(cast.mentions):
        if cast.of(k).class_name in _GROUPS:
            called = (t for t in _nouns(mention) if cast.index_at(t.i) is None and lexicon.head_class(t.lemma_.lower()) in _GROUPS)
            cast.of(k).kinds.update(t.lemma_.lower() for t in called)


def _nouns(mention: Mention) -> Iterator[Token]:
    head, doc = mention.head, mention.head.doc
    if mention.first > 0:
        before = doc[mention.first - 1]
        if before.tag_ == "NN" and (before.head == head or head.head == before):
            yield before  # "the *sect* X"
    if head.dep_ in _BESIDE and head.head.tag_ == "NN":
        yield head.head
    yield from (c for c in head.rights if c.dep_ == "appos" and c.tag_ == "NN")
    if head.dep_ == "nsubj" and head.head.tag_ == "NN":
        yield head.head  # "X is a *movement*"
    if head.head.lemma_ in _NAMING and head.head.dep_ == "acl":
        yield head.head.head  # "the *sect* known as X"
