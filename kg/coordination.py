"""What is coordinated with a noun phrase: "Raqqa *and Idlib*", also where the parser takes the middle of a list for an apposition."""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

_ACTING = frozenset({"MIL", "ORG"})
_HURT = frozenset({"wound", "injure", "hurt", "maim"})
_SOME = frozenset({"most", "many", "some", "several", "all", "mostly", "mainly", "both"})  # "people, most of them women"


def coordinated(token: Token) -> Iterator[Token]:
    """The token and what is coordinated with it ("Raqqa and Idlib", "A, along with B"), in order; "but not X" is left out."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ not in {"VERB", "AUX"} and not any(c.lower_ == "not" for c in child.children):
            if token.pos_ == "PROPN" and child.pos_ == "NOUN" and not any(c.dep_ == "cc" for c in child.subtree):
                continue  # "Zaranj, the capital of Nimruz": an apposition
            yield from coordinated(child)
        elif child.dep_ == "nmod" and (_accompanies(child) or _beside(token, child)):
            yield from coordinated(child)
        elif child.dep_ == "nmod" and token.pos_ == "NOUN" and child.pos_ == "PROPN":
            yield from (t for other in child.rights if _another(child, other) for t in coordinated(other))
            yield from coordinated(child) if _repeats(token, child) else ()
        elif child.dep_ == "appos" and child.pos_ in {"PROPN", "NOUN"} and _listed(token, child):
            yield from coordinated(child)  # "A, B and C", with B misread as an apposition


def _another(name: Token, other: Token) -> bool:
    """Whether what is hung on a name rather goes on a list: "the station of X *and the hills* of Y"."""
    described = other.dep_ == "conj" and other.pos_ == "NOUN" and any(c.dep_ == "det" for c in other.lefts)
    return described and any(c.dep_ == "cc" for c in other.lefts) and not any(c.dep_ == "det" for c in name.lefts)


def _repeats(token: Token, name: Token) -> bool:
    """Whether a phrase behind a comma goes on with a list by the same word: "*by* a mission, *by* X and by Y"."""
    words = [t.lower_ for t in token.lefts if t.dep_ == "case"]
    case = next((t for t in name.lefts if t.dep_ == "case"), None)
    return case is not None and words == ["by"] == [case.lower_] and case.i > 0 and case.nbor(-1).text == ","


def _accompanies(noun: Token) -> bool:
    """Whether a phrase tells who else does the same: "along with X", "together with X", "alongside X"."""
    words = {c.lower_ for c in noun.children if c.i < noun.i}
    return "alongside" in words or ("with" in words and not words.isdisjoint({"along", "together"}))


def _beside(name: Token, other: Token) -> bool:
    """Whether one name acts with another: "*X with the army* launched an offensive"."""
    words = {c.lower_ for c in other.children if c.dep_ == "case"}
    return name.dep_ == "nsubj" and words == {"with"} and name.ent_type_ in _ACTING and other.ent_type_ in _ACTING


def among_them(several: Token) -> Iterator[Token]:
    """Who or what is named of several: "killed ten men, among *them the mayor, X*", read as an apposition."""
    them = next((c for c in several.rights if c.lower_ == "them" and any(x.lower_ == "among" for x in c.lefts)), None)
    for named in several.rights:
        if them is not None and named.dep_ == "appos" and named.i > them.i:
            yield from coordinated(named)


def included(several: Token, trigger: Token) -> list[Token]:
    """Who or what is told to be among several: "the towns taken included *X and Y*", "among the towns taken were *X and Y*"."""
    if several.dep_ == "nsubj" and several.head.lemma_ == "include" and several.head != trigger:
        return [t for c in several.head.rights if c.dep_ == "obj" for t in coordinated(c)]
    if any(c.dep_ == "case" and c.lower_ == "among" for c in several.lefts):
        return [t for c in several.rights if c.dep_ == "nsubj" for t in coordinated(c)]
    return []


def wounded_beside(verb: Token) -> Iterator[Token]:
    """What else is said of how somebody died: "two were killed *and six wounded in an attack*"."""
    for other in verb.rights:
        if other.dep_ in {"conj", "xcomp"} and other.lemma_.lower() in _HURT:
            yield from (c for c in other.rights if c.dep_ == "obl")


def dying_with(victims: Sequence[Token], obliques: Iterable[tuple[frozenset[str], Token]]) -> Iterator[Token]:
    """Who dies with a victim, of the phrases behind it: "killed the general *alongside* three guards"; "along with" is a mended tree."""
    last = max((t.i for t in victims), default=-1)
    return (token for words, token in obliques if token.i > last >= 0 and "alongside" in words)


def gapped(verb: Token, times: frozenset[str]) -> Iterator[Token]:
    """The object of a verb that is not said again: "took X on Monday and *Y* two days later", "hit X and, by mistake, *the school*"."""
    for child in verb.rights:
        dated = child.lemma_.lower() in times or child.text[:1].isdigit()
        for other in (child, *(child.rights if dated else ())):
            alone = not any(c.dep_.startswith(("nsubj", "cop", "orphan", "case")) for c in other.children) and other.lemma_ not in times
            named = (other.pos_ == "PROPN" and other.ent_type_) or (other.pos_ == "NOUN" and any(c.dep_ == "det" for c in other.lefts))
            if other.dep_ == "conj" and named and alone:
                yield from coordinated(other)


def _listed(token: Token, apposed: Token) -> bool:
    """Whether an apposition is rather the middle of a list: "and" follows it without a comma."""
    if token.pos_ == "PROPN" and apposed.pos_ == "PROPN" and any(c.dep_ == "conj" for c in apposed.children):
        return True
    last = next((c for t in (apposed, token) for c in t.children if c.dep_ == "conj" and c.i > apposed.i), None)
    joint = next((c for c in last.children if c.dep_ == "cc" and c.lower_ == "and"), None) if last is not None else None
    if last is None or joint is None or joint.i < apposed.i or joint.nbor(-1).text == "," or token.pos_ != apposed.pos_:
        return False
    end = last.right_edge.i + 1
    closed = end < len(last.doc) and last.doc[end].text == ","
    told = {t.lower_ for t in apposed.doc[apposed.left_edge.i : apposed.i]}
    return _SOME.isdisjoint(told) and not (closed and token.dep_.startswith("nsubj"))


def behind_another(noun: Token, modifier: Token) -> bool:
    """Whether a modifier stands behind what is told along with a noun, and is that one's: "the army and fighters *of X*"."""
    return any(c.dep_ == "conj" and noun.i < c.i < modifier.i for c in noun.children)
