"""Whom the clause around a pronoun tells it to mean, and whom not: "attacked the town, which *they* held", "forced *it* to flee"."""

from spacy.tokens import Token

from kg.clauses import RELATIVE, antecedent, case_words, clause, surface_subject

_OBJECTS = frozenset({"obj", "iobj"})
_RELATIVE = frozenset({"acl:relcl", "advcl:relcl"})
_SINGULAR = frozenset({"it", "its"})
_PLURAL = frozenset({"they", "them", "their"})
_WITH = frozenset({"under", "with", "through", "by"})
_MANY = frozenset({"NNS", "NNPS"})
_REFLEXIVE = ("self", "selves")


def disjoint(pronoun: Token) -> tuple[Token, ...]:
    """Phrases of its clause that a pronoun does not mean: "the rebels ambushed *it*", "*they* left, killing *its* commander"."""
    verb = next((t for t in pronoun.ancestors if t.pos_ == "VERB"), None)
    if verb is None or pronoun.lower_.endswith(_REFLEXIVE):
        return ()
    if pronoun.dep_ in _OBJECTS and pronoun.head == verb:
        return clause(verb).subjects
    return tuple(t for t in surface_subject(verb)[0] if t.i < pronoun.i and _differ(pronoun, t))


def _differ(pronoun: Token, subject: Token) -> bool:
    """Whether a pronoun and a subject cannot be one by their number."""
    if pronoun.lower_ in _SINGULAR:
        return subject.lower_ in _PLURAL or subject.tag_ == "NNS"
    return pronoun.lower_ in _PLURAL and subject.lower_ in _SINGULAR


def subjects_around(pronoun: Token) -> tuple[Token, ...]:
    """The subject of the clause that holds the relative clause of a pronoun: "*the army* fled to a town where *it* had a base"."""
    node = pronoun.head
    while node.dep_ == "conj" and node.head != node:
        node = node.head
    if not pronoun.dep_.startswith("nsubj") or node.dep_ not in _RELATIVE:
        return ()
    governor = next((t for t in node.ancestors if t.pos_ == "VERB"), None)
    subjects = surface_subject(governor)[0] if governor is not None else ()
    before = tuple(t for t in subjects if t.i < node.head.i)
    singular = pronoun.lower_ in _SINGULAR
    return before if len(before) == 1 and not (singular and before[0].tag_ in _MANY) else ()


def owning_subject(pronoun: Token) -> Token | None:
    """The subject that owns the object of its own verb: "*officers* pulled *their* men out", "*villagers* left *their* homes"."""
    noun = pronoun.head
    if pronoun.lower_ != "their" or noun.dep_ != "obj" or noun.head.pos_ != "VERB":
        return None
    subjects, borrowed = surface_subject(noun.head)
    return subjects[0] if len(subjects) == 1 and not borrowed and subjects[0].tag_ == "NNS" else None


def around_owner(pronoun: Token) -> Token | None:
    """Whose relative clause tells with whom or under whom it is: "a faction *that* stayed neutral under *its* leader"."""
    phrase = pronoun.head
    told = phrase.head.head if phrase.head.dep_ == "xcomp" else phrase.head
    if pronoun.dep_ != "nmod:poss" or phrase.dep_ != "obl" or told.dep_ not in _RELATIVE or not case_words(phrase) & _WITH:
        return None
    subject = next((c for c in told.lefts if c.dep_.startswith("nsubj") and c.lower_ in RELATIVE), None)
    owner = antecedent(subject) if subject is not None else None
    return owner if owner is not None and (owner.tag_ in _MANY) == (pronoun.lower_ == "their") else None
