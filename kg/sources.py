"""Reported speech without a reporting verb: sources of clauses, and nouns such as claims and reports."""

from spacy.tokens import Doc, Span, Token

from kg.clauses import RELATIVE
from kg.finite import finite, is_finite, main_finite
from kg.noun_phrases import phrase_head
from kg.quotes import bare
from kg.speakers import agent, author, named, speaker
from kg.speech import Report, SpeechLexicon

_JOINING = frozenset({"and", "but", "while"})
"""What begins a clause of the article's own behind "C, according to S"."""
_SUBORDINATE = frozenset({"that", "though", "although", "whereas", "because"})
_CARRYING = frozenset({"carry", "publish", "broadcast", "circulate", "distribute", "obtain", "see", "quote", "relay", "run"})
_CONTRASTS = frozenset({"while", "whereas"})
_HARMING = frozenset({"killing", "wounding", "injuring", "leaving"})
_ENDS = frozenset({",", ";", ":"})
_PLACES = frozenset({"ground", "scene", "field", "area", "front", "region"})


def noun_clause(token: Token, sentence: Span, lexicon: SpeechLexicon) -> Report | None:
    """The claim by S that C, S's claim that C, reports (emerged) that C."""
    doc = token.doc
    name = token.lemma_.lower()
    limit = min(token.i + 14, sentence.end - 1)
    first = next((i for i in range(token.i + 1, limit) if doc[i].lower_ == "that" and doc[i].dep_ != "det"), None)
    if first is None or doc[first + 1].pos_ in ("VERB", "AUX") or any(doc[i].text in _ENDS for i in range(token.i, first)):
        return None
    who = _owner(token, first)
    if token.dep_ == "obl" and token.head.lemma_.lower() in lexicon.verbs and who is not None and _passed_on(who):
        who = speaker(token.head, lexicon)  # "saying in a statement carried by an agency that"
    if token.head.lemma_.lower() in lexicon.verbs and (token.dep_ == "nsubj" or (who is None and token.dep_ == "obj")):
        return None  # "reports indicate that", "denied reports that": the verb's rule has it
    if who is None and name in lexicon.anonymous and not _refuted(token, lexicon):
        who = token
    head = doc[first].head
    last = head.right_edge.i + 1 if first < head.i else token.right_edge.i + 1
    if who is None or not finite(doc, first, last):
        return None
    start, last = bare(doc, first + 1, last)
    return Report(who, token, start, last, "noun.that", lexicon.nouns[name]) if start < last else None


def _owner(noun: Token, before: int) -> Token | None:
    """Whose claim, report or warning a noun names: a possessive, or a phrase with "by" or "from" that ends before token `before`."""
    for child in noun.children:
        if child.dep_ == "nmod:poss" or (child.dep_ == "compound" and child.pos_ == "PROPN" and noun.dep_ == "ROOT"):
            return child
    for child in noun.children:
        if child.i >= before:
            break
        said = child.dep_ in ("nmod", "obl") and child.lemma_ not in _PLACES
        if said and any(case.lower_ in ("by", "from") for case in child.lefts if case.dep_ == "case"):
            return child
        if child.dep_ in ("acl", "acl:relcl") and (maker := agent(child)) is not None:
            return maker
    return None


def _refuted(report: Token, lexicon: SpeechLexicon) -> bool:
    """Whether it is said that a report is not true or not known to be: "rumours that … proved false", "look into reports that …"."""
    if any(child.lower_ == "into" for child in report.lefts):
        return True
    about = (report.head, *report.head.children) if report.dep_ in ("nsubj", "nsubj:pass") else ()
    return any(word.lemma_.lower() in lexicon.untrue or word.dep_ == "neg" or word.lower_ == "not" for word in about)


def _passed_on(who: Token) -> bool:
    """Whether somebody only passes a statement on: "carried by *the agency*"."""
    return who.head.lemma_ in _CARRYING


