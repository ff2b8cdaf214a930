"""Whether a clause is presented as fact: negation, plans, attempts, conditions and questions around its predicate."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extraction import Polarity, Realis
from kg.finite import TENSED
from kg.lexicon import Lexicon

Certainty = tuple[Polarity, Realis]
FACT: Certainty = (Polarity.POSITIVE, Realis.ACTUAL)
_REACH = 6  # governors looked at, from the predicate up
_ORDER = (Realis.ACTUAL, Realis.FUTURE, Realis.HYPOTHETICAL)
_STOPS = frozenset({"ROOT", "acl:relcl", "parataxis", "appos", "nsubj", "nsubj:pass", "dep"})
_CLAUSES = frozenset({"xcomp", "ccomp"})
_GOVERNED = frozenset({"xcomp", "ccomp", "obj", "obl", "nmod", "acl", "advcl", "csubj"})
_AFTER = frozenset({"after", "since"})
_TRUE = frozenset({"true", "correct", "accurate"})
_UNTIL = frozenset({"until", "till", "before"})
_NO = frozenset({"no", "neither", "none", "hardly", "barely"})
# prepositions through which a noun shares what governs it: "a call *for* the withdrawal"
_THROUGH = frozenset({"for", "of", "on", "about", "to"})


def certainty(predicate: Token, lexicon: Lexicon) -> Certainty:
    """Polarity and realis of a predicate (verb or event noun), with all that governs it inside its sentence."""
    found = [_own(predicate, lexicon)]
    for node, head in _governors(predicate, lexicon):
        found.append(_governed(node, head, lexicon))
        if node.dep_ == "advcl" and _finite(node) and any(c.dep_ == "mark" and c.lower_ != "to" for c in node.lefts):
            continue  # "left *without* firing a shot as troops moved in": they did
        polarity, realis = _own(head, lexicon)
        recalled = node.dep_.startswith("csubj") and _has_mark(node, "that")  # "it *will* be recalled that they took X"
        found.append((polarity, Realis.ACTUAL if recalled and realis is Realis.FUTURE else realis))
    if _called_untrue(predicate, lexicon):
        found.append((Polarity.NEGATIVE, Realis.ACTUAL))
    if any(token.text == "?" for token in predicate.sent[-2:]):
        found.append((Polarity.POSITIVE, Realis.HYPOTHETICAL))
    negative = any(polarity is Polarity.NEGATIVE for polarity, _ in found)
    return Polarity.NEGATIVE if negative else Polarity.POSITIVE, max((realis for _, realis in found), key=_ORDER.index)


def _called_untrue(predicate: Token, lexicon: Lexicon) -> bool:
    """Whether what is said to have happened is called false: "reports that X had fallen *were false*", "called *false* claims that"."""
    if not (_has_mark(predicate, "that") or any(c.lower_ == "which" and _has_mark(c, "according") for c in predicate.lefts)):
        return False
    above = (predicate.head, predicate.head.head)
    if any(_is_untrue(t, lexicon) for t in predicate.sent if t in above or (t.i > predicate.i and t.head in above)):
        return True  # "*it is false* that", "*nor is it true* that"
    if predicate.dep_ not in {"acl", "ccomp", "acl:relcl"} or predicate.head.pos_ != "NOUN":
        return False
    report, said = predicate.head, predicate.head.head
    beside = (said,) if report.dep_.startswith("nsubj") else tuple(said.children) if report.dep_ == "obj" else ()
    return any(t.lemma_.lower() in lexicon.words["untrue"] for t in beside)


def _is_untrue(word: Token, lexicon: Lexicon) -> bool:
    """Whether a predicate calls something false, or denies that it is true."""
    if not any(c.dep_ == "cop" and c.tag_ != "VBG" for c in word.children):
        return False
    denied = any(c.lower_ in lexicon.words["negators"] | {"nor"} for c in word.children)
    return not denied if word.lemma_.lower() in lexicon.words["untrue"] else denied and word.lemma_ in _TRUE


def presupposed(trigger: Token) -> bool:
    """Whether a word tells its relation inside a noun phrase ("to meet *President* X"), untouched by plans and denials around it."""
    return trigger.pos_ not in {"VERB", "AUX"} and not any(c.dep_ == "cop" for c in trigger.children)


def _governors(predicate: Token, lexicon: Lexicon) -> Iterator[tuple[Token, Token]]:
    """From the predicate up: each word with the one that governs it, as far as certainty is shared."""
    node = predicate
    for _ in range(_REACH):
        head = node.head
        if head == node or (node.dep_ in _STOPS and not (node.dep_ == "acl:relcl" and _has_mark(node, "that"))):
            return  # but "reports that rebels had taken X" is no relative clause
        if _told_aside(node, lexicon):
            return
        if node.dep_ == "conj" and node.pos_ == "VERB" and (_finite(node) or any(c.dep_.startswith("nsubj") for c in node.children)):
            # a coordinated clause of its own shares what governs the first one, not what stands on it ("has failed and then took")
            node = head.head if _past_beside(node, head) else head
            continue
        yield node, head
        if not _shares(node, head, lexicon):
            return
        node = head


def _past_beside(node: Token, head: Token) -> bool:
    """Whether a past stands beside an infinitive's governor, whatever the tree says: "failed to take X but *captured* Y"."""
    helped = any(c.dep_ == "aux:pass" and c.tag_ == "VBD" for c in node.lefts)
    return head.tag_ == "VB" and head.dep_ == "xcomp" and _has_mark(head, "to") and (node.tag_ == "VBD" or helped)


