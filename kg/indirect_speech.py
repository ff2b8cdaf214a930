"""Indirect speech: reporting verbs, nouns and phrases with the clause or noun phrase that they report."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from kg.quotes import Quotation, around, bare
from kg.speakers import author, own_subject, owner, speaker
from kg.speech import Report, SpeechLexicon, Verb

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither"})
_DOUBTFUL = frozenset({"may", "might", "should", "could", "can", "must"})
_CLAUSES = frozenset({"ccomp", "parataxis", "xcomp", "advcl", "dep", "acl", "acl:relcl", "conj"})


def indirect_speech(doc: Doc, marks: Sequence[Quotation], lexicon: SpeechLexicon) -> Iterator[Report]:
    """One report for each reporting word outside quotations."""
    for sentence in doc.sents:
        for token in sentence:
            word = token.lemma_.lower()
            if token.pos_ in ("VERB", "AUX"):
                verb = lexicon.verbs.get(word)
                if verb is not None and around(marks, token.i) is None:
                    report = reported(token, verb, sentence, lexicon)
                    if report is not None:
                        yield report
            elif word in lexicon.nouns and token.pos_ == "NOUN" and around(marks, token.i) is None:
                report = noun_clause(token, lexicon)
                if report is not None:
                    yield report
            for phrase in lexicon.sources:
                if token.lower_ == phrase[0] and around(marks, token.i) is None:
                    report = source_phrase(token, phrase, sentence, lexicon)
                    if report is not None:
                        yield report


def reported(token: Token, verb: Verb, sentence: Span, lexicon: SpeechLexicon) -> Report | None:
    """The statement that a reporting verb makes, by the first of the rules that finds content."""
    if _unsaid(token, verb):
        return None
    for rule in _RULES:
        found = rule(token, verb, sentence, lexicon)
        if found is None:
            continue
        first, last, name, stance = found
        who = speaker(token, lexicon)
        if who is None or first <= who.i < last:
            return None
        first, last = bare(token.doc, first, last)
        return Report(who, token, first, last, name, stance) if first < last else None
    return None


Found = tuple[int, int, str, str]
"""A content's first token and the one after its last, the rule's name, the stance."""


def that_clause(token: Token, verb: Verb, sentence: Span, lexicon: SpeechLexicon) -> Found | None:
    """S said (that) C, the clause after the verb."""
    if "clause" not in verb.frames:
        return None
    for child in token.children:
        if child.i > token.i and child.dep_ == "ccomp":
            if "infinitive" in verb.frames and _to(child):
                return child.left_edge.i, child.right_edge.i + 1, "infinitive", verb.frames["infinitive"]
            if token.doc[token.i + 1].text == "," and _clause_before(token, sentence):
                continue
            first = child.left_edge.i
            name = "ccomp.bare"
            if token.doc[first].lower_ == "that":
                first, name = first + 1, "ccomp.that"
            return max(first, token.i + 1), child.right_edge.i + 1, name, verb.frames["clause"]
    return None


def infinitive(token: Token, verb: Verb, sentence: Span, lexicon: SpeechLexicon) -> Found | None:
    """S claimed to C, S vowed to C."""
    if "infinitive" not in verb.frames:
        return None
    for child in token.children:
        if child.i > token.i and child.dep_ in ("xcomp", "advcl", "ccomp") and _to(child):
            return child.left_edge.i, child.right_edge.i + 1, "infinitive", verb.frames["infinitive"]
    return None


def person(token: Token, verb: Verb, sentence: Span, lexicon: SpeechLexicon) -> Found | None:
    """S urged B to C."""
    if "person" not in verb.frames:
        return None
    for child in token.children:
        if child.i > token.i and child.dep_ in ("xcomp", "advcl", "ccomp") and _to(child):
            goal = next((c for c in token.children if c.i > token.i and c.dep_ in ("obj", "iobj")), None)
            if goal is None and token.doc[token.i + 1].i == child.left_edge.i and child.dep_ != "ccomp":
                return None
            return token.i + 1, child.right_edge.i + 1, "person.to", verb.frames["person"]
    return None


def named_as(token: Token, verb: Verb, sentence: Span, lexicon: SpeechLexicon) -> Found | None:
    """S described B as C."""
    if "as" not in verb.frames:
        return None
    for index in range(token.i + 1, min(token.right_edge.i + 1, sentence.end)):
        if token.doc[index].lower_ == "as":
            return token.i + 1, token.right_edge.i + 1, "as", verb.frames["as"]
    return None


def naming(token: Token, verb: Verb, sentence: Span, lexicon: SpeechLexicon) -> Found | None:
    """S called B C."""
    if "name" not in verb.frames:
        return None
    goal = [c for c in token.children if c.i > token.i and c.dep_ in ("obj", "xcomp")]
    if len(goal) > 1 and not _to(goal[1]):
        return token.i + 1, max(c.right_edge.i for c in goal) + 1, "name", verb.frames["name"]
    return None


def prepositional(token: Token, verb: Verb, sentence: Span, lexicon: SpeechLexicon) -> Found | None:
    """S warned of C, S accused B of C, S called for C, S called on B to C."""
    if not verb.prepositions:
        return None
    for index in range(token.i + 1, min(token.right_edge.i + 1, sentence.end)):
        preposition = token.doc[index]
        if preposition.text in (",", ";"):
            return None
        if preposition.lower_ in verb.prepositions and preposition.dep_ in (
            "case",
            "mark",
            "obl",
            "prep",
            "advmod",
            "compound:prt",
            "fixed",
        ):
            first = token.i + 1 if index > token.i + 1 else index + 1
            return first, token.right_edge.i + 1, f"of.{preposition.lower_}", verb.frames[preposition.lower_]
    return None


def noun_phrase(token: Token, verb: Verb, sentence: Span, lexicon: SpeechLexicon) -> Found | None:
    """S announced C, where C is a noun phrase."""
    if "object" not in verb.frames and token.lemma_ != "claim":
        return None
    for child in token.children:
        if child.i > token.i and child.dep_ == "obj":
            if child.pos_ == "PRON" or (token.lemma_ == "claim" and child.lemma_.lower() not in lexicon.claimed):
                return None
            return child.left_edge.i, child.right_edge.i + 1, "object", verb.frames.get("object", "assert")
    return None


def tail(token: Token, verb: Verb, sentence: Span, lexicon: SpeechLexicon) -> Found | None:
    """C, S said · C1, S said, C2: the clause stands before the verb or around it."""
    if "clause" not in verb.frames:
        return None
    start = _report_start(token, sentence)
    if start is None:
        return None
    first, last = sentence.start, start
    for child in token.children:
        if child.dep_ in ("ccomp", "parataxis", "dep") and child.i < start and child.left_edge.i < start:
            first = child.left_edge.i
            break
    else:
        head = token.head
        if head is not token and head.i < start and token.dep_ in _CLAUSES:
            first = head.left_edge.i
    if not _finite(token.doc, first, last):
        first = sentence.start
    if _finite(token.doc, first, last):
        return first, last, "parataxis.tail", verb.frames["clause"]
    after = token.right_edge.i + 1 if token.right_edge.i < sentence.end - 3 else token.i + 1
    for index in range(token.i + 1, sentence.end):
        if token.doc[index].text == ",":
            after = index + 1
            break
    if _finite(token.doc, after, sentence.end):
        return after, sentence.end, "parataxis.inserted", verb.frames["clause"]
    return None


def rest(token: Token, verb: Verb, sentence: Span, lexicon: SpeechLexicon) -> Found | None:
    """S said C, where the parser found no clause: all that follows, if a finite verb is in it."""
    if "clause" not in verb.frames or token.i + 1 >= sentence.end:
        return None
    doc = token.doc
    first = token.i + 1
    for index in range(first, min(first + 8, sentence.end)):
        if doc[index].lower_ == "that" and doc[index].dep_ != "det":
            if _finite(doc, index + 1, sentence.end):
                return index + 1, sentence.end, "rest.that", verb.frames["clause"]
            break
    if doc[first].text == "," or doc[first].pos_ in ("ADP", "PUNCT", "SCONJ", "CCONJ", "ADV"):
        return None
    if own_subject(token) is None or not _finite(doc, first, token.right_edge.i + 1):
        return None
    return first, token.right_edge.i + 1, "rest.bare", verb.frames["clause"]


def passive_agent(token: Token, verb: Verb, sentence: Span, lexicon: SpeechLexicon) -> Found | None:
    """C, announced by S · C is reported by S to have …: a passive with its agent."""
    if not any(c.dep_ in ("obl:agent", "obl") and any(k.lower_ == "by" for k in c.lefts) for c in token.children):
        return None
    stance = next(iter(verb.frames.values()))
    if token.dep_ == "acl" and "object" in verb.frames:
        return token.head.left_edge.i, token.i, "passive.noun", stance
    subject = next((c for c in token.children if c.dep_ == "nsubj:pass"), None)
    if subject is not None and any(c.dep_ in ("xcomp", "ccomp") and c.i > token.i for c in token.children):
        return subject.left_edge.i, token.right_edge.i + 1, "passive.agent", stance
    return None


_RULES = (passive_agent, person, that_clause, infinitive, named_as, naming, prepositional, tail, noun_phrase, rest)


def noun_clause(token: Token, lexicon: SpeechLexicon) -> Report | None:
    """The claim by S that C, S's claim that C."""
    for child in token.children:
        if (
            child.i > token.i
            and child.dep_ in ("acl", "ccomp", "acl:relcl")
            and child.left_edge.lower_ == "that"
            and child.left_edge.dep_ == "mark"
        ):
            who = owner(token)
            if who is None:
                return None
            first, last = bare(token.doc, child.left_edge.i + 1, child.right_edge.i + 1)
            return Report(who, token, first, last, "noun.that", lexicon.nouns[token.lemma_.lower()])
    return None


