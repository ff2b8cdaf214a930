"""Mend who else does something, or what else it befalls: "the army, *together with the Front*, took Bria *along with its airport*"."""

from spacy.tokens import Doc, Token

from kg.hanging import hang
from kg.lexicon import Lexicon

_JOINING = frozenset({"along", "together"})
_PLACES = frozenset({"LOC", "FAC", "Place", "Facility"})
_GROUPS = frozenset({"MIL", "ORG", "ArmedGroup", "State", "Organization"})
_DOERS = ("nsubj", "obl:agent")
_UNDERGOING = ("obj", "nsubj:pass")


def mend_companions(doc: Doc, lexicon: Lexicon) -> None:
    """Hang what stands behind "along with" or "together with" on the subject or object that it goes with."""
    for token in doc:
        if token.lower_ == "with" and token.dep_ == "case" and token.i > 0 and token.nbor(-1).lower_ in _JOINING:
            partner = _partner(token.head, token.nbor(-1), lexicon)
            if partner is not None:
                hang(token.head, partner, "nmod" if partner.i < token.i else "conj")
                hang(token.nbor(-1), token.head, "case")


def _partner(noun: Token, joining: Token, lexicon: Lexicon) -> Token | None:
    """What a phrase goes with: behind what is affected and is such a thing, too, with that; else with who does it."""
    verb = next((t for t in noun.ancestors if t.pos_ == "VERB"), None)
    if verb is None or _of_next_verb(noun, verb):
        return None
    ends = {c.dep_: c for c in verb.children if c != noun}
    doer = next((ends[dep] for dep in _DOERS if dep in ends), None)
    affected = next((ends[dep] for dep in _UNDERGOING if dep in ends and ends[dep].i < noun.i), None)
    sort = _sort(noun, lexicon)
    alike = affected is not None and (sort in _PLACES) == (_sort(affected, lexicon) in _PLACES)
    if alike and not (joining.lower_ == "together" and sort in _GROUPS and doer is not None):
        return affected
    return doer if sort in _GROUPS else None


def _of_next_verb(noun: Token, verb: Token) -> bool:
    """Whether a verb follows whose doer is told before: "took Bria and, *together with the Front*, sacked Obo"."""
    behind = [t for t in noun.doc[noun.i + 1 : noun.right_edge.i + 3] if t.i > noun.right_edge.i or t.text == ","]
    return noun.i > verb.i and len(behind) > 1 and behind[0].text == "," and behind[1].pos_ in {"VERB", "AUX"}


def _sort(noun: Token, lexicon: Lexicon) -> str | None:
    """What a phrase tells of: by NER's label, else by the class that the lexicon has for its head."""
    return noun.ent_type_ or lexicon.head_class(noun.lemma_.lower())