def _told_aside(node: Token, lexicon: Lexicon) -> bool:
    """Whether a clause stands for itself: "villages *held by* rebels", "a day *after* they took X", or behind a semicolon."""
    first, last = sorted((node.i, node.head.i))
    if node.dep_ == "ccomp" and any(t.text == ";" for t in node.doc[first:last]):
        return True
    if node.dep_ != "acl" or node.head.lemma_.lower() in lexicon.words["nouns_hypothetical"] or _none(node.head, lexicon):
        return False
    marks = {c.lower_ for c in node.lefts if c.dep_ in {"mark", "case"}}
    return marks <= _AFTER and (bool(marks) or node.tag_ in {"VBN", "VBG", "VBD"})


def _shares(node: Token, head: Token, lexicon: Lexicon) -> bool:
    """Whether what governs the head also governs the word below it."""
    dep = node.dep_
    if dep in {"obl", "nmod"} and node.pos_ == "NOUN" and head.pos_ in {"VERB", "NOUN"}:
        return bool({c.lower_ for c in node.children if c.dep_ == "case"} & _THROUGH)
    if dep == "advcl" and _finite(node):
        return _has_mark(node, "to")
    if dep.startswith("csubj") and _has_mark(node, "that"):
        return False  # "it will be recalled *that* they took X"
    if dep == "ccomp" and head.pos_ == "VERB":
        words = lexicon.words
        return head.lemma_.lower() in words["hypothetical"] | words["future"] | words["negative"]
    return True


def _governed(node: Token, head: Token, lexicon: Lexicon) -> Certainty:
    """What a governing verb or noun does to a word: "*failed* to take", "*plans* to take", "a *bid* to take"."""
    words, lemma, dep = lexicon.words, head.lemma_.lower(), node.dep_
    infinitive = _has_mark(node, "to")
    if infinitive and dep == "advcl" and any(c.dep_ == "advmod" and c.lower_ == "only" for c in node.lefts):
        return FACT  # "entered the town *only to leave* it again"
    if infinitive and lemma in {"have", "be"} and any(c.lower_ == "yet" for c in head.children):
        return Polarity.NEGATIVE, Realis.ACTUAL  # "has *yet* to take it"
    if infinitive and dep == "advcl" and node.i < head.i and any(t.text == "," for t in node.doc[node.i : head.i]):
        return Polarity.POSITIVE, Realis.HYPOTHETICAL  # "*to take* the town, they had to cross a river"
    if dep not in _GOVERNED and dep != "acl:relcl":
        return FACT
    lemma = next(
        (f"{lemma} {c.lower_}" for c in head.rights if c.dep_ == "compound:prt" and f"{lemma} {c.lower_}" in words["negative"]), lemma
    )
    if lemma in words["negative"] and (dep in _CLAUSES | {"obj"} or infinitive or _has_mark(node, "from") or _has_mark(node, "of")):
        return Polarity.NEGATIVE, Realis.ACTUAL
    if lemma == "go" and head.tag_ == "VBG" and infinitive:  # "is going to enter"
        return Polarity.POSITIVE, Realis.FUTURE
    if lemma in words["actual"] or not (dep in _CLAUSES or infinitive or node.pos_ in {"NOUN", "VERB"}):
        return FACT
    if lemma in words["future"] and (dep in {"xcomp", "acl", "obj", "nmod"} or infinitive):
        return Polarity.POSITIVE, Realis.FUTURE
    if dep == "obj" and any(lemma in verbs for verbs in lexicon.repelled.values()):  # "*pushed* back an offensive": it was fought
        return FACT
    found = lemma in words["indicating"] and (node.tag_ == "VBD" or any(c.dep_ == "aux" and c.lemma_ == "have" for c in node.children))
    wished = lemma in words["hypothetical"] and dep in _CLAUSES | {"obj"} and not found  # "suggests that they *killed* them"
    if wished and (infinitive or dep == "obj" or lemma in words["unreal_clause"]):
        return Polarity.POSITIVE, Realis.HYPOTHETICAL
    told = dep == "acl" and _has_mark(node, "that") and _past(node) and lemma not in words["nouns_unreal"]  # "in a *call* that they took X"
    if head.pos_ == "NOUN" and lemma in words["nouns_hypothetical"] and dep in {"acl", "nmod"} and not told:
        return Polarity.POSITIVE, Realis.HYPOTHETICAL
    if infinitive and lemma in words["sending"] and node.lemma_.lower() in words["helping"]:  # "sent troops *to support* X": it does
        return FACT
    if infinitive and dep in {"advcl", "acl", "xcomp"}:  # a purpose: "moved in to retake"
        return Polarity.POSITIVE, Realis.HYPOTHETICAL
    return FACT


