"""What an acronym in brackets spells out: "Command of Military Operations (CMO)" is one name, however NER cut it."""

from spacy.tokens import Doc


def long_forms(doc: Doc, raw: list[tuple[int, int, str | None]]) -> list[tuple[int, int, str | None]]:
    """
    The mentions with those widened, or added, that an acronym in brackets spells out: "Command of Military Operations (CMO)".

    After Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions", by words instead of characters.
    """
    found = {(first, last): class_name for first, last, class_name in raw}
    for token in doc[1:-2]:
        acronym = doc[token.i + 1].text
        if (
            token.text != "("
            or not (2 <= len(acronym) <= 7 and acronym.isupper() and acronym.isalpha())
            or doc[token.i + 2].text not in {")", ",", ";"}
        ):
            continue
        first = _spelled(doc, token.i, acronym)
        if first is None:
            groups = [span for span, class_name in found.items() if class_name in {"ArmedGroup", "Organization"}]
            whole = any(b == token.i for _, b in groups)  # "the 5th Brigade of the *Defence Council (CDC)*"
            first = next((a for a, b in groups if _reaches(doc, b, token.i)), None) if not whole else None
        if first is None:
            continue
        inner = [(a, b, c) for (a, b), c in found.items() if a < token.i and b > first]
        own = next((c for (a, b), c in found.items() if a == token.i + 1), None)
        if len(inner) == 1 and inner[0][0] <= first and inner[0][1] == token.i:
            continue
        for a, b, _ in inner:
            found.pop((a, b))
        classes = [c for _, _, c in inner if c and c not in {"Place", "Person"}]
        found[first, token.i] = own if own not in {None, "Place"} else (classes[0] if classes else "Organization")
        if own is None:
            found[token.i + 1, token.i + 2] = found[first, token.i]
    return [(first, last, class_name) for (first, last), class_name in sorted(found.items())]


def _reaches(doc: Doc, last: int, bracket: int) -> bool:
    """Whether a name goes on until a bracket: "National Movement *for the Liberation of Azawad* (MNLA)"."""
    between = doc[last:bracket]
    return 0 < len(between) <= 7 and all(t.text[:1].isupper() or t.lower_ in {"of", "for", "the", "and", "in", "-"} for t in between)


def _spelled(doc: Doc, end: int, acronym: str) -> int | None:
    """The first token of the words before `end` whose initials are the acronym; small words between are passed over."""
    letters = list(acronym)
    i = end - 1
    while i >= 0 and letters and end - i <= 2 * len(acronym) + 2:
        word = doc[i].text
        if word[:1].upper() == letters[-1] and (word[:1].isupper() or doc[i].lower_ in {"of", "and", "for", "the", "in"}):
            letters.pop()
        elif word[:1].isupper() or doc[i].pos_ in {"VERB", "AUX"} or word in {",", "."}:
            return None
        i -= 1
    return i + 1 if not letters and doc[i + 1].text[:1].isupper() else None
