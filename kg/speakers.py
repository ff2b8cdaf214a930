"""Find who speaks: the head of the noun phrase that a reporting word has as its subject, agent or author."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.speech import SpeechLexicon

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_STOPS = frozenset({".", ";", ":", "(", ")", "—", "–", "“", "”", '"'})


def speaker(verb: Token, lexicon: SpeechLexicon) -> Token | None:
    """The speaker of a reporting verb: its subject, a passive's agent, the subject of the clause it hangs on, or the noun before it."""
    passive = _passive(verb)
    found = _agent(verb) if passive else own_subject(verb)
    if found is None and not passive:
        found = _inherited(verb) or _before(verb)
    if found is None:
        return None
    return author(_antecedent(found, verb), lexicon)


def own_subject(verb: Token) -> Token | None:
    """The verb's own subject; of several (the parser splits appositions so) the nearest before it."""
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS and child.pos_ in _NOMINAL]
    before = [child for child in subjects if child.i < verb.i]
    chosen = before[-1] if before else subjects[0] if subjects else None
    if chosen is not None and chosen.lower_ in ("there", "it") and chosen.dep_ == "expl":
        return None
    return chosen


def author(found: Token, lexicon: SpeechLexicon) -> Token:
    """Who stands behind a statement, a letter or a post that "says" something; the noun itself where nobody is named."""
    if found.lemma_.lower() not in lexicon.documents:
        return found
    for child in found.children:
        if child.dep_ == "nmod:poss" and child.pos_ in ("PROPN", "NOUN"):
            return child
        if child.dep_ in ("nmod", "obl") and any(case.lower_ in ("by", "from", "of") for case in child.lefts if case.dep_ == "case"):
            return child
        if child.dep_ in ("acl", "acl:relcl"):
            agent = _agent(child)
            if agent is not None:
                return agent
    return found


def owner(noun: Token) -> Token | None:
    """Whose claim, report or warning a noun names: a possessive, or a phrase with "by" or "from"."""
    for child in noun.children:
        if child.dep_ == "nmod:poss":
            return child
    for child in noun.children:
        if child.dep_ in ("nmod", "obl") and any(case.lower_ in ("by", "from") for case in child.lefts if case.dep_ == "case"):
            return child
        if child.dep_ in ("acl", "acl:relcl") and (agent := _agent(child)) is not None:
            return agent
    return None


def _passive(verb: Token) -> bool:
    """Whether the verb is a passive: what looks like its subject is then not the speaker."""
    for child in verb.children:
        if child.dep_ in ("aux:pass", "nsubj:pass"):
            return True
    return verb.dep_ == "acl" and not verb.lower_.endswith("ing")


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in ("obl:agent", "obl") and child.i > verb.i and any(case.lower_ == "by" for case in child.lefts):
            return child
    return None


def _inherited(verb: Token) -> Token | None:
    """The subject of the clause that a second verb, a participle or an infinitive shares."""
    for clause in _climb(verb):
        if clause.pos_ in ("NOUN", "PROPN", "PRON"):
            return clause
        if clause.dep_ == "acl:relcl" or not _passive(clause) or clause.lemma_ == "quote":
            found = own_subject(clause)
        else:
            found = _agent(clause) or own_subject(clause)
        if found is not None:
            return found
    return None


def _climb(verb: Token) -> Iterator[Token]:
    """The heads that lend a verb their subject, from the inside out."""
    while verb.dep_ in ("conj", "advcl", "xcomp", "acl", "acl:relcl", "ccomp", "parataxis", "dep") and verb.head is not verb:
        if verb.dep_ in ("ccomp", "parataxis", "dep") and not verb.lower_.endswith("ing"):
            return
        verb = verb.head
        yield verb


def _before(verb: Token) -> Token | None:
    """The noun right before the verb, where the parser gave it no subject."""
    index = verb.i - 1
    doc = verb.doc
    start = verb.sent.start
    while index >= start and (doc[index].pos_ in ("AUX", "ADV", "PART") or doc[index].lower_ == ","):
        index -= 1
    if index < start or doc[index].text in _STOPS or doc[index].pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    noun = doc[index]
    while (
        noun.head is not noun and noun.head.i < verb.i and noun.dep_ in ("flat", "compound", "nmod", "appos", "conj", "punct", "flat:name")
    ):
        noun = noun.head
    return noun if noun.pos_ in _NOMINAL else None


def _antecedent(found: Token, verb: Token) -> Token:
    """The noun that "who" or "which" stands for."""
    clause = verb
    while found.lower_ in _RELATIVE and clause.dep_ != "acl:relcl" and clause.head is not clause:
        clause = clause.head
    if found.lower_ in _RELATIVE and clause.dep_ == "acl:relcl":
        return clause.head
    return found
