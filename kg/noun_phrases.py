"""Noun phrases found by their words, where the tree cannot be trusted: right before a verb, or from a first word on."""

from spacy.tokens import Doc, Token

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_STOPS = frozenset({".", ";", ":", "—", "–", "“", "”", '"'})
_OPENING = frozenset({"DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ"})
SPEAKERS = frozenset({"PER", "ORG", "MIL", "LOC"})
_MODIFIERS = frozenset("det compound amod nmod:poss nummod flat nmod:desc punct advmod case det:predet obl:unmarked nmod:unmarked".split())


def noun_before(verb: Token, start: int) -> tuple[int, Token] | None:
    """The noun phrase right before the verb with the appositions in commas before that, found by its words: (first index, head)."""
    doc = verb.doc
    end = verb.i
    while end > start and ((doc[end - 1].pos_ in ("AUX", "ADV", "PART") and doc[end - 1].is_lower) or doc[end - 1].text == ","):
        end -= 1
    found: tuple[int, Token] | None = None
    first = end
    while first > start:
        piece = first
        while first > start and doc[first - 1].text != "," and doc[first - 1].text not in _STOPS:
            first -= 1
        if doc[first].lower_ == "as" and first + 1 < piece:
            first += 1  # ", as *the minister* said"
        if first == piece or not _nominal_piece(doc, first, piece):
            break
        named = next((doc[i] for i in range(first, piece) if doc[i].ent_type_ == "PER"), None)
        if named is None and found is not None and found[1].ent_type_ == "PER":
            named = found[1]
        found = (first, named or phrase_head(doc[first]))
        if first <= start or doc[first - 1].text != ",":
            break
        first -= 1
    if found is None and end > start and doc[end - 1].ent_type_ in SPEAKERS:
        first = end - 1
        while doc[first].ent_iob_ == "I" and first > start:
            first -= 1
        found = (first, doc[end - 1])
    return found


def phrase_head(token: Token) -> Token:
    """The head of the noun phrase that begins with the token."""
    while token.dep_ in _MODIFIERS and token.head.i > token.i:
        token = token.head
    return token


def joined(first: Token, second: Token) -> bool:
    """Whether the parser took two who speak together for two subjects: "*residents* and aid *workers* said"."""
    between = second.doc[first.i + 1 : second.i]
    return any(t.lower_ == "and" for t in between) and not any(t.is_punct or t.pos_ in ("VERB", "AUX", "ADP", "SCONJ") for t in between)


def _nominal_piece(doc: Doc, first: int, last: int) -> bool:
    """Whether the words are a noun phrase: no finite verb, and a noun, name or determiner at the front."""
    if (doc[first].pos_ not in _OPENING and doc[first].is_lower) or doc[first].lower_ in _RELATIVE or doc[first].pos_ == "ADP":
        return False
    return not any("VerbForm=Fin" in str(doc[i].morph) for i in range(first, last))
