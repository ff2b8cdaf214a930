"""Direct speech: for each quotation the reporting verb and the speaker beside it, found by the marks, since parsers err around them."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.parse import Parsed
from kg.quotes import Quotation, around, bare
from kg.speakers import named, own_subject, speaker
from kg.speech import Report, SpeechLexicon

_TERMINAL = frozenset({".", "?", "!", "…", "...", "?!"})
_SENTENCE = 4
"""A quotation without a reporting verb is taken as speech from this many words on: shorter ones are names and ironies."""


def direct_speech(parsed: Parsed, marks: Sequence[Quotation], lexicon: SpeechLexicon) -> Iterator[Report]:
    """One report a quotation that is speech; a quotation resumed after its reporting verb is marked `resumed`."""
    doc = parsed.doc
    previous: Report | None = None
    for number, quote in enumerate(marks):
        before = marks[number - 1] if number else None
        until = marks[number + 1].opening if number + 1 < len(marks) else len(doc)
        report = (
            said_after(parsed, quote, until, lexicon)
            or said_before(parsed, quote, marks, previous, lexicon)
            or resumed(parsed, quote, before, previous)
        )
        if report is not None:
            yield report
            previous = report
    yield from blocks(parsed, marks, lexicon)


def blocks(parsed: Parsed, marks: Sequence[Quotation], lexicon: SpeechLexicon) -> Iterator[Report]:
    """S said: and then paragraphs without quotation marks, as press releases print their statements; "reports the following"."""
    doc = parsed.doc
    for start in parsed.paragraphs[1:]:
        announced = doc[start - 1].text == ":" or doc[max(start - 2, 0)].lower_ == "following"
        if not announced or around(marks, start) is not None:
            continue
        for index in range(start - 2, _sentence_start(parsed, start - 1) - 1, -1):
            frames = lexicon.verbs.get(doc[index].lemma_.lower())
            if frames is not None and "quote" in frames and doc[index].pos_ == "VERB":
                who = speaker(doc[index], lexicon)
                first, last = bare(doc, start, len(doc))
                if who is not None and first < last:
                    yield Report(who, doc[index], first, last, "quote.block", frames["quote"])
                    return
                break


def said_after(parsed: Parsed, quote: Quotation, until: int, lexicon: SpeechLexicon) -> Report | None:
    """Read "C," S said and "C," said S: a reporting verb between the quotation and the end of its sentence."""
    doc = parsed.doc
    if not _starts_sentence(parsed, quote.opening):
        return None
    start = quote.closing + 1
    while start < min(until, len(doc)) and doc[start].text in (",", "-", "–", "—"):
        start += 1
    if (
        start >= min(until, len(doc))
        or doc[start].text in _TERMINAL
        or parsed.paragraph(doc[start]) != parsed.paragraph(doc[quote.closing - 1])
    ):
        return None
    ended = doc[quote.closing - 1].text in _TERMINAL
    if ended and doc[quote.closing - 1].text == "." and doc[start].text[0].isupper():
        return None
    paragraph = parsed.paragraph(doc[start])
    for index in range(start, until):
        token = doc[index]
        if token.text in _TERMINAL or token.text in (";", ":") or parsed.paragraph(token) != paragraph:
            return None
        frames = lexicon.verbs.get(token.lemma_.lower())
        if frames is None or "quote" not in frames or token.pos_ not in ("VERB", "AUX") or token.dep_ == "acl:relcl":
            continue
        if ended and any(child.dep_ == "ccomp" and child.i > index for child in token.children):
            return None
        who = _between(doc, start, index) or _inverted(doc, index) or speaker(token, lexicon)
        if who is None:
            continue
        return _report(doc, named(who, lexicon), token, quote, "quote.said", frames["quote"])
    return None


def said_before(
    parsed: Parsed, quote: Quotation, marks: Sequence[Quotation], previous: Report | None, lexicon: SpeechLexicon
) -> Report | None:
    """S said: "C" · S said that "C" · S added, saying, "C": the nearest reporting verb before the opening mark."""
    doc = parsed.doc
    index = quote.opening - 1
    if index < 0:
        return None
    mark = doc[index].text
    paragraph = parsed.paragraph(doc[quote.opening])
    if parsed.paragraph(doc[index]) != paragraph and mark not in (":", ","):
        return None
    joined = mark in (",", ":") or doc[index].lower_ == "that"
    first = _sentence_start(parsed, index)
    while index >= first:
        token = doc[index]
        inside = around(marks, index)
        if inside is not None:
            index = inside.opening - 1
            continue
        frames = lexicon.verbs.get(token.lemma_.lower())
        if frames is not None and "quote" in frames and token.pos_ in ("VERB", "AUX"):
            if (not joined and token.i != quote.opening - 1) or not _ends_clause(doc, quote):
                return None
            if mark != ":" and _clause_starts_between(token, quote.opening):
                return None
            if previous is not None and previous.cue.i == token.i:
                return _report(doc, previous.speaker, previous.cue, quote, previous.rule, previous.stance, resumed=True)
            who = speaker(token, lexicon)
            if who is None:
                return None
            return _report(
                doc, who, token, quote, "quote.that" if doc[quote.opening - 1].lower_ == "that" else "quote.before", frames["quote"]
            )
        index -= 1
    if mark == ":":
        return _colon(parsed, quote, first)
    return None


def _colon(parsed: Parsed, quote: Quotation, first: int) -> Report | None:
    """S was blunt: "C": a colon alone, with the subject of the sentence as speaker."""
    doc = parsed.doc
    for index in range(first, quote.opening):
        token = doc[index]
        if (who := own_subject(token)) is not None:
            return _report(doc, who, token, quote, "quote.colon", "assert")
    return None


def resumed(parsed: Parsed, quote: Quotation, before: Quotation | None, previous: Report | None) -> Report | None:
    """Read the second part of "C," S said. "C2.": without a reporting verb of its own it belongs to the last speaker."""
    doc = parsed.doc
    if previous is None or quote.closing - quote.opening <= _SENTENCE or not _starts_sentence(parsed, quote.opening):
        return None
    if doc[quote.closing - 1].text not in _TERMINAL and (quote.closing + 1 < len(doc) and doc[quote.closing + 1].text not in _TERMINAL):
        return None
    distance = parsed.paragraph(doc[quote.opening]) - parsed.paragraph(doc[previous.last - 1])
    if distance > 1 or before is None:
        return None
    return _report(doc, previous.speaker, previous.cue, quote, "quote.resumed", previous.stance, resumed=True)


def _between(doc: Doc, start: int, verb: int) -> Token | None:
    """The head of the noun phrase that fills the space between the quotation and the verb."""
    if start == verb:
        return None
    subject = own_subject(doc[verb])
    if subject is not None and start <= subject.i < verb:
        return subject
    nominal = [doc[i] for i in range(start, verb) if doc[i].pos_ in ("NOUN", "PROPN", "PRON", "NUM")]
    for token in nominal:
        if token.head.i >= verb or token.head.i < start:
            return token
    return nominal[0] if nominal else None


def _inverted(doc: Doc, verb: int) -> Token | None:
    """The head of the noun phrase right after the verb: "said the minister"."""
    subject = own_subject(doc[verb])
    if subject is not None:
        return subject
    index = verb + 1
    while index < len(doc) and doc[index].pos_ in ("DET", "ADJ"):
        index += 1
    if index >= len(doc) or doc[index].pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    token = doc[index]
    while token.dep_ in ("compound", "flat", "amod") and token.head.i > verb and token.head != token:
        token = token.head
    return token


def _clause_starts_between(verb: Token, opening: int) -> bool:
    """Whether the verb's reported clause begins before the mark: the quotation is then only a part of indirect speech."""
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("ccomp", "xcomp") and verb.i < child.left_edge.i:
            words = [i for i in range(child.left_edge.i, opening) if not verb.doc[i].is_punct and verb.doc[i].lower_ != "that"]
            if words:
                return True
    return False


