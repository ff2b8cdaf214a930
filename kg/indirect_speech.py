"""Indirect speech: reporting verbs, nouns and phrases with the clause or noun phrase that they report."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from kg.quotes import Quotation, around, bare
from kg.speakers import agent, author, is_passive, noun_before, own_subject, owner, phrase_head, speaker, subject
from kg.speech import Frames, Report, SpeechLexicon

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither"})
_DOUBTFUL = frozenset({"may", "might", "should", "could", "can", "must"})
_POINTING = frozenset({"this", "that", "these", "those", "no", "such"})
_ENDS = frozenset({",", ";", ":"})
_NOTHING = frozenset({"nothing", "little", "much", "something", "so", "it"})
_MARKS = frozenset({"“", '"', "‘"})
_CLAUSES = frozenset({"ccomp", "parataxis", "xcomp", "advcl", "dep", "acl", "acl:relcl", "conj"})


def indirect_speech(doc: Doc, marks: Sequence[Quotation], lexicon: SpeechLexicon) -> Iterator[Report]:
    """One report for each reporting word outside quotations."""
    for sentence in doc.sents:
        for token in sentence:
            word = token.lemma_.lower()
            if token.pos_ in ("VERB", "AUX"):
                frames = lexicon.verbs.get(word)
                if frames is not None and around(marks, token.i) is None:
                    report = reported(token, frames, sentence, lexicon)
                    if report is not None:
                        yield report
            elif word in lexicon.nouns and token.pos_ == "NOUN" and around(marks, token.i) is None:
                report = noun_clause(token, sentence, lexicon)
                if report is not None:
                    yield report
            for phrase in lexicon.sources:
                if token.lower_ == phrase[0] and around(marks, token.i) is None:
                    report = source_phrase(token, phrase, sentence, lexicon)
                    if report is not None:
                        yield report


def reported(token: Token, frames: Frames, sentence: Span, lexicon: SpeechLexicon) -> Report | None:
    """The statement that a reporting verb makes, by the first of the rules that finds content."""
    if _unsaid(token, frames) or (token.i > sentence.start and token.nbor(-1).text == "-"):
        return None
    for rule in _RULES:
        found = rule(token, frames, sentence, lexicon)
        if found is None:
            continue
        first, last, name, stance = found
        who = speaker(token, lexicon)
        if who is None or (first <= who.i < last and rule is not passive_agent):
            return None
        first, last = bare(token.doc, first, last)
        return Report(who, token, first, last, name, stance) if first < last else None
    return None


Found = tuple[int, int, str, str]
"""A content's first token and the one after its last, the rule's name, the stance."""


def that_clause(token: Token, frames: Frames, sentence: Span, lexicon: SpeechLexicon) -> Found | None:
    """S said that C; the conjunction is found by its place, for the clause often hangs on a wrong word."""
    stance = frames.get("clause") or frames.get("that")
    if stance is None:
        return None
    index = _conjunction(token, sentence, lexicon)
    if index is None:
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
            if word.dep_ == "mark" or index == token.i + 1 or before.lemma_.lower() in lexicon.times or before.pos_ in ("ADV", "NUM"):
                return index
            said_somewhere = after.pos_ not in ("VERB", "AUX") and not any(c.dep_ == "obj" and c.i < index for c in token.rights)
            return index if said_somewhere else None
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
    if _finite(doc, first, last) and not (
        doc[last].pos_ in ("VERB", "AUX", "NOUN", "PROPN", "DET", "ADJ", "PRON", "NUM") or doc[last].text in _MARKS
    ):
        return last
    end = max(token.right_edge.i + 1, last)
    return next((i for i in range(last, end) if _new_clause(token, i)), end)


def _new_clause(token: Token, index: int) -> bool:
    """Whether a conjunction begins a second verb beside the reporting one, and not a second "that" clause."""
    word = token.doc[index]
    return word.dep_ == "cc" and word.head.head == token and word.nbor().lower_ != "that"


def bare_clause(token: Token, frames: Frames, sentence: Span, lexicon: SpeechLexicon) -> Found | None:
    """S said C, the clause after the verb without a conjunction."""
    if "clause" not in frames or token.i + 1 >= sentence.end:
        return None
    if token.doc[token.i + 1].text == "," and _clause_before(token, sentence, lexicon):
        return None
    for child in token.children:
        if child.i > token.i and child.dep_ == "ccomp":
            first = max(child.left_edge.i, token.i + 1)
            return first, _whole(token, first, child.right_edge.i + 1, sentence), "ccomp.bare", frames["clause"]
    return None


def infinitive(token: Token, frames: Frames, sentence: Span, lexicon: SpeechLexicon) -> Found | None:
    """S claimed to C, S vowed to C; S denied doing C."""
    doc = token.doc
    if token.i + 1 >= sentence.end:
        return None
    following = doc[token.i + 1]
    if "infinitive" in frames and following.lower_ in ("to", "not", "never"):
        for child in token.children:
            if child.i > token.i and child.dep_ in ("xcomp", "advcl", "ccomp", "acl") and _to(child):
                return token.i + 1, child.right_edge.i + 1, "infinitive", frames["infinitive"]
    if "object" in frames and following.lower_.endswith("ing") and following.pos_ == "VERB" and following.head == token:
        return token.i + 1, following.right_edge.i + 1, "gerund", frames["object"]
    return None


def person(token: Token, frames: Frames, sentence: Span, lexicon: SpeechLexicon) -> Found | None:
    """S urged B to C."""
    if "person" not in frames or token.i + 1 >= sentence.end or token.doc[token.i + 1].lower_ in ("to", "not", "by", ","):
        return None
    for child in token.children:
        if child.i > token.i and child.dep_ in ("xcomp", "advcl", "ccomp") and _to(child):
            return token.i + 1, child.right_edge.i + 1, "person.to", frames["person"]
    return None


def named_as(token: Token, frames: Frames, sentence: Span, lexicon: SpeechLexicon) -> Found | None:
    """S described B as C; B, described by S as C."""
    if "as" not in frames:
        return None
    last = min(token.right_edge.i + 1, sentence.end)
    for index in range(token.i + 1, last):
        if token.doc[index].lower_ == "as":
            first = index + 1 if is_passive(token) else token.i + 1
            return first, last, "as", frames["as"]
    return None


def naming(token: Token, frames: Frames, sentence: Span, lexicon: SpeechLexicon) -> Found | None:
    """S called B C."""
    if "name" not in frames or is_passive(token):
        return None
    goal = [c for c in token.children if c.i > token.i and c.dep_ in ("obj", "xcomp")]
    if not goal:
        return None
    last = max(c.right_edge.i for c in goal) + 1
    if (len(goal) > 1 and not _to(goal[1])) or any(token.doc[i].text in _MARKS for i in range(token.i + 1, last)):
        return (token.i + 1, last, "name", frames["name"]) if token.doc[token.i + 1].text not in _MARKS else None
    return None


def prepositional(token: Token, frames: Frames, sentence: Span, lexicon: SpeechLexicon) -> Found | None:
    """S warned of C, S called for C; S accused B of C, S blamed C on B."""
    if is_passive(token):
        return None
    first = token.i + 1
    last = min(token.right_edge.i + 1, sentence.end)
    for index in range(first, last):
        word = token.doc[index]
        if word.text in (",", ";"):
            return None
        if index == first and word.lower_ in frames and word.pos_ in ("ADP", "SCONJ"):
            return index + 1, last, f"prep.{word.lower_}", frames[word.lower_]
        stance = frames.get(f"B {word.lower_}")
        if index > first and stance is not None:
            return first, last, f"prep.{word.lower_}", stance
    return None


def noun_phrase(token: Token, frames: Frames, sentence: Span, lexicon: SpeechLexicon) -> Found | None:
    """S announced C, where C is a noun phrase; a non-restrictive clause after it is the article's."""
    if "object" not in frames or is_passive(token) or any(child.dep_ == "iobj" for child in token.children):
        return None
    doc = token.doc
    for child in token.children:
        if child.i > token.i and child.dep_ == "obj":
            first, last = child.left_edge.i, child.right_edge.i + 1
            if "clause" in frames and last < sentence.end and _is_finite(doc[last]):
                return first, max(token.right_edge.i + 1, last), "rest.object", frames["clause"]
            if child.pos_ == "PRON" or doc[first].lower_ in _POINTING:
                return None
            if token.lemma_ == "claim" and child.lemma_.lower() not in lexicon.claimed:
                return None
            return first, _before_relative(child, last), "object", frames["object"]
    return None


