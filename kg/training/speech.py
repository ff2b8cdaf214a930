"""
Rewrite reported speech in gold trees into the forms that newswire is full of and that the treebanks hardly show.

    tail_attribution    "Y said that X."            → "X, Y said." / "“X,” said Y." / "Y said: “X.”"
    graft               "X." and "Y said that Z."   → "“X,” Y said."
    curly               "X", it's                   → “X”, it’s

Labels and attachments stay those that the annotators gave; new marks hang where the treebanks hang theirs.
"""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from kg.training.conllu import Sentence, Word
from kg.training.rearrange import LONGEST, Tree, arrange, capitalised, children, cut, lowered, mark, quoted, root, subtree, unstopped

SPEECH = frozenset(
    "say report claim announce add state confirm warn note tell insist acknowledge argue write reveal declare deny admit allege".split()
)
_QUOTES = (("“", "”"), ('"', '"'), ("“", "”"))
_QUESTION = frozenset("if whether how why what when where who which".split())


def tail_attribution(sentence: Sentence, rng: Random) -> Sentence | None:
    """A sentence "Y said X." with the speech first or in quotation marks; None if it is built otherwise."""
    words = sentence.words
    found = _speech(words)
    if found is None:
        return None
    verb, _, content = found
    said = subtree(words, content)
    body = [i for i in said if not (words[i].head == content and words[i].form.lower() == "that" and words[i].deprel == "mark")]
    speaker = [i for i in unstopped(words) if i not in said and words[i].deprel not in {"cc", "punct"}]
    return _join(cut(words, body, content), cut(words, speaker, verb), rng)


def attribution(sentence: Sentence) -> Tree | None:
    """Who said it, from a sentence "Y said X.": a tree such as "the ministry said on Friday", for other sentences to be grafted on."""
    words = sentence.words
    found = _speech(words)
    if found is None or words[found[0]].xpos != "VBD" or words[found[1]].upos == "PRON":
        return None
    verb, _, content = found
    said = subtree(words, content)
    speaker = [i for i in unstopped(words) if i not in said and words[i].deprel not in {"cc", "punct", "advcl"}]
    return cut(words, speaker, verb) if len(speaker) <= 12 else None


def graft(sentence: Sentence, speaker: Tree, rng: Random) -> Sentence | None:
    """A plain statement attributed to a speaker from another sentence; None if it is no plain statement with subject and verb."""
    words = sentence.words
    head = root(words)
    plain = words[-1].form == "." and 6 <= len(words) <= LONGEST and words[head].upos == "VERB" and "VerbForm=Fin" in words[head].feats
    if not plain or not children(words, head, "nsubj", "nsubj:pass") or quoted(words) or words[head].lemma in SPEECH:
        return None
    return _join(cut(words, unstopped(words), head), speaker, rng)


def curly(sentence: Sentence) -> Sentence | None:
    """The same tree with typographic quotation marks and apostrophes; None if there is nothing to change."""
    changed = tuple(replace(word, form=_curly(word)) for word in sentence.words)
    return Sentence(changed, sentence.paragraph) if changed != sentence.words else None


def _curly(word: Word) -> str:
    if word.form == '"':
        return "“" if word.xpos == "``" else "”"
    if word.form == "'" and word.xpos == "``":
        return "‘"
    return word.form.replace("'", "’")


def _join(body: Tree | None, speaker: Tree | None, rng: Random) -> Sentence | None:
    """Speech and speaker as one sentence, in one of the orders that news writes."""
    if body is None or speaker is None:
        return None
    opening, closing = rng.choice(_QUOTES)
    style = rng.choice(["plain", "plain", "quote", "quote", "colon"])
    if style != "colon":
        speaker = (lowered(speaker[0]), *speaker[1:])
        speaker = _inverted(speaker) if rng.random() < 0.3 else speaker
    # All words stand in one list, marks last; `order` then says how they are written.
    content, verb = root(body), len(body) + root(speaker)
    words = [*body, *(replace(word, head=word.head + len(body)) for word in speaker)]
    words[content] = replace(words[content], head=verb, deprel="ccomp")
    said, who = list(range(len(body))), list(range(len(body), len(words)))
    words[0] = capitalised(words[0])
    if style == "colon":
        words[who[0]] = capitalised(words[who[0]])
        marks = [mark(":", ":", content), mark(opening, "``", content), mark(".", ".", content), mark(closing, "''", content)]
        colon, left, stop, right = range(len(words), len(words) + 4)
        order = [*who, colon, left, *said, stop, right]
    else:
        marks = [mark(",", ",", content), mark(".", ".", verb), mark(opening, "``", content), mark(closing, "''", content)]
        comma, stop, left, right = range(len(words), len(words) + 4)
        order = [*said, comma, *who, stop] if style == "plain" else [left, *said, comma, right, *who, stop]
    tree = arrange([*words, *marks], order)
    return Sentence(tree) if tree else None


def _inverted(speaker: Tree) -> Tree:
    """Turn "the ministry said" into "said the ministry", where subject and verb stand side by side and the verb has no auxiliary."""
    verb = root(speaker)
    subjects = children(speaker, verb, "nsubj")
    named = subtree(speaker, subjects[0]) if subjects else []
    if named != list(range(verb)) or speaker[subjects[0]].upos == "PRON":
        return speaker
    return arrange(speaker, [verb, *named, *range(verb + 1, len(speaker))]) or speaker


def _speech(words: Sequence[Word]) -> tuple[int, int, int] | None:
    """Verb of speech, its subject and the head of what is said in a plain "Y said (that) X."; None for any other sentence."""
    verb = root(words)
    if words[verb].lemma not in SPEECH or words[verb].upos != "VERB" or len(words) > LONGEST or quoted(words):
        return None
    subjects, contents = children(words, verb, "nsubj"), children(words, verb, "ccomp")
    if len(subjects) != 1 or len(contents) != 1 or not subjects[0] < verb < contents[0]:
        return None
    said = subtree(words, contents[0])
    unbroken = said == list(range(said[0], unstopped(words)[-1] + 1))
    if not unbroken or len(said) < 4 or words[said[0]].form.lower() in _QUESTION or words[said[0]].upos == "PUNCT":
        return None
    return verb, subjects[0], contents[0]
