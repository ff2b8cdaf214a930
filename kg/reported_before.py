"""The rule for what is said before its reporting verb, or around it: "C, S said", "C1, S said, C2"."""

from spacy.tokens import Doc, Span, Token

from kg.clauses import RELATIVE
from kg.finite import finite, is_finite
from kg.noun_phrases import noun_before
from kg.speakers import own_subject, subject
from kg.speech import Cue, Found, SpeechLexicon

_CLAUSES = frozenset({"ccomp", "parataxis", "xcomp", "advcl", "dep", "acl", "acl:relcl", "conj"})


def tail(cue: Cue) -> Found | None:
    """C, S said · C1, S said, C2: the clause stands before the verb or around it."""
    token, frames, sentence, lexicon = cue.token, cue.frames, cue.sentence, cue.lexicon
    if "clause" not in frames or (token.dep_ == "acl:relcl" and not _inserted(token, sentence)):
        return None
    start = _report_start(token, sentence, lexicon)
    if start is None:
        return None
    doc = token.doc
    if token.dep_ == "acl:relcl" or (comma_behind(token, sentence) and _cleft(sentence, token.i + 2)):
        return sentence.start, sentence.end, "parataxis.inserted", frames["clause"]
    before = doc[max(start - 2, sentence.start)]
    inserted = (
        (before.pos_ in ("SCONJ", "CCONJ") or before.lower_ in {*RELATIVE, "when"})
        and token.i + 1 < sentence.end
        and doc[token.i + 1].text == ","
    )
    if (torn := _torn(token, start, sentence)) is not None:
        return *torn, "parataxis.inserted", frames["clause"]
    first, last = sentence.start, start
    for child in token.children:
        if child.dep_ in ("ccomp", "parataxis", "dep") and child.i < start and child.left_edge.i < start:
            first = child.left_edge.i
            break
    else:
        head = token.head
        if head != token and head.i < start and token.dep_ in _CLAUSES:
            first = head.left_edge.i
    if not finite(doc, first, last):
        first = sentence.start
    bracketed = any(doc[i].text == "," for i in range(token.i + 1, sentence.end))
    if inserted and before.lower_ in RELATIVE and doc[start - 1].text == ",":  # "the clinic, which, S said, had closed"
        return token.i + 2, sentence.end, "parataxis.inserted", frames["clause"]
    if bracketed and token.dep_ == "parataxis" and token.head.i > token.i:  # "C1, S said, C2"
        whole = token.head.dep_ in ("ROOT", "ccomp")
        clause = (sentence.start, sentence.end) if whole else (token.head.left_edge.i, token.head.right_edge.i + 1)
        return *clause, "parataxis.inserted", frames["clause"]
    if bracketed and finite(doc, first, last) and not _independent(doc, first, last):
        return sentence.start, sentence.end, "parataxis.inserted", frames["clause"]
    if _independent(doc, first, last) and not inserted:
        return first, last, "parataxis.tail", frames["clause"]
    for index in range(token.i + 1, sentence.end):
        if doc[index].text == ",":
            if any(child.dep_ in ("obj", "ccomp", "xcomp") and child.i < index for child in token.rights):
                return None  # "…, S announced *a truce*, which was kept"
            if finite(doc, index + 1, sentence.end) and doc[index + 1].pos_ not in ("CCONJ", "SCONJ"):
                within = any(doc[i].dep_.startswith("nsubj") and doc[i].head.i > index for i in range(sentence.start, start))
                return sentence.start if within else index + 1, sentence.end, "parataxis.inserted", frames["clause"]
            break
    return None


def _torn(verb: Token, start: int, sentence: Span) -> tuple[int, int] | None:
    """The phrase that a speaker parts: "took it *with the help, S said, of a militia*", "*tanks driven, S said, by mercenaries*"."""
    doc = verb.doc
    if not comma_behind(verb, sentence) or verb.i + 3 >= sentence.end or start - 2 <= sentence.start:
        return None
    parted, case = doc[start - 2], doc[verb.i + 2]
    if case.lower_ == "of" and parted.pos_ == "NOUN":
        first = parted.left_edge.i
    elif case.lower_ == "by" and parted.dep_ == "acl" and parted.nbor(-1).pos_ == "NOUN":
        noun = parted.nbor(-1)
        first = min((c.i for c in noun.lefts if c.dep_ != "cc"), default=noun.i)
    else:
        return None
    return (first, case.head.right_edge.i + 1) if case.head.i > case.i and first > sentence.start else None


def _inserted(verb: Token, sentence: Span) -> bool:
    """Whether it stands between a subject and its verb: "the tanks, *he declared*, would have to turn"."""
    who = own_subject(verb)
    if who is None or who.lower_ in RELATIVE or not comma_behind(verb, sentence) or verb.i + 2 >= sentence.end:
        return False
    return who.left_edge.i > sentence.start and who.left_edge.nbor(-1).text == "," and is_finite(verb.doc[verb.i + 2])


def _cleft(sentence: Span, behind: int) -> bool:
    """ "*It was* soldiers, S said, *who* had fired first"."""
    it_is = len(sentence) > 1 and sentence[0].lower_ == "it" and sentence[1].lemma_ == "be"
    return it_is and behind < sentence.end and sentence.doc[behind].lower_ in RELATIVE


def _independent(doc: Doc, first: int, last: int) -> bool:
    """Whether a finite verb stands in the range that is not one of "if", "when", "after" or the like."""
    return any(is_finite(doc[i]) and not any(map(_subordinate, (doc[i], doc[i].head))) for i in range(first, last))


def _subordinate(clause: Token) -> bool:
    return clause.dep_ == "advcl" and any(child.dep_ == "mark" for child in clause.lefts)


def clause_before(token: Token, sentence: Span, lexicon: SpeechLexicon) -> bool:
    """Whether a clause stands before "…, S said"."""
    start = _report_start(token, sentence, lexicon)
    return start is not None and finite(token.doc, sentence.start, start)


def _report_start(token: Token, sentence: Span, lexicon: SpeechLexicon) -> int | None:
    """Where "…, S said" begins, if a comma or a closing mark stands before it."""
    doc = token.doc
    who = subject(token, lexicon)
    if who is None or (who.i < token.i and finite(doc, who.left_edge.i, who.i)):
        run = noun_before(token, sentence.start)
        if run is None:
            return None
        start = run[0]
    else:
        start = min(who.left_edge.i, token.i)
        while doc[start].is_punct and start < token.i:
            start += 1
    if start <= sentence.start:
        return None
    return start if doc[start - 1].text in (",", "”", '"', "’", "»") else None


def comma_behind(token: Token, sentence: Span) -> bool:
    """Whether a comma follows the reporting verb."""
    return token.i + 1 < sentence.end and token.doc[token.i + 1].text == ","