def tail(token: Token, frames: Frames, sentence: Span, lexicon: SpeechLexicon) -> Found | None:
    """C, S said · C1, S said, C2: the clause stands before the verb or around it."""
    if "clause" not in frames or token.dep_ == "acl:relcl":
        return None
    start = _report_start(token, sentence, lexicon)
    if start is None:
        return None
    doc = token.doc
    inserted = (
        (doc[start - 2].pos_ in ("SCONJ", "CCONJ") or doc[start - 2].lower_ in ("where", "when", "that"))
        and token.i + 1 < sentence.end
        and doc[token.i + 1].text == ","
    )
    first, last = sentence.start, start
    for child in token.children:
        if child.dep_ in ("ccomp", "parataxis", "dep") and child.i < start and child.left_edge.i < start:
            first = child.left_edge.i
            break
    else:
        head = token.head
        if head != token and head.i < start and token.dep_ in _CLAUSES:
            first = head.left_edge.i
    if not _finite(doc, first, last):
        first = sentence.start
    first = next((i + 1 for i in range(last - 2, first, -1) if doc[i].text == ";" and doc[i + 1].pos_ not in ("CCONJ", "VERB")), first)
    if _finite(doc, first, last) and not inserted:
        return first, last, "parataxis.tail", frames["clause"]
    for index in range(token.i + 1, sentence.end):
        if doc[index].text == ",":
            if _finite(doc, index + 1, sentence.end) and doc[index + 1].pos_ not in ("CCONJ", "SCONJ"):
                return index + 1, sentence.end, "parataxis.inserted", frames["clause"]
            break
    return None


