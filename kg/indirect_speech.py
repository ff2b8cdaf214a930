"""Indirect speech: what reporting verbs, nouns and phrases outside quotations say, and whose words it is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from kg.clauses import RELATIVE
from kg.finite import finite, is_finite
from kg.quotes import Quotation, around, bare
from kg.reported_before import tail
from kg.reported_clauses import as_told, bare_clause, infinitive, rest, that_clause
from kg.reported_phrases import charge, counting, denial, named_as, naming, noun_phrase, passive, person, prepositional
from kg.sources import noun_clause, reckoned, source_phrase
from kg.speakers import named, previous, speaker, subject
from kg.speech import Cue, Report, SpeechLexicon

_RULES = (
    as_told,
    charge,
    named_as,
    passive,
    person,
    that_clause,
    infinitive,
    bare_clause,
    counting,
    naming,
    prepositional,
    tail,
    denial,
    noun_phrase,
    rest,
)
_AROUND = frozenset({"passive.agent", "object.charge", "parataxis.inserted"})
"""The rules whose content stands on both sides of the speaker."""
_CITING = frozenset({"citing", "quoting"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither"})
_NOBODY = frozenset({"no", "nobody", "none", "neither"})
_CONDITIONS = frozenset({"if", "whether", "unless"})
_CONTRASTS = frozenset({"while", "whereas"})
_WISHES = frozenset({"ask", "promise"})
_MEANWHILE = frozenset({"as", "after"})
_DOUBTFUL = frozenset({"may", "might", "should", "could", "can", "must"})


def indirect_speech(doc: Doc, marks: Sequence[Quotation], lexicon: SpeechLexicon) -> Iterator[Report]:
    """One report for each reporting word outside quotations, in order of the words."""
    for sentence in doc.sents:
        for token in sentence:
            word = token.lemma_.lower()
            particle = next((f"{word} {child.lower_}" for child in token.rights if child.dep_ == "compound:prt"), word)
            verb = particle if particle in lexicon.verbs else word
            report: Report | None = None
            if token.pos_ in ("VERB", "AUX") and verb in lexicon.verbs:
                report = reported(Cue(token, lexicon.verbs[verb], _part(token, sentence), lexicon))
            elif token.pos_ == "NOUN" and word in lexicon.nouns:
                report = noun_clause(token, sentence, lexicon)
            if token.lemma_ in lexicon.reckoning and token.pos_ == "NOUN":
                report = reckoned(token, _part(token, sentence), lexicon) or report
            for phrase in lexicon.sources.get(token.lower_, ()):
                report = source_phrase(token, phrase, sentence, lexicon) or report
            if report is not None and around(marks, token.i) is None:
                yield report
                if (cited := _cited(report, lexicon)) is not None:
                    yield cited


def _cited(report: Report, lexicon: SpeechLexicon) -> Report | None:
    """The same by whom the speaker has it from: "S said, *citing doctors*"."""
    citing = next((c for c in report.cue.rights if c.lower_ in _CITING and c.dep_ == "advcl"), None)
    source = next((c for c in citing.rights if c.dep_ == "obj"), None) if citing is not None else None
    return replace(report, speaker=named(source, lexicon), cue=citing) if citing is not None and source is not None else None


def _part(token: Token, sentence: Span) -> Span:
    """The part of a sentence between semicolons that a word stands in; "; and" goes on with what was said before."""
    doc = token.doc
    ends = [i for i in range(sentence.start, sentence.end - 1) if doc[i].text == ";" and doc[i + 1].pos_ not in ("CCONJ", "VERB")]
    first = max((i + 1 for i in ends if i < token.i), default=sentence.start)
    return doc[first : min((i for i in ends if i > token.i), default=sentence.end)]


def reported(cue: Cue) -> Report | None:
    """The statement that a reporting verb makes, by the first of the rules that finds content."""
    if unsaid(cue) or _hyphened(cue.token):
        return None
    for rule in _RULES:
        found = rule(cue)
        if found is None or found[0] >= cue.sentence.end:
            continue
        first, last, name, stance = found
        who = speaker(cue.token, cue.lexicon)
        if who is None or (first <= who.i < last and name not in _AROUND):
            return None
        first, last = max(first, cue.sentence.start), min(last, cue.sentence.end, _apart(cue.token, first))
        last = _before_past(cue.token, first, last) if stance in _WISHES else last
        first, last = bare(cue.token.doc, first, _before_aside(cue.token.doc, first, last) if first > cue.token.i else last)
        return Report(who, cue.token, first, last, name, stance) if first < last else None
    return None


def _apart(verb: Token, first: int) -> int:
    """Where a clause beside the verb begins behind the content's first token: "spoke of 300 dead, *whereas S listed 83*"."""
    clauses = [c for c in verb.rights if c.dep_ == "advcl" and any(m.lower_ in _CONTRASTS for m in c.lefts)]
    if not any(c.dep_ == "ccomp" for c in verb.rights):
        clauses += [c for c in verb.rights if c.dep_ == "conj" and is_finite(c) and any(m.dep_ == "cc" for m in c.lefts)]
    return min((c.left_edge.i for c in clauses if c.left_edge.i > max(first, verb.i)), default=len(verb.doc))