def source_phrase(token: Token, phrase: tuple[str, ...], sentence: Span, lexicon: SpeechLexicon) -> Report | None:
    """According to S, C · C, according to S."""
    doc = token.doc
    noun = token.i + len(phrase)
    if noun >= sentence.end or tuple(doc[token.i + k].lower_ for k in range(len(phrase))) != phrase:
        return None
    if len(phrase) == 1 and doc[noun].pos_ not in ("PROPN", "DET"):
        return None
    head = doc[noun]
    while head.head.i > head.i and token.i <= head.head.left_edge.i <= noun and head.head is not head:
        head = head.head
    end = _phrase_end(head, sentence)
    before = token.i
    while before > sentence.start and doc[before - 1].is_punct:
        before -= 1
    if _finite(doc, sentence.start, before):
        governor = head.head if head.head.i < token.i else doc[sentence.start]
        while governor.dep_ not in ("ROOT", "conj", "ccomp", "advcl", "parataxis", "acl:relcl") and governor.head is not governor:
            governor = governor.head
        first, last = sentence.start, token.i
        rule = "according.after"
        if end < sentence.end - 2 and doc[before].text == "," and doc[end].text == "," and head.head.i > end:
            first, last, rule = end, sentence.end, "according.inside"
    else:
        first, last, rule = end, sentence.end, "according.before"
    first, last = bare(doc, first, last)
    if first >= last:
        return None
    return Report(author(head, lexicon), token, first, last, rule, "assert")