def rest(token: Token, frames: Frames, sentence: Span, lexicon: SpeechLexicon) -> Found | None:
    """S said C, where the parser found no clause: all that follows, if a finite verb is in it."""
    first = token.i + 1
    if "clause" not in frames or first >= sentence.end:
        return None
    doc = token.doc
    if doc[first].text == "," or doc[first].pos_ in ("ADP", "PUNCT", "SCONJ", "CCONJ", "ADV"):
        return None
    if doc[first].lower_ in _NOTHING or own_subject(token) is None or not _main_finite(doc, first, token.right_edge.i + 1):
        return None
    return first, token.right_edge.i + 1, "rest.bare", frames["clause"]


def passive_agent(token: Token, frames: Frames, sentence: Span, lexicon: SpeechLexicon) -> Found | None:
    """C, announced by S · C is reported by S to have …: a passive with its agent."""
    if agent(token) is None or not is_passive(token):
        return None
    stance = next(iter(frames.values()))
    if token.dep_ == "acl" and "object" in frames and token.lemma_ != "claim":
        return token.head.left_edge.i, token.i, "passive.noun", stance
    patient = next((c for c in token.children if c.dep_ == "nsubj:pass"), None)
    if patient is not None and any(c.dep_ in ("xcomp", "ccomp") and c.i > token.i for c in token.children):
        return patient.left_edge.i, token.right_edge.i + 1, "passive.agent", stance
    return None


_RULES = (named_as, passive_agent, person, that_clause, infinitive, bare_clause, naming, prepositional, tail, noun_phrase, rest)