def _before_past(verb: Token, first: int, last: int) -> int:
    """The end of what is wished without what had happened when S said so: "called for calm *after rebels took Bria*"."""
    clauses = (t for t in verb.doc[first:last] if t.dep_ == "advcl" and t.tag_ in ("VBD", "VBP") and t.lower_ != t.lemma_)
    edges = (c.left_edge.i for c in clauses if any(m.dep_ == "mark" and m.lower_ in _MEANWHILE for m in c.lefts))
    return min((edge for edge in edges if edge > max(first, verb.i)), default=last)


def _before_aside(doc: Doc, first: int, last: int) -> int:
    """The end of a content without what the article adds behind a comma: "said it had taken Bria, *which lies on the coast*"."""
    for token in doc[first:last]:
        edge = token.left_edge.i + token.left_edge.is_punct
        aside = token.dep_ == "appos" or (token.dep_.endswith(":relcl") and any(t.lower_ in RELATIVE for t in doc[edge : token.i]))
        if aside and edge > first + 1 and doc[edge - 1].text == "," and token.right_edge.i + 1 >= last - 1 and finite(doc, first, edge):
            return edge - 1
    return last


def _hyphened(verb: Token) -> bool:
    """Whether it is a part of another word: "*counter*-attacked"."""
    after = verb.doc[verb.i + 1 : verb.i + 2].text
    return previous(verb) == "-" or (after == "-" and not verb.whitespace_)


def _near(conjunction: Token, verb: Token) -> bool:
    """Whether no comma parts a conjunction from its verb: else it belongs to the clause before."""
    return all(token.text != "," for token in verb.doc[conjunction.i : verb.i])


def unsaid(cue: Cue) -> bool:
    """Whether the verb is negated, doubtful or conditional: nothing is then reported as said ("did not believe that" is)."""
    believes = cue.frames.get("clause") == "believe"
    who = subject(cue.token, cue.lexicon)
    token = cue.token
    if token.dep_ == "xcomp" and token.head.lemma_ in cue.lexicon.withholding:
        return True
    if who is not None and (who.lower_ in _NOBODY or any(child.lower_ in _NOBODY for child in who.lefts)):
        return True
    for child in cue.token.children:
        word = child.lower_
        if word in _NEGATIONS and not believes:
            return True
        if child.dep_ == "aux" and word in _DOUBTFUL:
            return True
        if child.dep_ == "mark" and word == "without":
            return True
        if child.dep_ == "mark" and word in _CONDITIONS and _near(child, cue.token):
            return True
    return False
