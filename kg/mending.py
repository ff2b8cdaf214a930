"""
Mend trees in which the parser took a whole sentence for a noun phrase.

Short news sentences lose their verb to an adjective or a clause of the object ("The army confirmed control", read as "confirmed control
of the army"). A past tense with a subject of its own is no adjective; a sentence whose root is a noun with a finite clause right behind
it has that clause's verb for its root; and a noun with an object is a verb ("The rebels *control* the town"). Who stands before
"whose" is no subject of the clause behind it. A name is no verb. Behind a participle of its subject or behind speech set off by commas
the sentence goes on with its verb.
"""

from spacy.tokens import Doc, Span, Token

from kg.finite import TENSED
from kg.goals import mend_goals
from kg.hanging import hang
from kg.subjects import mend_subjects

_NAMED = frozenset({"NNP", "NNPS"})
_IN_NAME = frozenset({"amod", "compound", "flat"})
_PROPER = frozenset({"PER", "LOC"})
_MISTAGGED = frozenset({"VERB", "ADJ", "ADV", "SCONJ", "AUX", "INTJ", "X"})
_INTRANSITIVE = frozenset({"clash", "advance", "retreat", "withdraw", "march", "arrive"})
_PRESENT = {"NN": "VBP", "NNS": "VBZ"}
_RELATIVE = frozenset({"which", "who", "whom"})
_INSIDE = frozenset({"compound", "flat", "nmod", "appos"})
_SAYING = frozenset({"say", "add", "report", "announce", "write", "note", "claim", "tell", "accuse", "blame", "warn", "urge"})
_OPENING = frozenset({"nsubj", "nsubj:pass", "mark", "cc"})
_BEFORE_SPEECH = frozenset({"vocative", "nsubj", "obl", "dep", "dislocated", "obl:unmarked", "parataxis"})
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
    for token in doc:
        if token.pos_ == "VERB" and token.tag_ in _NAMED and token.dep_ in _IN_NAME:
            token.pos_ = "PROPN"  # "*United* States"
    for sentence in doc.sents:
        _whose_clause(sentence)
        mend_subjects(sentence)
        mend_goals(sentence)
        for token in sentence:
            if token.lower_ in _RELATIVE:
                _relative_clause(token)
            if token.pos_ == "VERB":
                _second_object(token)
                _past_the_participle(token)
                _resumed_after_saying(token)
                _said_too(token)
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
            main = next((c for c in verb.rights if c.tag_ in TENSED and c.nbor(-1).text == ","), verb)
        if owner is None or main.i <= verb.i or any(c.dep_.startswith("nsubj") for c in main.children):
            continue
        if verb.dep_ == "ROOT":
            hang(main, main, "ROOT")
        hang(owner, main, "nsubj")
        hang(verb, owner, "acl:relcl")


def _relative_clause(pronoun: Token) -> None:
    """ "The jail, from *which* they freed him", with the clause hung on the verb before; "the Front, led by X, *which* fled", on X."""
    verb = pronoun.head
    leader = verb.head
    led = leader.dep_ == "obl:agent" and leader.head.dep_ == "acl"
    if pronoun.lower_ == "which" and verb.dep_ == "acl:relcl" and leader.ent_type_ == "PER" and led:
        hang(verb, leader.head.head)
    if verb.dep_ == "acl":
        verb.dep_ = "acl:relcl"
    case = next((c for c in pronoun.lefts if c.dep_ == "case"), None)
    if case is None or case.i < 2 or case.nbor(-1).text != "," or verb.dep_ not in {"advcl", "conj", "parataxis"}:
        return
    noun = case.nbor(-2)
    while noun.dep_ in _INSIDE and noun.head.i < case.i and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    if noun.pos_ in {"NOUN", "PROPN"} and verb.head.i < pronoun.i:
        hang(verb, noun, "acl:relcl")


def _second_object(verb: Token) -> None:
    """ "Burned the market and shot dead *20 soldiers*", with the object of the second verb hung on the first."""
    goals = [c for c in verb.rights if c.dep_ == "obj"]
    if len(goals) < 2:
        return
    for goal in goals[1:]:
        nearest = next((c for c in reversed(list(verb.rights)) if c.dep_ == "conj" and c.pos_ == "VERB" and c.i < goal.i), None)
        if nearest is not None and goals[0].i < nearest.i and not any(c.dep_ == "obj" for c in nearest.children):
            hang(goal, nearest)


