"""Who belongs where without a role noun: "The Gazette's X", "X of the provincial council", "President X of Y"."""

from collections.abc import Iterator

from kg.clauses import case_words
from kg.coreference import Resolver
from kg.ends import Candidate
from kg.frames import Roles
from kg.mentions import Mention
from kg.phrases import ACTOR, POSSESSIVE_MARKS

_EMPLOYERS = frozenset({"Organization", "ArmedGroup"})
_OF = frozenset({"of", "from"})
_PEOPLE = frozenset({"Person", "Troops", "ArmedGroup"})


def employed(resolver: Resolver, k: int, leading: Roles, member: Roles) -> Iterator[Candidate]:
    """What the words right around the k-th name, of a person, say that he belongs to; "President X of Y" leads it."""
    cast = resolver.cast
    mention, cluster = cast.mentions[k], cast.of(k)
    doc = mention.head.doc
    if k > 0 and doc[mention.first - 1].text in POSSESSIVE_MARKS:
        owner = cast.mentions[k - 1]
        if owner.last == mention.first - 1 and cast.of(k - 1).class_name in _EMPLOYERS:
            yield Candidate(member.relation, mention.head, mention.head, owner.head, cluster, cast.of(k - 1), "role.owner")
    n = _listed_from(resolver, mention)
    if n is not None:
        yield Candidate(member.relation, mention.head, mention.head, cast.mentions[n].head, cluster, cast.of(n), "role.listed")
    i = mention.last + (mention.last < len(doc) and doc[mention.last].text == ",")
    if i < len(doc) and doc[i].lower_ in _OF:
        whole = doc[i].head
        group = resolver.resolve(whole, ACTOR) if whole.i > i else None
        titled = i == mention.last and doc[max(0, mention.first - 1)].lemma_.lower() in resolver.lexicon.words["offices"]
        region = whole.lower_ in resolver.lexicon.words["regions"]  # "President X of the Y *Region*"
        presides = titled and group is not None and (group.class_name == "State" or region)
        if group is not None and (presides or group.class_name in _EMPLOYERS) and group is not cluster:
            relation = (leading if presides else member).relation
            yield Candidate(relation, mention.head, mention.head, whole, cluster, group, "role.of")


def _listed_from(resolver: Resolver, mention: Mention) -> int | None:
    """The number of the group that somebody listed is from: "fighters of the Front, *among them* X"."""
    doc, i = mention.head.doc, mention.first - 1
    if [t.lower_ for t in doc[max(0, i - 1) : i + 1]] == ["among", "them"]:
        i -= 2
    elif doc[i].lower_ == "including":
        i -= 1
    else:
        return None
    i -= i > 0 and doc[i].text == ","
    n = resolver.cast.index_at(i) if i > 0 else None
    if n is None or resolver.cast.of(n).class_name not in _EMPLOYERS or not case_words(resolver.cast.mentions[n].head) & _OF:
        return None
    several = resolver.cast.mentions[n].head.head
    return n if several.tag_ == "NNS" and resolver.lexicon.kind(several) in _PEOPLE else None