def source_phrase(token: Token, phrase: tuple[str, ...], sentence: Span, lexicon: SpeechLexicon) -> Report | None:
    """According to S, C · C, according to S."""
    doc = token.doc
    noun = token.i + len(phrase)
    if noun >= sentence.end or tuple(doc[token.i + k].lower_ for k in range(len(phrase))) != phrase:
        return None
    opens = token.i == sentence.start or not doc[token.i - 1].is_alpha
    if len(phrase) == 1 and not (opens and doc[noun].pos_ in ("PROPN", "DET")):
        return None
    head = phrase_head(doc[noun])
    if not opens and doc[token.i - 1].pos_ == "VERB" and head.pos_ == "NOUN" and not head.ent_type_ and "Number=Sing" in str(head.morph):
        return None  # "calculated according to the calendar": by its measure, not in its words
    start = next((i + 1 for i in range(token.i, sentence.start, -1) if doc[i].text == ";"), sentence.start)
    stop = next((i for i in range(token.i, sentence.end) if doc[i].text == ";"), sentence.end)
    end = min(_phrase_end(head, sentence), stop)
    if end < stop and doc[end].ent_type_ == "PER" and doc[end].ent_iob_ == "B":
        head = doc[end]
        end = next((i for i in range(end + 1, stop) if doc[i].ent_iob_ != "I"), stop)
    before = token.i
    while before > start and (doc[before - 1].is_punct or doc[before - 1].pos_ == "CCONJ"):
        before -= 1
    if (torn := _torn(doc, before, stop)) is not None:
        first, last, rule = *torn, "according.around"
    elif not finite(doc, start, before):
        first, last, rule = end, stop, "according.before"
    elif (
        end < stop
        and doc[end].lower_ not in RELATIVE  # "a statement from the staff which, if it is true, shows …"
        and not (doc[end].text == "," and end + 1 < stop and doc[end + 1].lower_ in _JOINING)
        and (doc[before].pos_ == "CCONJ" or ((before < token.i or doc[before - 1].lower_ in _SUBORDINATE) and main_finite(doc, end, stop)))
    ):
        first, last, rule = end, stop, "according.inside"
    else:
        first, last, rule = _trailing(doc, start, before) or start, token.i, "according.after"
    beside = next((i for i in range(end, last) if doc[i].text == "," and doc[i + 1 : i + 2].text in _CONTRASTS), last)
    first, last = bare(doc, first, beside)
    if first >= last:
        return None
    return Report(named(author(head, lexicon), lexicon), token, first, last, rule, "assert")


def _torn(doc: Doc, before: int, stop: int) -> tuple[int, int] | None:
    """Where a source parts a verb from a number: "*lost*, according to S, *six aircraft*"."""
    commas = [i for i in range(before, stop) if doc[i].text == ","]
    if len(commas) < 2 or commas[0] != before or doc[before - 1].pos_ != "VERB":
        return None
    numbered = any(token.pos_ == "NUM" for token in doc[commas[1] + 1 : min(commas[1] + 4, stop)])
    return (before - 1, next(iter(commas[2:]), stop)) if numbered and not finite(doc, *commas[:2]) else None


def _trailing(doc: Doc, start: int, end: int) -> int | None:
    """
    Where what is counted begins right before the source: "took it, *killing 40 people*, according to S".

    Or "…, *with men holding 40 hostages*, according to S".
    """
    for index in range(end - 1, start + 1, -1):
        if doc[index].lower_ == "with" and doc[index - 1].text == ",":
            behind = doc[index:end]
            return index if any(t.pos_ == "NUM" for t in behind) and any(t.tag_ == "VBG" for t in behind) else None
    comma = next((i for i in range(end - 1, start, -1) if doc[i].text == ","), None)
    if comma is None or doc[comma + 1].lower_ not in _HARMING or not any(doc[i].pos_ == "NUM" for i in range(comma, end)):
        return None
    return comma + 1


def reckoned(token: Token, sentence: Span, lexicon: SpeechLexicon) -> Report | None:
    """C, by S's count · In the version of S, C."""
    doc = token.doc
    first = next((case.i for case in token.lefts if case.dep_ == "case" and case.lower_ in ("by", "in")), None)
    who = next((c for c in token.children if c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and c.left_edge.lower_ == "of")), None)
    if who is None or first is None:
        return None
    if first > sentence.start and doc[first - 1].text != ",":
        return _lost(token, who, first, lexicon) if doc[first].lower_ == "by" else None
    before, behind = finite(doc, sentence.start, first), token.right_edge.i + 1
    joined = first > sentence.start + 1 and doc[first - 2].pos_ == "CCONJ"  # "and, by S's count, C"
    stands = any(doc[i].text == "," for i in range(token.i, sentence.end))
    broken = before and stands and is_finite(doc[first - 2])  # "they hold, by S's count, C"
    content = (behind if joined or not before else sentence.start, sentence.end if joined or broken or not before else first)
    start, end = bare(doc, *content)
    told = joined or finite(doc, start, end)
    return Report(named(who, lexicon), token, start, end, "reckoned", "assert") if told and start < end else None


def _lost(token: Token, who: Token, end: int, lexicon: SpeechLexicon) -> Report | None:
    """Read "*killing 62 soldiers* by S's count": a number right before, with its verb."""
    verb = next((t for t in token.ancestors if t.pos_ == "VERB"), None)
    if verb is None or verb.i >= end or not any(t.pos_ == "NUM" for t in token.doc[verb.i : end]):
        return None
    return Report(named(who, lexicon), token, verb.i, end, "reckoned", "assert")


def _phrase_end(head: Token, sentence: Span) -> int:
    """The index after a source's noun phrase: its comma, or that of the apposition or relative clause set off from it."""
    doc = head.doc
    added = {child.left_edge.i: child.right_edge.i for child in head.children if child.dep_ in ("appos", "acl:relcl") and child.i > head.i}
    index = head.i + 1
    limit = min(head.right_edge.i + 1, sentence.end)
    if head.dep_ not in ("obl", "nmod") and not any(doc[i].text == "," for i in range(index, min(index + 8, limit))):
        return index
    while index < limit:
        if doc[index].text == ",":
            aside = added.get(index) or added.get(index + 1)
            if aside is None or main_finite(doc, index, aside):
                return index
            index = aside
        index += 1
    return min(index, sentence.end)