def _past_the_participle(verb: Token) -> None:
    """ "Men armed with rifles *stormed* the town", "men disguised as guards *attacked* it": the participle tells of the subject."""
    active = verb.tag_ == "VBD" or (
        verb.tag_ == "VBN" and any(c.dep_ == "obj" for c in verb.rights) and not any(c.dep_.startswith("aux") for c in verb.lefts)
    )
    if not active or verb.i == 0 or verb.dep_ not in {"acl", "advcl", "xcomp"} or verb.nbor(-1).text == ",":
        return
    between = next(
        (a for a in verb.ancestors if a.tag_ in {"VBN", "VBG", "JJ"} and a.lower_.endswith(("ed", "ing")) and a.i < verb.i), None
    )
    if (
        between is None
        or (verb.dep_ == "xcomp" and between.tag_ != "VBN")
        or any(t.pos_ in {"VERB", "AUX", "PRON"} or t.is_punct for t in verb.doc[between.i + 1 : verb.i])
    ):
        return
    noun = between.nbor(-1) if between.i else between
    if noun.tag_ not in {"NNS", "NN", "NNP"} or not (noun.head == between or between.head == noun):
        return
    head, dep = (between.head, between.dep_) if noun.head == between else (noun.head, noun.dep_)
    for child in list(verb.lefts):  # "as *guards*" belongs to the participle
        hang(child, between, "obl" if child.dep_.startswith("nsubj") else child.dep_)
    verb.head, verb.dep_ = (verb, "ROOT") if dep == "ROOT" else (head, dep)
    hang(noun, verb, "nsubj")
    hang(between, noun, "acl")


def _resumed_after_saying(verb: Token) -> None:
    """ "Rwanda, the ministry said, *shelled* Goma": who stands before the bracketed speech is the subject of what goes on behind it."""
    said = verb.head
    first = verb.sent.start
    if said.lemma_ not in _SAYING or verb.i < said.i or not _set_off(verb.left_edge) or any(c.dep_ in _OPENING for c in verb.lefts):
        return
    speaker = next((c for c in said.lefts if c.dep_ == "nsubj" and _set_off(c.left_edge)), None)
    noun = next((c for c in said.lefts if c.dep_ in _BEFORE_SPEECH and c.left_edge.i == first and c.pos_ in {"NOUN", "PROPN"}), None)
    if (
        speaker is None
        or noun is None
        or noun.i > speaker.i
        or any(t.pos_ in {"VERB", "AUX"} for t in verb.doc[first : speaker.left_edge.i])
    ):
        return
    hang(noun, verb, "nsubj")


def _said_too(verb: Token) -> None:
    """ "Denied that it had fallen and *said* …": a simple past behind a pluperfect is no more part of what was said."""
    told = verb.head
    said = told.head
    if verb.dep_ != "conj" or verb.lemma_ not in _SAYING or told.dep_ != "ccomp" or {verb.tag_, said.tag_} != {"VBD"}:
        return
    if said.i < told.i and any(c.lower_ == "had" for c in told.lefts) and not any(c.dep_ in {"aux", "nsubj"} for c in verb.lefts):
        hang(verb, said)


def _set_off(token: Token) -> bool:
    return token.text == "," or (token.i > 0 and token.nbor(-1).text == ",")


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
            hang(child, subject)
    hang(subject, verb, "nsubj")
    _root(verb, noun, "obj")
    return True


def _verb_behind(noun: Token) -> bool:
    """ "*Paramilitaries* blockaded the port", "Army *units* swept into the town": the noun is the subject."""
    behind = [c for joined in (noun, *(c for c in noun.rights if c.dep_ == "conj")) for c in joined.rights]
    verb = next((c for c in behind if c.dep_ == "acl" and (c.tag_ in TENSED or (c.tag_ == "VBN" and _active(c)))), None)
    if verb is None:  # "The Alliance, a local militia, *controls* the town"
        verb = next((c for c in noun.rights if c.dep_ == "conj" and c.tag_ in TENSED and not any(x.dep_ == "cc" for x in c.children)), None)
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
            hang(child, subject)
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
    hang(verb, verb, "ROOT")
    hang(noun, verb, dep)
    for child in verb.rights:
        if child.dep_ == "flat":
            child.dep_ = "obj"
    for child in list(noun.rights):
        if child.dep_ in {"punct", "conj", "parataxis", "advcl"} and child.i > verb.i:
            hang(child, verb)
