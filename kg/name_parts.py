"""What NER took for one name and is more, or more than a name: "Libyan National Army *of Khalifa Haftar*", "Mosul*, Iraq*"."""

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.lexicon import Lexicon
from kg.name_ends import NameSpan
from kg.places import Gazetteer

_BEFORE_THE = frozenset({"of", "for", "and", "in", "to", "on", "from", "under", "against", "over", "by", "with"})
_MARKS = frozenset({"'s", "’s"})
_FORCES = frozenset({"Troops", "ArmedGroup"})
_GROUPS = frozenset({"ArmedGroup", "Organization"})
_RULE = frozenset({"government", "regime", "administration"})
_PAIR = 2  # a person's name behind "of" has two words at least; with more, it may be anything


def name_parts(doc: Doc, first: int, last: int, label: str | None, lexicon: Lexicon, places: Gazetteer) -> Iterator[NameSpan]:
    """The names that a span is made of, in order."""
    if label == "LOC" and "," in (texts := [t.text for t in doc[first:last]]):
        comma = first + texts.index(",")
        yield from ((first, comma, label), (comma + 1, last, label))
        return
    owner = next((i for i in range(first + 1, last - 1) if doc[i].text in _MARKS), None) if label == "PER" else None
    if owner is not None and lexicon.heads.get(doc[last - 1].lower_) in _GROUPS:  # "Samuel Otim's Justice Movement", read as a person
        yield from ((first, owner, label), (owner + 1, last, "MIL"))
        return
    if (
        label == "ORG"
        and first > 1
        and doc[first - 2].lower_ in _RULE
        and doc[first - 1].lower_ == "of"
        and _person(doc, first, last, lexicon, places)
    ):
        label = "PER"
    if label not in {"PER", None}:
        at = next((i for i in range(first + 1, last - 1) if doc[i].lower_ == "the" and doc[i - 1].lower_ not in _BEFORE_THE), None)
        if at is not None:  # "on the *18th the Rila Regiment*", "the *Shield the airport*"
            named = any(t.text[:1].isupper() for t in doc[first:at])
            yield from ((first, at, None),) if named and doc[at + 1].text.islower() else ((at + 1, last, label),)
            return
        owner = next((i for i in range(first + 1, last - 1) if doc[i].text in _MARKS), None)
        if owner is not None and label != "FAC" and all(t.text.islower() for t in doc[owner + 1 : last]):
            last = owner  # "the *League*'s congress"
        of = next((i for i in range(first + 1, last) if doc[i].lower_ == "of"), None)
        if label in {"MIL", "ORG"} and of is not None and _parted(doc, first, of, last, lexicon, places):
            yield first, of, label
            if of + 1 < last:
                yield of + 1, last, label if _force(doc, last, lexicon) else "PER"
            return
    yield first, last, label


def _parted(doc: Doc, first: int, of: int, last: int, lexicon: Lexicon, places: Gazetteer) -> bool:
    """Whether what stands behind "of" is who leads a group, or the force that a unit belongs to, and not part of its name."""
    behind = [t for t in doc[of + 1 : last] if t.lower_ != "the"]
    if not behind or lexicon.heads.get(doc[of - 1].lemma_.lower(), lexicon.heads.get(doc[of - 1].lower_)) not in _FORCES:
        return False
    if behind[0].lower_.rstrip(".") in lexicon.words["ranks"] | lexicon.words["nobles"] | lexicon.words["offices"]:
        return True  # "the Western Corps of *Major* X"
    if any(t.text[:1].isdigit() for t in doc[first:of]) and len(behind) > 1 and _force(doc, last, lexicon):
        return True  # "the 1st Battalion of the 5th Brigade"
    return of - first > 1 and _person(doc, of + 1, last, lexicon, places)


def _person(doc: Doc, first: int, last: int, lexicon: Lexicon, places: Gazetteer) -> bool:
    """Whether two words can be somebody's name: no place's, and none of them common or a state's."""
    common = lexicon.words["companies"] | lexicon.words["features"] | lexicon.words["causes"] | lexicon.words["directions"]
    return (
        last - first == _PAIR
        and all(t.text[:1].isupper() and t.lower_ not in common and t.lemma_.lower() not in lexicon.heads for t in doc[first:last])
        and not places.is_place_name(doc[first:last].text)
        and not any(places.state_of(t.text) for t in doc[first:last])
    )


def _force(doc: Doc, last: int, lexicon: Lexicon) -> bool:
    word = doc[last - 1]
    return (lexicon.heads.get(word.lemma_.lower()) or lexicon.heads.get(word.lower_)) in _FORCES