def _phrase_end(head: Token, sentence: Span) -> int:
    """The index after the source's noun phrase, which a comma ends where the parser let it run on."""
    return min(head.right_edge.i + 1, sentence.end)


def _unsaid(token: Token, verb: Verb) -> bool:
    """Whether the verb is negated, doubtful or conditional: nothing is then reported as said."""
    believes = verb.frames.get("clause") == "believe"
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


def _clause_before(token: Token, sentence: Span) -> bool:
    start = _report_start(token, sentence)
    return start is not None and _finite(token.doc, sentence.start, start)


def _report_start(token: Token, sentence: Span) -> int | None:
    """Where "…, S said" begins, if a comma or a closing mark stands before it."""
    subject = own_subject(token)
    doc = token.doc
    start = token.i
    if subject is not None:
        start = min(subject.left_edge.i, token.i)
        if subject.i < token.i and not _plain(doc, subject.left_edge.i, subject.i):
            start = subject.i
            while start > sentence.start and doc[start - 1].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"):
                start -= 1
    if start <= sentence.start:
        return None
    return start if doc[start - 1].text in (",", "”", '"', "’", "»") else None


def _plain(doc: Doc, first: int, last: int) -> bool:
    return not _finite(doc, first, last)


def _finite(doc: Doc, first: int, last: int) -> bool:
    """Whether a finite verb stands in the range."""
    return any(doc[i].pos_ in ("VERB", "AUX") and "VerbForm=Fin" in str(doc[i].morph) for i in range(first, last))
