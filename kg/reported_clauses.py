"""The rules that find a reported clause beside a reporting verb, whatever the parser made of it."""

from spacy.tokens import Span, Token

from kg.finite import finite, has_to, is_finite, main_finite
from kg.reported_before import clause_before, comma_behind
from kg.speakers import own_subject
from kg.speech import Cue, Found, SpeechLexicon

_NOTHING = frozenset({"nothing", "little", "much", "something", "so", "it"})
_MARKS = frozenset({"“", '"', "‘"})
_GOING_ON = frozenset({"VERB", "AUX", "NOUN", "PROPN", "DET", "ADJ", "PRON", "NUM"})


def that_clause(cue: Cue) -> Found | None:
    """S said that C; the conjunction is found by its place, for the clause often hangs on a wrong word."""
    token, frames, sentence, lexicon = cue.token, cue.frames, cue.sentence, cue.lexicon
    stance = frames.get("clause") or frames.get("that")
    index = _conjunction(token, sentence, lexicon) if stance is not None else None
    if stance is None or index is None:
        return None
    if index > token.i + 2 and comma_behind(token, sentence) and clause_before(token, sentence, lexicon):
        return None
    head = token.doc[index].head
    last = head.right_edge.i + 1 if head.i > index else token.right_edge.i + 1
    return index + 1, _whole(token, index + 1, last, sentence), "ccomp.that", stance


def _conjunction(token: Token, sentence: Span, lexicon: SpeechLexicon) -> int | None:
    """The index of the "that" which belongs to the verb: no other verb and no noun that it could be relative to stands between."""
    doc = token.doc
    for index in range(token.i + 1, min(token.i + 14, sentence.end - 1)):
        word = doc[index]
        if word.lower_ == "that" and word.dep_ != "det":
            before, after = doc[index - 1], doc[index + 1]
            if index == token.i + 1 or before.lemma_.lower() in lexicon.times or before.pos_ in ("ADV", "NUM"):
                return index
            thing = next((c for c in token.rights if c.dep_ == "obj" and c.i < index), None)
            if thing is not None and token.lemma_ not in lexicon.addressing and thing.lemma_.lower() not in lexicon.nouns:
                return None
            return index if word.dep_ == "mark" or (thing is None and after.pos_ not in ("VERB", "AUX")) else None
        if word.text in (";", ":") or word.pos_ in ("VERB", "AUX"):
            return None
    return None


def _whole(token: Token, first: int, last: int, sentence: Span) -> int:
    """The end of a clause; where the parser broke it off, the end of all that hangs on the verb."""
    doc = token.doc
    while last + 1 < sentence.end and doc[last].dep_ == "cc" and doc[last + 1].lower_ == "that":
        last = max(doc[last].head.right_edge.i + 1, last + 2)
    if last >= sentence.end:
        return last
    if finite(doc, first, last) and not (doc[last].pos_ in _GOING_ON or doc[last].text in _MARKS):
        return last
    end = max(token.right_edge.i + 1, last)
    return next((i for i in range(last, end) if _new_clause(token, i)), end)


def _new_clause(token: Token, index: int) -> bool:
    """Whether a conjunction begins a second verb beside the reporting one, and not a second "that" clause."""
    word = token.doc[index]
    return word.dep_ == "cc" and word.head.head == token and token.doc[index : index + 2].text.lower() != f"{word.lower_} that"


def bare_clause(cue: Cue) -> Found | None:
    """S said C, the clause after the verb without a conjunction."""
    token, frames, sentence, lexicon = cue.token, cue.frames, cue.sentence, cue.lexicon
    if "clause" not in frames or token.i + 1 >= sentence.end:
        return None
    following = token.doc[token.i + 1]
    before = token.dep_ != "acl:relcl" and clause_before(token, sentence, lexicon)
    if following.lower_ == "to" or (before and comma_behind(token, sentence)):
        return None
    for child in token.children:
        start = _first_word(child)
        behind = any(token.doc[i].text == "," for i in range(token.i + 1, child.i)) and start.dep_ in ("case", "cc")
        noun = before and start.i and start.nbor(-1).text == "," and child.pos_ in ("NOUN", "PROPN", "ADJ") and child.tag_ != "VBD"
        joined = noun or (before and (behind or start.dep_ == "cc"))  # "C, S said on Friday, *and D*", "…, *the worst loss that* …"
        if token.i < child.i < sentence.end and child.dep_ == "ccomp" and not joined and not _participle(child) and not _dates(child):
            first = _behind_time(max(child.left_edge.i, token.i + 1), child, lexicon)
            return first, _whole(token, first, child.right_edge.i + 1, sentence), "ccomp.bare", frames["clause"]
    return None


