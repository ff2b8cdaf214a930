"""Find who speaks: the head of the noun phrase that a reporting word has as its subject, agent or author."""

from spacy.tokens import Doc, Token

from kg.clauses import SUBJECTS
from kg.finite import TENSED, finite
from kg.noun_phrases import SPEAKERS, joined, noun_before, phrase_head
from kg.speech import SpeechLexicon

_SHARING = frozenset({"conj", "advcl", "xcomp", "acl", "acl:relcl", "ccomp", "parataxis", "dep"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_QUOTING = frozenset({"quote", "cite"})
_PHRASE = frozenset({"DET", "NOUN", "PROPN"})
_THROUGH = frozenset({"through", "via"})
_INVERTING = frozenset({"”", '"', "’", "»"})
_DESCRIBING = frozenset({"amod", "compound", "nmod:poss", "nmod", "nmod:desc"})


def speaker(verb: Token, lexicon: SpeechLexicon) -> Token | None:
    """The speaker of a reporting verb: its subject, a passive's agent, the subject of the clause it hangs on, or the noun before it."""
    passive = is_passive(verb)
    found = agent(verb) if passive else subject(verb, lexicon) or _quoted(verb)
    if found is None and not passive:
        found = _inherited(verb, lexicon)
        if found is None and (run := noun_before(verb, verb.sent.start)) is not None:
            found = run[1]
    if found is None or found.lemma_.lower() in lexicon.lettered:
        return None
    through = next((c for c in verb.children if c.dep_ == "obl" and any(case.lower_ in _THROUGH for case in c.lefts)), None)
    if through is not None and found.ent_type_ != "PER" and (person := named(through, lexicon)).ent_type_ == "PER":
        return person
    return named(author(_antecedent(found, verb), lexicon), lexicon)


def _quoted(verb: Token) -> Token | None:
    """Whom somebody quotes: "the agency quoted *an officer* as saying"."""
    quoting = verb.head.lemma_ in _QUOTING and any(c.lower_ == "as" for c in verb.lefts)
    return next((c for c in verb.head.children if c.dep_ == "obj"), None) if quoting and not is_passive(verb.head) else None


def subject(verb: Token, lexicon: SpeechLexicon) -> Token | None:
    """The verb's own subject, but not the person told in "…, the general told reporters"."""
    found = own_subject(verb)
    if found is None:
        return _inverted(verb)
    if found.i > verb.i and verb.lemma_ in lexicon.addressing and previous(verb) == ",":
        return None
    start = found.left_edge.i
    if verb.sent.start < start < verb.i and verb.doc[start].dep_ == "cc" and verb.doc[start].ent_iob_ == "O":
        run = noun_before(verb, verb.sent.start)
        if run is not None and previous(verb.doc[run[0]]) == ",":
            return run[1]  # the parser gave the first of two speakers to the clause before
    return found


def _inverted(verb: Token) -> Token | None:
    """The speaker right behind the verb in "C, said *S*; D", where the parser took S for the subject of D."""
    after = verb.doc[verb.i + 1 : verb.sent.end]
    part = next((token.i for token in after if token.text == ";"), None)
    if (
        part is None
        or previous(verb) != ","
        or verb.tag_ not in TENSED
        or finite(verb.doc, verb.i + 1, part)
        or after[0].pos_ not in _PHRASE
    ):
        return None
    return phrase_head(after[0])


def own_subject(verb: Token) -> Token | None:
    """The verb's own subject; of several before it the nearest, or the one that the nearest is an apposition to."""
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
    before = [child for child in subjects if child.i < verb.i]
    if not subjects:
        clause = next((child for child in verb.children if child.dep_ == "csubj"), None)
        return own_subject(clause) if clause is not None else None
    if not before or (subjects[-1].i > verb.i and previous(verb) in _INVERTING):
        return subjects[-1]
    chosen = before.pop()
    if before and joined(before[-1], chosen):
        return before[-1]
    inserted = verb.dep_ == "parataxis" and verb.head.i > verb.i and verb.nbor().text == ","
    behind = bool(before) and finite(verb.doc, verb.sent.start, before[-1].left_edge.i)  # "it is held by the Front, a militia, *he* says"
    if chosen.ent_type_ == "PER" or inserted or behind:  # "the claim, *the minister* said, was false"
        return chosen
    while before and chosen.pos_ != "PRON" and _set_off(verb.doc, before[-1].i, chosen.left_edge.i):
        chosen = before.pop()
    return chosen


def previous(token: Token) -> str:
    """The text of the token before; nothing at the start."""
    return token.nbor(-1).text if token.i else ""


def _set_off(doc: Doc, first: int, last: int) -> bool:
    """Whether a comma and no verb stands in the range."""
    between = doc[first : last + 1]
    return any(token.text == "," for token in between) and not any(token.pos_ in ("VERB", "AUX") for token in between)


def author(found: Token, lexicon: SpeechLexicon) -> Token:
    """Who stands behind a statement, a letter or a post that "says" something; the noun itself where nobody is named."""
    if found.lemma_.lower() not in lexicon.documents:
        return found
    for child in found.children:
        body = child.pos_ in ("PROPN", "PRON") or (child.pos_ == "NOUN" and (child.dep_ == "nmod:poss" or child.lemma_ in lexicon.bodies))
        if body and child.dep_ in ("nmod:poss", "compound"):
            return child
        dated = child.lemma_.lower() in lexicon.times  # "the figures of the time"
        if child.dep_ in ("nmod", "obl") and not dated and any(c.lower_ in ("by", "from", "of") for c in child.lefts if c.dep_ == "case"):
            return child
        if child.dep_ in ("acl", "acl:relcl"):
            writer = agent(child)
            if writer is not None:
                return writer
    if found.dep_ == "obj" and (giver := own_subject(found.head)) is not None:
        return giver
    return found


def named(found: Token, lexicon: SpeechLexicon) -> Token:
    """The person named in a noun phrase: "army chief X", "Col. X", "the minister, X", "a man calling himself X"; else the noun itself."""
    if found.pos_ == "NUM":  # "one of them, the Lake Council"
        return next((child for child in found.rights if child.dep_ == "appos" and child.ent_type_ in SPEAKERS), found)
    if found.pos_ not in ("NOUN", "PROPN") or found.ent_type_ in SPEAKERS:
        return found
    doc = found.doc
    for clause in found.rights:
        if clause.dep_ in ("acl", "acl:relcl") and clause.lemma_ in lexicon.naming:
            names = [t for t in clause.subtree if t.ent_type_ == "PER" and t.head.ent_type_ != "PER" and t.dep_ != "nmod:poss"]
            names = names or [t for t in clause.rights if t.dep_ in ("obj", "xcomp") and t.ent_type_ in SPEAKERS]
            if names:
                return names[-1]
    several = False
    for index in range(found.i + 1, found.right_edge.i + 1):
        token, before = doc[index], doc[index - 1]
        beside = not several and (before.pos_ in ("NOUN", "PROPN") or before.text == ".")
        if token.ent_type_ == "PER" and token.ent_iob_ == "B" and (beside or (before.text == "," and token.dep_ == "appos")):
            while token.head.ent_type_ == "PER" and index <= token.head.i < found.right_edge.i + 1:
                token = token.head
            return token
        if token.pos_ in ("VERB", "AUX") or token.lower_ in ("among", "including"):
            break
        several = several or token.pos_ == "CCONJ"  # "his deputy and spokesman, X", not "officers and President X"
    return found


def together(found: Token) -> str | None:
    """The words for several who say something together, the first no person by name: "*farmers and a bus driver* said"."""
    others = [c for c in found.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN") and c.i > found.i and c.ent_iob_ != "I"]
    others = [c for c in others if not any(case.lower_ in ("at", "by") for case in c.lefts)]  # "put at 50 by S and *at* 60 *by* X"
    if found.dep_ == "nsubj":
        others += [c for c in found.head.children if c.dep_ == "nsubj" and found.i < c.i < found.head.i and joined(found, c)]
    one = any(child.dep_ == "appos" and child.ent_type_ == "PER" for each in (found, *others) for child in each.children)
    if found.pos_ not in ("NOUN", "PROPN") or found.ent_type_ == "PER" or not others or one:  # "his deputy and spokesman, X": one person
        return None
    first = next((i for i in range(found.left_edge.i, found.i) if found.doc[i].dep_ in _DESCRIBING), found.i)
    phrase = found.doc[first : others[-1].i + 1]
    return None if any(token.pos_ in ("VERB", "AUX") for token in phrase) else phrase.text


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive: what looks like its subject is then not the speaker."""
    if any(child.dep_ == "aux:pass" for child in verb.children):
        return True
    if verb.dep_ == "acl" and not verb.lower_.endswith("ing"):
        return verb.head.dep_ != "ROOT"
    return (
        verb.dep_ in ("advcl", "amod")
        and "Tense=Past|VerbForm=Part" in str(verb.morph)
        and not any(child.dep_ == "aux" for child in verb.children)
    )


def agent(verb: Token) -> Token | None:
    """Who does what a passive says: the phrase with "by"."""
    for child in verb.children:
        if child.dep_ in ("obl:agent", "obl") and child.i > verb.i and any(case.lower_ == "by" for case in child.lefts):
            return child
    return None


def _inherited(verb: Token, lexicon: SpeechLexicon) -> Token | None:
    """The subject of the clause that a second verb, a participle or an infinitive shares; the noun that it describes."""
    clause = verb
    if verb.dep_ == "conj" and any(c.lower_ == "but" or (c.text == "," and c.i < verb.i) for c in verb.lefts):
        outer = verb.head
        while outer.dep_ in ("conj", "xcomp") and outer.head != outer:
            outer = outer.head
        if outer.dep_ == "ccomp" and outer.head.i < outer.i and outer.head.lemma_ in lexicon.verbs:
            clause = outer.head  # "S conceded that the talks had failed *but insisted* that …"
            if (found := own_subject(clause)) is not None:
                return found
    while clause.dep_ in _SHARING and clause.head != clause:
        if clause.dep_ in ("ccomp", "parataxis", "dep") and not clause.lower_.endswith("ing"):
            return None
        participle, clause = clause.lower_.endswith("ing"), clause.head
        if clause.pos_ in ("NOUN", "PROPN", "PRON"):
            if (
                not participle
                or clause.dep_ in SUBJECTS
                or (clause.ent_type_ and previous(verb) != ",")
                or clause.lemma_.lower() in lexicon.documents
                or _with(clause)
            ):
                return clause
            while clause.pos_ in ("NOUN", "PROPN", "PRON") and clause.head != clause:
                clause = clause.head
        found = agent(clause) if is_passive(clause) and clause.lemma_ not in lexicon.verbs else None
        found = found or own_subject(clause)
        if found is not None:
            return found
    return None


def _with(noun: Token) -> bool:
    """Whether the noun stands in "with S saying"."""
    return any(child.lower_ == "with" for child in noun.lefts)


def _antecedent(found: Token, verb: Token) -> Token:
    """The noun that "who" or "which" stands for."""
    clause = verb
    while found.lower_ in _RELATIVE and clause.dep_ != "acl:relcl" and clause.head != clause:
        clause = clause.head
    if found.lower_ in _RELATIVE and clause.dep_ == "acl:relcl":
        noun = clause.head
        if noun.dep_ == "appos" and not noun.ent_type_ and noun.head.ent_type_ in SPEAKERS:
            return noun.head  # "Juma, a former policeman, *who* swore"
        person = next((child for child in noun.children if child.dep_ == "nmod" and child.ent_type_ == "PER"), None)
        return person if person is not None and found.lower_ == "who" and not noun.ent_type_ else noun
    return found