def noun_clause(token: Token, sentence: Span, lexicon: SpeechLexicon) -> Report | None:
    """The claim by S that C, S's claim that C, reports (emerged) that C."""
    doc = token.doc
    name = token.lemma_.lower()
    if token.head.lemma_.lower() in lexicon.verbs and token.dep_ == "nsubj":
        return None
    limit = min(token.i + 14, sentence.end - 1)
    first = next((i for i in range(token.i + 1, limit) if doc[i].lower_ == "that" and doc[i].dep_ != "det"), None)
    if first is None or doc[first + 1].pos_ in ("VERB", "AUX") or any(doc[i].text in _ENDS for i in range(token.i, first)):
        return None
    who = owner(token, first)
    if who is None and name in lexicon.anonymous:
        who = token
    head = doc[first].head
    last = head.right_edge.i + 1 if first < head.i else token.right_edge.i + 1
    if who is None or not _finite(doc, first, last):
        return None
    start, last = bare(doc, first + 1, last)
    return Report(who, token, start, last, "noun.that", lexicon.nouns[name])


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
    end = _phrase_end(head, sentence)
    before = token.i
    while before > sentence.start and (doc[before - 1].is_punct or doc[before - 1].pos_ == "CCONJ"):
        before -= 1
    if not _finite(doc, sentence.start, before):
        first, last, rule = end, sentence.end, "according.before"
    elif end < sentence.end and (before < token.i or doc[before - 1].lower_ == "that") and _main_finite(doc, end, sentence.end):
        first, last, rule = end, sentence.end, "according.inside"
    else:
        first, last, rule = sentence.start, token.i, "according.after"
    first, last = bare(doc, first, last)
    if first >= last:
        return None
    return Report(author(head, lexicon), token, first, last, rule, "assert")


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
            if aside is None or _main_finite(doc, index, aside):
                return index
            index = aside
        index += 1
    return min(index, sentence.end)


def _unsaid(token: Token, frames: Frames) -> bool:
    """Whether the verb is negated, doubtful or conditional: nothing is then reported as said."""
    believes = frames.get("clause") == "believe"
    for child in token.children:
        word = child.lower_
        if word in _NEGATIONS and not believes:
            return True
        if child.dep_ == "aux" and word in _DOUBTFUL:
            return True
        if child.dep_ == "mark" and word in ("if", "whether", "unless"):
            return True
    return False


def _to(clause: Token) -> bool:
    return any(child.lower_ == "to" and child.i < clause.i for child in clause.children if child.dep_ in ("mark", "aux"))


def _clause_before(token: Token, sentence: Span, lexicon: SpeechLexicon) -> bool:
    start = _report_start(token, sentence, lexicon)
    return start is not None and _finite(token.doc, sentence.start, start)


def _report_start(token: Token, sentence: Span, lexicon: SpeechLexicon) -> int | None:
    """Where "…, S said" begins, if a comma or a closing mark stands before it."""
    doc = token.doc
    who = subject(token, lexicon)
    if who is None or (who.i < token.i and _finite(doc, who.left_edge.i, who.i)):
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


def _before_relative(noun: Token, last: int) -> int:
    """The end of a noun phrase without the relative clause that a comma sets off."""
    for child in noun.rights:
        if child.dep_ == "acl:relcl" and noun.doc[child.left_edge.i - 1].text == ",":
            return child.left_edge.i - 1
    return last


def _finite(doc: Doc, first: int, last: int) -> bool:
    """Whether a finite verb stands in the range: one that the tagger calls so, or one with a subject."""
    return any(_is_finite(doc[i]) for i in range(first, last))


def _main_finite(doc: Doc, first: int, last: int) -> bool:
    """Whether a finite verb stands in the range that is not one of a relative clause."""
    return any(
        _is_finite(doc[i]) and doc[i].dep_ not in ("acl:relcl", "acl") and doc[i].head.dep_ != "acl:relcl" for i in range(first, last)
    )


def _is_finite(token: Token) -> bool:
    if token.pos_ not in ("VERB", "AUX"):
        return False
    return "VerbForm=Fin" in str(token.morph) or any(child.dep_ in ("nsubj", "nsubj:pass") for child in token.lefts)
