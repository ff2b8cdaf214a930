"""Small questions about a noun phrase: is it definite, what names and nationalities stand before its head, where it ends."""

from spacy.tokens import Token

from kg.clauses import RELATIVE
from kg.clusters import Cluster
from kg.entities import Cast
from kg.places import Gazetteer

ACTOR, LOCATION, SPEAKER, ANY = "actor", "location", "speaker", "any"
"""How a noun phrase is read: "Moscow" as an actor is Russia, as a location the city."""
POSSESSIVE_MARKS = frozenset({"'s", "’s", "'", "’"})
_PEOPLES = frozenset(
    "Serb Croat Muslim Kurdish Kurd Tamil Tuareg Tutsi Hutu Shiite Shia Sunni Druze Alawite Turkmen Arab Albanian Armenian Christian "
    "Pashtun Tajik Uzbek Hazara Sikh Moro Karen Chin Kachin Fulani Oromo Somali Afar Houthi Maronite Yazidi Assyrian".split()
)
_REFLEXIVE = frozenset({"itself", "themselves"})
NAMING = frozenset({"name", "know", "call", "identify", "dub"})
_BEFORE = frozenset({"compound", "amod", "nmod", "nmod:poss", "flat", "nmod:desc"})


def definite(token: Token) -> bool:
    """Whether a noun points back: "the city", "that group"."""
    return any(c.dep_ == "det" and c.lower_ in {"the", "this", "that", "these", "those"} for c in token.lefts)


def bare(token: Token, first: int) -> bool:
    """Whether nothing in a phrase that begins at `first` tells one thing from another: "villages", "the territory"."""
    return first == token.i and not any(c.dep_ == "nmod" for c in token.rights)


def left_names(token: Token, cast: Cast) -> list[int]:
    """The numbers of the named mentions that modify a noun from the left, nearest first."""
    found: list[int] = []
    for child in reversed(list(token.lefts)):
        if child.dep_ in _BEFORE:
            for i in range(child.right_edge.i, child.left_edge.i - 1, -1):
                k = cast.index_at(i)
                if k is not None and k not in found:
                    found.append(k)
    return found


def people_at(token: Token, states: Gazetteer) -> str | None:
    """The people within a state that a token ends, which is not the state's: "Bosnian *Serb*", "Turkish *Cypriot*"."""
    if token.i == token.sent.start or token.tag_ == "NNPS" or not token.text[:1].isupper() or token.nbor(-1).pos_ not in {"ADJ", "PROPN"}:
        return None
    before = states.state_of(token.nbor(-1).text)
    demonym_before = before is not None and not states.is_country(token.nbor(-1).text)
    within = token.text in _PEOPLES or (token.pos_ == "ADJ" and states.state_of(token.text) not in {None, before})
    return f"{token.nbor(-1).text} {token.text}" if demonym_before and within else None


def state_at(token: Token, states: Gazetteer) -> str | None:
    """The state whose name or demonym a token ends: "Syrian", "South *Sudanese*"; no state's are the "*Bosnian* Serb" forces."""
    if people_at(token, states) is not None or (token.i + 1 < len(token.doc) and people_at(token.nbor(1), states) is not None):
        return None
    return states.state_ending([t.text for t in token.doc[max(token.sent.start, token.i - 2) : token.i + 1]])


def demonym(token: Token, cast: Cast) -> str | None:
    """The state whose demonym or name modifies a noun: "*Syrian* troops"."""
    for child in token.lefts:
        if child.dep_ in _BEFORE - {"flat"} and "-" not in child.text:
            state = state_at(child, cast.states)
            if state:
                return state
    return None


def phrase_end(noun: Token) -> int:
    """Where a noun phrase ends, without what is coordinated with it or set off by a comma."""
    for token in noun.doc[noun.i + 1 : noun.right_edge.i + 1]:
        if (token.dep_ in {"cc", "punct", "appos", "acl:relcl"} and token.text != "-") or token.lower_ in RELATIVE:
            return token.i
    return noun.right_edge.i + 1


def called_by_name(token: Token, cast: Cast, class_name: str) -> Cluster | None:
    """ "The capital, X", "his uncle, the president X", "a village called X": the name behind, where it is of this class."""
    for child in token.rights:
        if child.dep_ not in {"appos", "flat"}:
            continue
        k = cast.index_at(child.i)
        if k is not None and cast.of(k).class_name == class_name:
            return cast.of(k)
        further = called_by_name(child, cast, class_name) if k is None and child.pos_ == "NOUN" else None
        if further is not None:
            return further
    return known_as(token, cast, class_name)


def known_as(token: Token, cast: Cast, class_name: str) -> Cluster | None:
    """ "A stronghold *known as* X", "a commander *named* X", "rebels *who call themselves* X"."""
    for said in token.rights:
        of_itself = said.dep_ in {"acl", "acl:relcl"} and any(c.lower_ in _REFLEXIVE for c in said.rights)
        if said.lemma_ in NAMING and (of_itself or (said.dep_ == "acl" and said.tag_ == "VBN")):
            numbers = (cast.index_at(t.i) for t in token.doc[said.i + 1 : said.right_edge.i + 1])
            k = next((k for k in numbers if k is not None), None)
            if k is not None and (cast.of(k).class_name == class_name or not cast.of(k).typed):
                return cast.of(k)
    return None
