"""Which unit is part of which force: "the army's 4th Brigade", "the 2nd Battalion of the 5th Division"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clauses import modifiers, possessor
from kg.clusters import Cluster
from kg.coreference import Resolver
from kg.ends import Candidate
from kg.frames import Roles
from kg.mentions import Mention
from kg.phrases import ACTOR, POSSESSIVE_MARKS

_PRONOUNS = frozenset({"its", "their"})
_OF = frozenset({"of"})
_FORCES = frozenset({"Troops", "ArmedGroup"})
_BETWEEN = 4  # words between a possessive and the name of the unit: "the army's battle-hardened 4th Brigade"


def units(resolver: Resolver, roles: Roles) -> Iterator[Candidate]:
    """Named units that a force possesses, or that are "of" it; `roles` tells the relation and the nouns for parts."""
    cast = resolver.cast
    for k, mention in enumerate(cast.mentions):
        part, doc = cast.of(k), mention.head.doc
        if part.class_name not in {"ArmedGroup", "Organization"} or part.state is not None:
            continue
        is_unit = any(t.lemma_.lower() in roles.parts for t in doc[mention.first : mention.last])
        i = mention.first - 1
        while (
            i > 0
            and mention.first - i <= _BETWEEN
            and (doc[i].pos_ == "ADJ" or doc[i].text == "-" or doc[i].dep_ in {"amod", "compound"})
            and cast.index_at(i) is None
        ):
            i -= 1
        owner = doc[i - 1] if i > 0 and doc[i].text in POSSESSIVE_MARKS else doc[i] if i >= 0 and doc[i].lower_ in _PRONOUNS else None
        country = owner is not None and cast.states.is_country(owner.text)
        loose = owner is not None and (country or owner.lower_ in _PRONOUNS)  # "Kenya's", "its": only of what is a unit by its name
        if owner is not None and (is_unit or (part.class_name == "ArmedGroup" and not loose)):
            whole = _force(resolver, owner.i)
            if whole is not None and whole is not part:
                yield Candidate(roles.relation, mention.head, mention.head, owner, part, whole, "part.possessive")
        following = cast.mentions[k + 1] if k + 1 < len(cast.mentions) else None
        if following is not None and is_unit and [t.lower_ for t in doc[mention.last : following.first]] in (["of", "the"], ["of"]):
            whole = _force(resolver, following.head.i)
            if whole is not None and whole is not part:
                yield Candidate(roles.relation, mention.head, mention.head, following.head, part, whole, "part.of")
        elif resolver.lexicon.heads.get(doc[mention.last - 1].lower_) in _FORCES:  # "the Hill Group of *the Yugoslav army*"
            for inner in modifiers(mention.head, _OF):
                whole = _force(resolver, inner.i) if inner.i >= mention.last else None
                if whole is not None and whole is not part:
                    yield Candidate(roles.relation, mention.head, mention.head, inner, part, whole, "part.of")
        noun = _called_before(mention)
        if noun is not None and noun.lemma_.lower() in roles.parts and cast.index_at(noun.i) is None:
            for owner in possessor(noun) or modifiers(noun, _OF):  # "its armed wing, the Red Guard"
                whole = _force(resolver, owner.i)
                if whole is not None and whole is not part:
                    yield Candidate(roles.relation, noun, mention.head, owner, part, whole, "part.called")


def _called_before(mention: Mention) -> Token | None:
    """The noun right in front of a name that may say what it is: "its *wing*, the Red Guard", "its *wing* Red Guard"."""
    doc, i = mention.head.doc, mention.first - 1
    i -= i > 0 and doc[i].lower_ == "the"
    i -= i > 0 and doc[i].text == ","
    i -= 2 if i > 1 and doc[i].lower_ == "as" and doc[i - 1].lower_ == "known" else i > 0 and doc[i].lower_ in {"called", "named", "dubbed"}
    return doc[i] if i >= 0 and doc[i].tag_ in {"NN", "NNS"} else None


def _force(resolver: Resolver, i: int) -> Cluster | None:
    doc = resolver.cast.mentions[0].head.doc
    found = resolver.resolve(doc[i], ACTOR)
    return found if found is not None and found.class_name != "Person" else None