def _ends_clause(doc: Doc, quote: Quotation) -> bool:
    """Whether a quotation runs to the end of its clause: words that go on after it make it a part of indirect speech."""
    after = quote.closing + 1
    return quote.closing - quote.opening > _SENTENCE or after >= len(doc) or doc[after].is_punct or doc[after].is_sent_start is True


def _starts_sentence(parsed: Parsed, opening: int) -> bool:
    """Whether the mark opens a sentence or a clause of its own and not a word or two within one."""
    doc = parsed.doc
    if opening == 0 or parsed.paragraph(doc[opening - 1]) != parsed.paragraph(doc[opening]):
        return True
    text = doc[opening - 1].text
    return text in _TERMINAL or text in (":", ";", "”", '"', "•", "»", "’") or doc[opening].is_sent_start is True


def _sentence_start(parsed: Parsed, index: int) -> int:
    """The index of the first word of the sentence that ends at `index`, by its punctuation."""
    doc = parsed.doc
    paragraph = parsed.paragraph(doc[index])
    first = parsed.paragraphs[paragraph]
    for i in range(index - 1, first - 1, -1):
        if doc[i].text in _TERMINAL or doc[i].text in (";", "•"):
            return i + 1
    return first


def _report(doc: Doc, who: Token, cue: Token, quote: Quotation, rule: str, stance: str, *, resumed: bool = False) -> Report | None:
    first, last = bare(doc, quote.first, quote.closing)
    return Report(who, cue, first, last, rule, stance, resumed) if first < last else None
