"""
Mend trees in which the parser took a whole sentence for a noun phrase.

Short news sentences lose their verb to an adjective or a clause of the object ("The army confirmed control", read as "confirmed control
of the army"). A past tense with a subject of its own is no adjective; a sentence whose root is a noun with a finite clause right behind
it has that clause's verb for its root; and a noun with an object is a verb ("The rebels *control* the town"). Who stands before
"whose" is no subject of the clause behind it; what stands between commas behind a subject is no other subject; what begins with an
article right behind a fronted phrase is the subject; a participle that a span of time parts from "have" is the verb. A name is no verb.
"""

from itertools import pairwise

from spacy.tokens import Doc, Span, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_PROPER = frozenset({"PER", "LOC"})
_MISTAGGED = frozenset({"VERB", "ADJ", "ADV", "SCONJ", "AUX", "INTJ", "X"})
_INTRANSITIVE = frozenset({"clash", "advance", "retreat", "withdraw", "march", "arrive"})
_PRESENT = {"NN": "VBP", "NNS": "VBZ"}
_MISPLACED = frozenset({"appos", "obj", "nmod:unmarked"})
_LEFT = frozenset({"compound", "nmod", "amod", "nmod:desc"})


def mend(doc: Doc) -> None:
    """Mend the sentences of a parsed document in place; one without trees is left as it is."""
    if not doc.has_annotation("DEP"):
        return
    for name in doc.ents:
        last = name[-1]
        if name.label_ in _PROPER and last.pos_ in _MISTAGGED and last.is_title:
            last.pos_, last.tag_ = "PROPN", "NNP"  # the tagger does not know "Pirita", NER does
        if name.root.dep_ == "xcomp" and name.root.pos_ == "PROPN" and not any(c.dep_ == "obj" for c in name.root.head.children):
            name.root.dep_ = "obj"
    for sentence in doc.sents:
        _whose_clause(sentence)
        _second_subjects(sentence)
        _fronted(sentence)
        _parted_perfect(sentence)
        root = sentence.root
        if root.pos_ in {"NOUN", "PROPN"} and not any(c.dep_ == "cop" for c in root.children):
            _verb_before(root) or _verb_behind(root) or _verb_itself(root)


def _whose_clause(sentence: Span) -> None:
    """ "X, *whose* father was killed, said …", with X read as a second subject of the clause in between."""
    for whose in sentence:
        verb = whose.head.head
        if whose.lower_ != "whose" or not whose.head.dep_.startswith("nsubj"):
            continue
        owner = next((c for c in verb.lefts if c.dep_.startswith("nsubj") and c.i < whose.i), None)
        main = verb.head
        if verb.dep_ == "ROOT":
            main = next((c for c in verb.rights if c.tag_ in _FINITE and c.nbor(-1).text == ","), verb)
        if owner is None or main.i <= verb.i or any(c.dep_.startswith("nsubj") for c in main.children):
            continue
        if verb.dep_ == "ROOT":
            main.head, main.dep_ = main, "ROOT"
        owner.head, owner.dep_ = main, "nsubj"
        verb.head, verb.dep_ = owner, "acl:relcl"


def _second_subjects(sentence: Span) -> None:
    """ "The Guard, *the armed wing* of the front, took the town", with the wing read as another subject: an apposition."""
    for verb in sentence:
        for first, second in pairwise(c for c in verb.lefts if c.dep_.startswith("nsubj")):
            parted = first.pos_ == "PROPN" and second.tag_ == "NN" and second.left_edge.i == _end(first) + 1
            listed = any(c.dep_ in {"conj", "cc"} for c in (*first.children, *second.children))
            if parted and not listed and sentence.doc[_end(first)].text == sentence.doc[_end(second)].text == ",":
                second.head, second.dep_ = first, "appos"


def _fronted(sentence: Span) -> None:
    """ "In the east *the Guard* took the town", with no comma between and the Guard read as part of the place: the subject."""
    for place in sentence:
        if place.dep_ != "obl" or not any(c.dep_ == "case" for c in place.children):
            continue
        for noun in list(place.rights):
            first = noun.left_edge
            if noun.dep_ not in _MISPLACED or first.tag_ not in {"DT", "PRP$"} or first.nbor(-1).pos_ == "PUNCT":
                continue
            verb = place.head
            while verb.dep_ in {"advcl", "acl"} and verb.tag_ in {"VBN", "VBG"}:
                verb = verb.head
            if verb.tag_ in _FINITE | {"VBN"} and verb.i > noun.i and not any(c.dep_.startswith("nsubj") for c in verb.children):
                for behind in list(place.rights):
                    behind.head = noun if behind.i > noun.i else place
                noun.head, noun.dep_ = verb, "nsubj:pass" if any(c.dep_ == "aux:pass" for c in verb.children) else "nsubj"
                break


