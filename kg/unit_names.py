"""Units and forces whose names the recogniser reads as one: "61st Front *of the* FARC", "Western Command *of the* People's Army"."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from kg.clusters import GROUPS
from kg.lexicon import Lexicon

Named = tuple[int, int, str | None]
"""First token, token behind the last, class."""


def units_apart(doc: Doc, named: Iterable[Named], lexicon: Lexicon) -> Iterator[Named]:
    """The named spans of a document, a unit "of" a force in two: where the unit has a number or the force's name tells what it is."""
    for first, last, class_name in named:
        of = next((i for i in range(first + 1, last - 1) if doc[i].lower_ == "of"), None) if class_name == "ArmedGroup" else None
        if of is None or doc[of - 1].lower_ not in lexicon.words["unit_names"]:
            yield first, last, class_name
            continue
        inner = of + 1 + (doc[of + 1].lower_ == "the")
        numbered = any(t.text[:1].isdigit() for t in doc[first:of])
        told = lexicon.head_class(doc[last - 1].lemma_.lower()) or lexicon.head_class(doc[last - 1].lower_)
        acronym = last - inner == 1 and doc[inner].text.isupper()
        if inner < last and of - first > 1 and (numbered or acronym or told in GROUPS):
            yield first, of, class_name
            yield inner, last, class_name
        else:
            yield first, last, class_name
