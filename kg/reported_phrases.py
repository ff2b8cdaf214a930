"""The rules that find what is reported in phrases: nouns, prepositions, persons and names."""

from spacy.tokens import Token

from kg.finite import has_to, is_finite
from kg.speakers import agent, is_passive, previous
from kg.speech import Cue, Found

_POINTING = frozenset({"this", "that", "these", "those", "no", "such"})
_WHICH = frozenset({"which", "that"})
_OFFICERS = frozenset("minister premier governor general commander chief officer head cabinet government mayor".split())
_SAID = frozenset({"it", "this", "that"})
_MARKS = frozenset({"“", '"', "‘"})


def person(cue: Cue) -> Found | None:
    """S urged B to C."""
    token, frames, sentence = cue.token, cue.frames, cue.sentence
    if "person" not in frames or token.i + 1 >= sentence.end or token.doc[token.i + 1].lower_ in ("to", "not", "by", ","):
        return None
    for child in token.children:
        if child.i > token.i and child.dep_ in ("xcomp", "advcl", "ccomp") and has_to(child):
            return token.i + 1, child.right_edge.i + 1, "person.to", frames["person"]
    return None


def named_as(cue: Cue) -> Found | None:
    """S described B as C; B, described by S as C."""
    token, frames, sentence = cue.token, cue.frames, cue.sentence
    if "as" not in frames or any(map(_reflexive, token.rights)) or _discharged(token):
        return None
    last = min(token.right_edge.i + 1, sentence.end)
    for index in range(token.i + 1, last):
        if token.doc[index].lower_ == "as":
            first = index + 1 if is_passive(token) else token.i + 1
            return first, last, "as", frames["as"]
    return None


def _discharged(verb: Token) -> bool:
    """Whether somebody lost an office: "dismissed *the minister*", "*whom* the capital had dismissed as governor"."""
    if verb.lemma_ != "dismiss":
        return False
    things = [c for c in verb.children if c.dep_ in ("obj", "nsubj:pass") or c.lower_ in ("who", "whom")]
    return any(t.lower_ in ("who", "whom") or t.ent_type_ == "PER" or t.lemma_ in _OFFICERS for t in things)


def naming(cue: Cue) -> Found | None:
    """S called B C."""
    token, frames = cue.token, cue.frames
    if "name" not in frames or is_passive(token):
        return None
    if token.dep_ == "acl:relcl" and token.head.lower_ == "what" and token.tag_ == "VBD" and token.right_edge.i > token.i:
        judged = next(t for t in token.doc[token.i + 1 :] if t.text not in _MARKS).pos_ in ("DET", "PRON")  # "sniper nests" is a label
        return (token.i + 1, token.right_edge.i + 1, "name.what", frames["name"]) if judged else None
    goal = [c for c in token.children if c.i > token.i and c.dep_ in ("obj", "xcomp")]
    if not goal:
        return None
    if _of_relative(token) and not has_to(goal[0]):
        return token.i + 1, goal[0].right_edge.i + 1, "name.relative", frames["name"]
    last = max(c.right_edge.i for c in goal) + 1
    if _reflexive(goal[0]):
        return None  # "who call themselves the Front"
    if (len(goal) > 1 and not has_to(goal[1])) or any(token.doc[i].text in _MARKS for i in range(token.i + 1, last)):
        return (token.i + 1, last, "name", frames["name"]) if token.doc[token.i + 1].text not in _MARKS else None
    return None


def _of_relative(verb: Token) -> bool:
    """Whether it speaks of what a relative pronoun stands for: "a move, *which* S called C", "the militia *that* S accuses of C"."""
    return any(c.lower_ in _WHICH and c.dep_ in ("obj", "dep") and not any(c.lefts) for c in verb.lefts)


def _reflexive(token: Token) -> bool:
    return token.lower_.endswith(("self", "selves"))