def _own(node: Token, lexicon: Lexicon) -> Certainty:
    """What stands on the word itself: negators, modals, adverbs of doubt, conditional conjunctions, adjectives of plans."""
    words = lexicon.words
    polarity, realis = Polarity.POSITIVE, Realis.ACTUAL
    children = list(node.children)
    perfect = any(c.lower_ == "have" and c.dep_ == "aux" for c in children)
    told_after = any(c.lower_ in words["looking_back"] for c in children)  # "it *would later* storm the fort"
    to_be = _has_mark(node, "to") or any(c.dep_ == "mark" and c.lower_ in words["future"] for c in children)
    if node.tag_ == "VB" and to_be and any(c.lemma_ == "be" and c.dep_ in {"aux", "cop"} for c in children):
        realis = Realis.FUTURE  # "were to withdraw by Friday", "is *due* to leave"
    for child in children:
        lower, dep = child.lower_, child.dep_
        modal = dep == "aux" and child.pos_ == "AUX"
        if (
            (lower == "longer" and any(c.lower_ == "no" for c in child.children))
            or (
                dep in {"advmod", "det", "cc", "cc:preconj", "case", "mark"}
                and lower in words["negators"]
                and not _only_later(child, node)
                and not _not_only(child)
            )
            or (dep.startswith("nsubj") and _none(child, lexicon))
        ):
            polarity = Polarity.NEGATIVE
        elif (modal and lower in words["modal_future"]) or (dep == "amod" and lower in words["planned"]):
            realis = max(realis, Realis.FUTURE, key=_ORDER.index)
        elif (
            modal and lower in words["modal_hypothetical"] and not ((lower == "could" and perfect) or (lower == "would" and told_after))
        ) or (
            (dep == "advmod" and lower in words["doubt"])
            or (dep in {"mark", "advmod", "obl", "case"} and _conditional(child, node, lexicon))
        ):
            realis = Realis.HYPOTHETICAL
    return polarity, realis


def _only_later(negator: Token, node: Token) -> bool:
    """Whether it happened in the end: "did *not* leave *until* May", "*not before* they had shot him"."""
    if negator.i + 1 < len(negator.doc) and negator.nbor(1).lower_ in _UNTIL:
        return True
    return any(c.lower_ in {"did", "had"} for c in node.children) and any(
        c.lower_ in {"until", "till"} for child in node.rights for c in (child, *child.children) if c.dep_ in {"case", "mark"}
    )


def _not_only(negator: Token) -> bool:
    """Whether a negator says that more happened: "*not only* took the town", "*no sooner* had they taken it"."""
    behind = negator.nbor(1).lower_ if negator.i + 1 < len(negator.doc) else ""
    return (negator.lower_, behind) == ("no", "sooner") or (negator.lower_ == "not" and behind in {"only", "just", "merely"})


def _none(subject: Token, lexicon: Lexicon) -> bool:
    """Whether a subject says that nobody did: "*no* troops", "*neither* X nor Y", "*not* one of them"."""
    first = subject.left_edge
    if first.lower_ == "not" and first.nbor(1).lower_ in {"a", "one", "any", "even"}:
        return True
    words = {t.lower_ for t in subject.doc[first.i : subject.i + 1]}
    return bool(words & _NO & lexicon.words["negators"])


def _conditional(word: Token, node: Token, lexicon: Lexicon) -> bool:
    """Whether a word opens a condition: "if", "unless", "in case", "as soon as" before a present tense."""
    if word.lower_ == "case":
        return any(c.lower_ == "in" for c in word.children)
    if word.lower_ == "once" and any(c.dep_.startswith("nsubj") and c.i < word.i for c in node.lefts):
        return False  # "the town has *once* more been taken"
    if word.dep_ == "case" and node.pos_ == "NUM":
        return False  # "it was not *until 3 May* that they took it"
    if word.lower_ == "as" and node.head.lower_ in {"soon", "long"}:
        return node.tag_ not in {"VBD", "VBN"}
    phrase = " ".join([word.lower_, *(c.lower_ for c in word.children if c.dep_ == "fixed")])
    if phrase not in lexicon.words["conditional"] and word.lower_ not in lexicon.words["conditional"]:
        return False
    past = _past(node) or (node.tag_ == "VBG" and node.head.tag_ in {"VBD", "VBN"})  # "fled before *burning* it"
    return word.lower_ not in lexicon.words["temporal"] or not past


def _past(node: Token) -> bool:
    """Whether a form is a past one, whatever the tagger takes it for: "before the army *retook* it"."""
    present = node.lower_ == node.lemma_.lower() if node.tag_ == "VBP" else node.tag_ != "VBZ" or node.lower_.endswith("s")
    return node.tag_ in {"VBD", "VBN"} or not present


def _finite(node: Token) -> bool:
    return node.tag_ in TENSED or any(c.dep_ in {"aux", "aux:pass"} for c in node.children)


def _has_mark(node: Token, word: str) -> bool:
    return any(c.dep_ in {"mark", "case"} and c.lower_ == word for c in node.children)
