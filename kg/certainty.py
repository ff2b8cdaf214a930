"""Whether a clause is presented as fact: negation, plans, attempts, conditions and questions around its predicate."""

from spacy.tokens import Token

from kg.extraction import Polarity, Realis
from kg.lexicon import Lexicon

Certainty = tuple[Polarity, Realis]
FACT: Certainty = (Polarity.POSITIVE, Realis.ACTUAL)
_DEPTH = 6


def certainty(predicate: Token, lexicon: Lexicon) -> Certainty:
    """Polarity and realis of a predicate (verb or event noun), with all that governs it inside its sentence."""
    polarity, realis = Polarity.POSITIVE, Realis.ACTUAL
    words = lexicon.words
    node, depth = predicate, 0
    while depth < _DEPTH:
        found_polarity, found_realis = _own(node, lexicon)
        if found_polarity is Polarity.NEGATIVE:
            polarity = Polarity.NEGATIVE
        realis = _weaker(realis, found_realis)
        head, dep = node.head, node.dep_
        if head == node or dep in {"ROOT", "acl:relcl", "parataxis", "appos", "nsubj", "nsubj:pass"}:
            break
        if dep == "conj":
            if node.pos_ == "VERB" and any(c.dep_ in {"aux", "nsubj", "nsubj:pass"} for c in node.children):
                # a coordinated clause with its own subject or auxiliary stands alone, but shares what governs the first
                node = head
                head, dep = node.head, node.dep_
                if head == node or dep == "ROOT":
                    break
            elif node.pos_ == "VERB" and node.tag_ in {"VBD"}:
                node = head
                head, dep = node.head, node.dep_
                if head == node or dep == "ROOT":
                    break
            else:
                node, depth = head, depth + 1
                continue
        lemma = head.lemma_.lower()
        if dep in {"xcomp", "ccomp", "obj", "obl", "nmod", "acl", "advcl", "csubj"}:
            infinitive = any(c.lower_ == "to" and c.dep_ == "mark" for c in node.children)
            if lemma in words["negative"] and (dep in {"xcomp", "ccomp", "obj"} or infinitive or _has_mark(node, "from")):
                polarity = Polarity.NEGATIVE
            elif dep in {"xcomp", "ccomp"} or infinitive or (dep in {"obj", "nmod", "acl", "obl"} and node.pos_ in {"NOUN", "VERB"}):
                if lemma in words["actual"]:
                    pass
                elif lemma in words["future"] and (dep in {"xcomp", "acl"} or infinitive or dep in {"obj", "nmod"}):
                    realis = _weaker(realis, Realis.FUTURE)
                elif (
                    lemma in words["hypothetical"]
                    and dep in {"xcomp", "ccomp", "obj"}
                    and (infinitive or dep == "obj" or lemma in {"hope", "wish", "fear", "suggest"})
                ) or (head.pos_ == "NOUN" and lemma in words["nouns_hypothetical"] and dep in {"acl", "nmod"}):
                    realis = _weaker(realis, Realis.HYPOTHETICAL)
                elif infinitive and dep in {"advcl", "acl", "xcomp"} and lemma not in words["actual"]:
                    realis = _weaker(realis, Realis.HYPOTHETICAL)  # a purpose: "moved in to retake"
        if (
            dep in {"obl", "nmod"}
            and node.pos_ == "NOUN"
            and head.pos_ in {"VERB", "NOUN"}
            and not ({c.lower_ for c in node.children if c.dep_ == "case"} & {"for", "of", "on", "about", "to"})
        ):
            break
        finite = node.tag_ in {"VBD", "VBZ", "VBP"} or any(c.dep_ in {"aux", "aux:pass"} for c in node.children)
        if dep == "advcl" and finite and not any(c.dep_ == "mark" and c.lower_ == "to" for c in node.children):
            break  # an adverbial clause shares the negation or plan of its main clause only where it has no finite verb
        if dep == "ccomp" and lemma not in words["hypothetical"] | words["future"] | words["negative"]:
            break
        node, depth = head, depth + 1
    if predicate.sent[-1].text == "?" or (len(predicate.sent) > 1 and predicate.sent[-2].text == "?"):
        realis = _weaker(realis, Realis.HYPOTHETICAL)
    return polarity, realis


def presupposed(trigger: Token) -> bool:
    """Whether a word tells its relation inside a noun phrase ("to meet *President* X"), so that no plan or denial around the phrase touches it."""
    return trigger.pos_ not in {"VERB", "AUX"} and not any(c.dep_ == "cop" for c in trigger.children)


def _has_mark(node: Token, word: str) -> bool:
    return any(c.dep_ in {"mark", "case"} and c.lower_ == word for c in node.children)


def _weaker(first: Realis, second: Realis) -> Realis:
    order = (Realis.ACTUAL, Realis.FUTURE, Realis.HYPOTHETICAL)
    return max(first, second, key=order.index)


def _own(node: Token, lexicon: Lexicon) -> Certainty:
    """What stands on the word itself: negators, modal auxiliaries, conditional conjunctions."""
    words = lexicon.words
    polarity, realis = Polarity.POSITIVE, Realis.ACTUAL
    children = list(node.children)
    perfect = any(c.lower_ in {"have"} for c in children if c.dep_ == "aux")
    for child in children:
        lower = child.lower_
        if child.dep_ in {"advmod", "det", "cc:preconj", "case", "mark"} and lower in words["negators"]:
            polarity = Polarity.NEGATIVE
        elif child.dep_ == "aux" and child.pos_ == "AUX":
            if lower in words["modal_future"]:
                realis = _weaker(realis, Realis.FUTURE)
            elif lower in words["modal_hypothetical"] and not (lower == "could" and perfect):
                realis = _weaker(realis, Realis.HYPOTHETICAL)
        elif child.dep_ == "mark" and lower in words["conditional"] and (lower != "before" or not _past(node)):
            realis = _weaker(realis, Realis.HYPOTHETICAL)
        elif child.dep_ == "nsubj" and any(c.lower_ in {"no", "neither"} for c in child.children if c.dep_ == "det"):
            polarity = Polarity.NEGATIVE
    return polarity, realis


def _past(verb: Token) -> bool:
    return verb.tag_ in {"VBD", "VBN"}