def prepositional(cue: Cue) -> Found | None:
    """S warned of C, S called for C; S accused B of C, S blamed C on B."""
    token, frames, sentence = cue.token, cue.frames, cue.sentence
    if is_passive(token) or _discharged(token):
        return None
    last = min(token.right_edge.i + 1, sentence.end)
    first = _behind_times(cue, token.i + 1, last)
    for index in range(first, last):
        word = token.doc[index]
        if word.text == ";" or (word.text == "," and not _goes_on(token, index)):
            return None
        if index == first and word.lower_ in frames and word.pos_ in ("ADP", "SCONJ"):
            return index + 1, last, f"prep.{word.lower_}", frames[word.lower_]
        stance = frames.get(f"B {word.lower_}")
        if stance is not None and (index > first or _of_relative(token)):
            return first, last, f"prep.{word.lower_}", stance
    return None


def _goes_on(verb: Token, comma: int) -> bool:
    """Whether a comma only sets off an aside: "accused B, a militia, *of* C", "accuses B, who leads it, *of* C"."""
    thing = next((child for child in verb.rights if child.dep_ == "obj"), None)
    return thing is not None and any(child.dep_ in ("appos", "acl:relcl") and child.left_edge.i <= comma + 1 for child in thing.rights)


def _behind_times(cue: Cue, first: int, last: int) -> int:
    """The first token behind a day or "only": "called *on Wednesday* for"."""
    doc, times = cue.token.doc, cue.lexicon.times
    while first + 1 < last and times & {doc[first].lemma_.lower(), doc[first + 1].lemma_.lower() if doc[first].lower_ == "on" else ""}:
        first += 1
    return first + (doc[first : first + 1].text == "only")


def noun_phrase(cue: Cue) -> Found | None:
    """S announced C, where C is a noun phrase; a non-restrictive clause after it is the article's."""
    token, frames, sentence, lexicon = cue.token, cue.frames, cue.sentence, cue.lexicon
    if "object" not in frames or is_passive(token) or _discharged(token) or any(child.dep_ == "iobj" for child in token.children):
        return None
    doc = token.doc
    seen = next((c for c in token.rights if c.dep_ == "ccomp" and c.tag_ == "VBG" and c.left_edge.i == token.i + 1), None)
    if seen is not None and seen.i > token.i + 1:  # "described *gunmen looting the market*"
        return token.i + 1, seen.right_edge.i + 1, "object.seen", frames["object"]
    for child in token.children:
        if child.i > token.i and child.dep_ == "obj":
            first, last = child.left_edge.i, child.right_edge.i + 1
            if "clause" in frames and last < sentence.end and is_finite(doc[last]):
                return first, max(token.right_edge.i + 1, last), "rest.object", frames["clause"]
            if child.pos_ == "PRON" or child.lower_ == "following" or doc[first].lower_ in _POINTING:
                return None
            if token.lemma_ == "reject" and child.lemma_.lower() not in lexicon.nouns:
                return None
            if token.lemma_ == "claim" and child.lemma_.lower() not in lexicon.claimed and child.pos_ != "NUM":
                return None
            return first, _with_phrase(token, _before_relative(child, last)), "object", frames["object"]
    return None


def _with_phrase(verb: Token, last: int) -> int:
    """The end of a noun phrase with what the parser took from it: "claimed responsibility *for* C", "announced the fall, today, *of* C"."""
    for child in verb.rights:
        case = next((each for each in child.lefts if each.lower_ in ("for", "of")), None)
        if child.dep_ == "obl" and case is not None and case.i >= last:
            return child.right_edge.i + 1 if case.i == last or verb.doc[case.i - 1].text == "," else last
    return last


def denial(cue: Cue) -> Found | None:
    """S denies it: what was said stands before, so that the denial itself is the content."""
    token = cue.token
    thing = next((child for child in token.rights if child.dep_ == "obj"), None)
    if token.lemma_ != "deny" or thing is None or thing.lower_ not in _SAID or is_passive(token):
        return None
    return token.i, thing.i + 1, "denial", "deny"