def _behind_time(first: int, clause: Token, lexicon: SpeechLexicon) -> int:
    """The first token of a clause behind the day of the report: "said *on Friday* its army had left"."""
    doc = clause.doc
    start = first + (doc[first].lower_ in ("on", "in"))
    return start + 1 if doc[start].lemma_.lower() in lexicon.times and doc[start].head == clause and start + 1 < clause.i else first


def _participle(clause: Token) -> bool:
    """Whether a comma and a participle begin the clause: "…, adding that …" is no content of the verb before."""
    first = _first_word(clause)
    return first.i > 0 and first.nbor(-1).text == "," and first == clause and clause.lower_.endswith("ing")


def _dates(clause: Token) -> bool:
    """Whether a clause says when: "said on Monday, *two days after the bridge collapsed*"."""
    return any(child.dep_ == "mark" and child.lower_ in ("after", "before") for child in clause.lefts)


def _first_word(clause: Token) -> Token:
    return clause.left_edge.nbor() if clause.left_edge.text == "," and clause.left_edge != clause else clause.left_edge


def infinitive(cue: Cue) -> Found | None:
    """S claimed to C, S vowed to C; S denied doing C."""
    token, frames, sentence = cue.token, cue.frames, cue.sentence
    doc = token.doc
    if token.i + 1 >= sentence.end:
        return None
    following = doc[token.i + 1]
    adjacent = following.lower_ in ("to", "not", "never")
    thing = any(child.dep_ in ("obj", "iobj") for child in token.rights)
    for child in (*token.rights, *(each for phrase in token.rights if phrase.dep_ == "obl" for each in phrase.rights)):
        perfect = any(helper.lower_ == "have" for helper in child.lefts)
        aside = not thing and (child.dep_ == "xcomp" or perfect)  # "claimed *in a broadcast* to have taken it"
        if "infinitive" in frames and has_to(child) and (aside or (adjacent and child.dep_ in ("xcomp", "advcl", "ccomp", "acl"))):
            return (token.i + 1 if adjacent else child.left_edge.i), child.right_edge.i + 1, "infinitive", frames["infinitive"]
    done = following.head if following.lower_ == "having" and following.dep_ == "aux" else following  # "denied *having* taken it"
    if "object" in frames and following.lower_.endswith("ing") and done.pos_ == "VERB" and done.head == token:
        return token.i + 1, done.right_edge.i + 1, "gerund", frames["object"]
    return None


def as_told(cue: Cue) -> Found | None:
    """C, as S said · As S put it, C: found by the place of "as", which the parser hangs now on the speaker, now on the verb."""
    token, frames, sentence = cue.token, cue.frames, cue.sentence
    doc = token.doc
    things = [child.lower_ for child in token.rights if child.dep_ in ("obj", "ccomp", "xcomp")]
    stance = frames.get("as it") if things == ["it"] else frames.get("clause") if not things else None
    start = next((i for i in range(token.i - 1, sentence.start - 1, -1) if doc[i].lower_ == "as" or is_finite(doc[i])), token.i)
    if stance is None or doc[start].lower_ != "as":
        return None
    if start > sentence.start and doc[start - 1].text == "," and finite(doc, sentence.start, start):
        return sentence.start, start, "as.after", stance
    comma = next((i for i in range(token.i + 1, sentence.end) if doc[i].text == ","), None)
    if start == sentence.start and comma is not None and finite(doc, comma, sentence.end):
        return comma + 1, sentence.end, "as.before", stance
    return None


def rest(cue: Cue) -> Found | None:
    """S said C, where the parser found no clause: all that follows, if a finite verb is in it."""
    token, frames, sentence = cue.token, cue.frames, cue.sentence
    first = token.i + 1
    if frames.get("clause") not in ("assert", "believe") or first >= sentence.end:
        return None
    doc = token.doc
    if doc[first].text == "," or doc[first].pos_ in ("ADP", "PUNCT", "SCONJ", "CCONJ", "ADV"):
        return None
    who, last = own_subject(token), token.right_edge.i + 1
    if who is None or doc[first].lower_ in _NOTHING:
        return None
    second = any(child.i > token.i > who.i and child.dep_ == "nsubj" for child in token.rights)
    thing = next((child for child in token.rights if child.dep_ == "obj"), None)
    if thing is not None and thing.right_edge.i + 1 < last and doc[thing.right_edge.i + 1].lower_ == "that":
        return None
    return (first, last, "rest.bare", frames["clause"]) if second or main_finite(doc, first, last) else None
