"""Where somebody belongs who is told to be the deputy, the aide or the minister of another: with what that one leads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.clusters import GROUPS, Cluster
from kg.coreference import Resolver
from kg.ends import Candidate
from kg.frames import Roles
from kg.titles import Title

_AFTER = frozenset({"successor"})


@dataclass(frozen=True)
class Follower:
    """A title whose phrase names a person: "*his* deputy, X"; `word` is the token that names the person."""

    title: Title
    roles: Roles
    leader: Cluster
    word: Token


def followers(resolver: Resolver, following: Iterable[Follower], leading: Roles, member: Roles) -> Iterator[Candidate]:
    """Whose deputy somebody is belongs to what that one leads; who is his minister leads it with him."""
    for found in following:
        title = found.title
        group = resolver.commands.get(found.leader) or resolver.represents.get(found.leader)
        if group is not None and group.class_name in GROUPS and group is not title.cluster:
            leads = found.roles is leading and title.noun.lemma_.lower() in resolver.lexicon.words["offices"] | _AFTER
            relation = (leading if leads else member).relation
            yield Candidate(relation, title.noun, title.person, found.word, title.cluster, group, "role.follower")