def charge(cue: Cue) -> Found | None:
    """ "…, a charge that S denies", "a figure dismissed by S": with the noun, which is all that the clause says of it."""
    token, frames = cue.token, cue.frames
    noun = token.head
    first = noun.left_edge.i + noun.left_edge.is_punct
    apposed = token.dep_ in ("acl", "acl:relcl") and noun.lemma_.lower() in cue.lexicon.charges and first > 0
    if frames.get("object") != "deny" or not apposed or not noun.doc[first - 1].is_punct:
        return None
    return first, token.right_edge.i + 1, "object.charge", "deny"


def counting(cue: Cue) -> Found | None:
    """S put the dead at 40, S gave a toll of six, S counted ten bodies."""
    token, frames, lexicon = cue.token, cue.frames, cue.lexicon
    things = [t for c in token.rights if c.dep_ in ("obj", "xcomp") for t in c.subtree]
    if "count" not in frames or not things or is_passive(token):
        return None
    told = token.lemma_ in ("count", "list", "tally") or any(t.lemma_.lower() in lexicon.counted for t in things)
    numbered = any(t.pos_ == "NUM" or t.lemma_.lower() in lexicon.numbers for t in token.subtree if t.i > token.i)
    return (token.i + 1, token.right_edge.i + 1, "count", frames["count"]) if told and numbered else None


def passive(cue: Cue) -> Found | None:
    """C, announced by S · C is reported by S to have …: a passive with its agent."""
    token, frames = cue.token, cue.frames
    by = agent(token)
    if by is None or not is_passive(token):
        return None
    stance = next(iter(frames.values()))
    count = next((c for c in token.rights if c.dep_ == "obl" and c.i < by.i and c.left_edge.lower_ == "at"), None)
    if "count" in frames and count is not None and any(t.pos_ == "NUM" for t in count.subtree):
        dead = next((c for c in token.children if c.dep_ == "nsubj:pass"), count)  # "*the dead* were put at 40 by S"
        return dead.left_edge.i, min(count.right_edge.i + 1, by.left_edge.i), "passive.count", stance
    for index in range(by.i + 1, token.right_edge.i):
        word = token.doc[index].lower_
        if f"B {word}" in frames:
            return index + 1, token.right_edge.i + 1, f"passive.{word}", frames[f"B {word}"]
    if token.dep_ == "acl" and "object" in frames and previous(token) == ",":
        return token.head.left_edge.i, token.i, "passive.noun", stance
    patient = next((c for c in token.children if c.dep_ == "nsubj:pass"), None)
    if patient is not None and any(c.dep_ in ("xcomp", "ccomp") or ("clause" in frames and has_to(c)) for c in token.rights):
        return patient.left_edge.i, token.right_edge.i + 1, "passive.agent", stance
    if patient is not None and "object" in frames and _told(patient, cue):
        return patient.left_edge.i, patient.right_edge.i + 1, "passive.object", frames["object"]
    return None


def _told(patient: Token, cue: Cue) -> bool:
    """Whether a passive's subject tells what is said, and does not point to it: "*this claim* was denied by S"."""
    word, alone = patient.lemma_.lower(), patient.right_edge == patient
    if patient.pos_ == "PRON" or patient.left_edge.lower_ in _POINTING or (alone and word in cue.lexicon.nouns):
        return False
    return cue.token.lemma_ != "claim" or word in cue.lexicon.claimed


def _before_relative(noun: Token, last: int) -> int:
    """The end of a noun phrase without the relative clause that a comma sets off."""
    for child in noun.rights:
        edge = child.left_edge.i
        if child.dep_ == "acl:relcl" and "," in (noun.doc[edge].text, noun.doc[edge - 1].text):
            return edge if noun.doc[edge].text == "," else edge - 1
    return last