def _parted_perfect(sentence: Span) -> None:
    """ "They have for weeks *encircled* the town": the participle is the verb, not a clause of the weeks."""
    for have in sentence:
        if have.lemma_ != "have" or any(c.dep_ in {"obj", "xcomp"} for c in have.children):
            continue
        participles = (v for span in have.rights if span.dep_ == "obl" for v in span.rights if v.dep_ == "acl" and v.tag_ in {"VBN", "VBD"})
        verb = next(participles, None)
        if verb is None:
            continue
        verb.dep_, verb.head = have.dep_, verb if have.dep_ == "ROOT" else have.head
        for child in list(have.children):
            if child != verb:
                child.head = verb
        have.head, have.dep_, have.pos_ = verb, "aux", "AUX"


def _end(noun: Token) -> int:
    """Where a noun phrase ends, without the comma behind it."""
    last = noun.right_edge.i
    return last if noun.doc[last].text == "," else last + 1


def _verb_before(noun: Token) -> bool:
    """ "The army confirmed *control* over the dam", "The M23 surrounded *Sake*": the noun is the object."""
    verb = next((c for c in noun.lefts if c.dep_ == "amod" and c.tag_ in {"VBD", "VBN"}), None)
    if verb is None:
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None:
        subject = next((c for c in reversed(list(noun.lefts)) if c.dep_ in _LEFT and c.i < verb.i and c.pos_ in {"NOUN", "PROPN"}), None)
    if subject is None:
        return False
    for child in list(noun.lefts):  # what stood before the subject belongs to it
        if child.i < subject.i:
            child.head = subject
    subject.head, subject.dep_ = verb, "nsubj"
    _root(verb, noun, "obj")
    return True


def _verb_behind(noun: Token) -> bool:
    """ "*Paramilitaries* blockaded the port", "Army *units* swept into the town": the noun is the subject."""
    behind = [c for joined in (noun, *(c for c in noun.rights if c.dep_ == "conj")) for c in joined.rights]
    verb = next((c for c in behind if c.dep_ == "acl" and (c.tag_ in _FINITE or (c.tag_ == "VBN" and _active(c)))), None)
    if verb is None:  # "The Alliance, a local militia, *controls* the town"
        verb = next(
            (c for c in noun.rights if c.dep_ == "conj" and c.tag_ in _FINITE and not any(x.dep_ == "cc" for x in c.children)), None
        )
    if verb is None:  # "The Front, led by X, *clashed* with the army", hung on the participle
        verb = next((v for c in behind if c.dep_ == "acl" and c.tag_ == "VBN" for v in c.rights if _resumes(v)), None)
    if verb is None or any(c.dep_.startswith("nsubj") for c in verb.children):
        return False
    _root(verb, noun, "nsubj")
    return True


def _verb_itself(noun: Token) -> bool:
    """ "Russian forces *control* Melitopol", "Hezbollah *fights* alongside the army": a present tense read as a noun."""
    subject = next((c for c in noun.lefts if c.dep_ == "compound" and c.i == noun.i - 1), None)
    goals = [c for c in noun.rights if c.dep_ == "obj" or (c.dep_ == "nmod" and any(x.lower_ == "alongside" for x in c.children))]
    if subject is None or not goals or noun.tag_ not in _PRESENT:
        return False
    for child in list(noun.lefts):
        if child != subject:
            child.head = subject
    noun.tag_, noun.pos_, subject.dep_ = _PRESENT[noun.tag_], "VERB", "nsubj"
    if noun.tag_ == "VBZ":
        noun.lemma_ = noun.lower_.removesuffix("s")
    for child in noun.rights:
        if child.dep_ == "nmod":
            child.dep_ = "obl"
    return True


def _active(participle: Token) -> bool:
    """Whether a form that may be a participle is a past tense: it has an object, or goes somewhere, and nobody does it."""
    deps = {c.dep_ for c in participle.children}
    into = any(c.lower_ == "into" for child in participle.children for c in child.children)
    if participle.lemma_ in _INTRANSITIVE and not deps & {"obl:agent", "aux:pass"}:
        return True
    shared = any(c.dep_ == "conj" and c.pos_ == "VERB" and any(x.dep_ == "obj" for x in c.children) for c in participle.children)
    return not deps & {"obl:agent", "aux:pass"} and ("obj" in deps or into or shared)


def _resumes(verb: Token) -> bool:
    """Whether a past tense behind a closing comma goes on with the sentence: no conjunction, no subject, nobody who does it."""
    deps = {c.dep_ for c in verb.children}
    return (
        verb.dep_ in {"advcl", "conj", "parataxis"}
        and verb.tag_ in {"VBD", "VBN"}
        and verb.nbor(-1).text == ","
        and not deps & {"mark", "cc", "nsubj", "nsubj:pass", "aux:pass", "obl:agent"}
    )


def _root(verb: Token, noun: Token, dep: str) -> None:
    verb.head, verb.dep_ = verb, "ROOT"
    noun.head, noun.dep_ = verb, dep
    for child in verb.rights:
        if child.dep_ == "flat":
            child.dep_ = "obj"
    for child in list(noun.rights):
        if child.dep_ in {"punct", "conj", "parataxis", "advcl"} and child.i > verb.i:
            child.head = verb
