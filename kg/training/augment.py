"""
Rewrite gold trees into constructions that newswire is full of and that the treebanks hardly show.

    tail_attribution    "Y said that X."            → "X, Y said." / "“X,” said Y." / "Y said: “X.”"
    graft               "X." and "Y said that Z."   → "“X,” Y said."
    dated               "X happened in May."        → "In May, X happened."; without a date of its own: "On 18 May 2014, X happened."
    curly               "X", it's                   → “X”, it’s

Every rewriting keeps the labels and attachments that the annotators gave; new words follow the treebanks' own conventions
(in "On 18 May" the day heads its month, the comma after a fronted date hangs on the date).
"""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from kg.training.conllu import Sentence, Word

Tree = tuple[Word, ...]

SPEECH = frozenset(
    "say report claim announce add state confirm warn note tell insist acknowledge argue write reveal declare deny admit allege".split()
)
MONTHS = tuple("January February March April May June July August September October November December".split())
DAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_QUOTES = (("“", "”"), ('"', '"'), ("“", "”"))
_DIGITS = "NumForm=Digit|NumType=Card"
_QUESTION = frozenset("if whether how why what when where who which".split())
_LONGEST = 45


def subtree(words: Sequence[Word], top: int) -> list[int]:
    """The indices of a word and of all that depends on it, in order."""
    inside = {top}
    while more := {i for i, word in enumerate(words) if word.head in inside} - inside:
        inside |= more
    return sorted(inside)


def arrange(words: Sequence[Word], order: Sequence[int]) -> Tree | None:
    """The chosen words in a new order with heads renumbered and blanks mended; None if a chosen word's head is not chosen."""
    place = {old: new for new, old in enumerate(order)}
    if any(words[i].head not in place for i in order):
        return None
    following = [*order[1:], None]
    return tuple(
        replace(words[old], head=place[words[old].head], space=(after != old + 1 or words[old].space) and _blank(words, old, after))
        for old, after in zip(order, following, strict=True)
    )


def cut(words: Sequence[Word], chosen: Sequence[int], top: int) -> Tree | None:
    """Part of a tree as a tree of its own with `top` as its root; None if it is not one piece of the tree."""
    freed = list(words)
    freed[top] = replace(words[top], head=top, deprel="ROOT")
    return arrange(freed, chosen)


def tail_attribution(sentence: Sentence, rng: Random) -> Sentence | None:
    """A sentence "Y said X." with the speech first or in quotation marks; None if it is built otherwise."""
    words = sentence.words
    found = _speech(words)
    if found is None:
        return None
    verb, _, content = found
    said = subtree(words, content)
    body = [i for i in said if not (words[i].head == content and words[i].form.lower() == "that" and words[i].deprel == "mark")]
    speaker = [i for i in _unstopped(words) if i not in said and words[i].deprel not in {"cc", "punct"}]
    return _join(cut(words, body, content), cut(words, speaker, verb), rng)


def attribution(sentence: Sentence) -> Tree | None:
    """Who said it, from a sentence "Y said X.": a tree such as "the ministry said on Friday", for other sentences to be grafted on."""
    words = sentence.words
    found = _speech(words)
    if found is None or words[found[0]].xpos != "VBD" or words[found[1]].upos == "PRON":
        return None
    verb, _, content = found
    said = subtree(words, content)
    speaker = [i for i in _unstopped(words) if i not in said and words[i].deprel not in {"cc", "punct", "advcl"}]
    return cut(words, speaker, verb) if len(speaker) <= 12 else None


def graft(sentence: Sentence, speaker: Tree, rng: Random) -> Sentence | None:
    """A plain statement attributed to a speaker from another sentence; None if it is no plain statement with subject and verb."""
    words = sentence.words
    root = _root(words)
    plain = words[-1].form == "." and 6 <= len(words) <= _LONGEST and words[root].upos == "VERB" and "VerbForm=Fin" in words[root].feats
    if not plain or not _children(words, root, "nsubj", "nsubj:pass") or _quoted(words) or words[root].lemma in SPEECH:
        return None
    return _join(cut(words, _unstopped(words), root), speaker, rng)


def dated(sentence: Sentence, rng: Random) -> Sentence | None:
    """A sentence that began with its subject begins with a date: its own where it has one, else an invented one."""
    words = list(sentence.words)
    root = _root(words)
    subjects = _children(words, root, "nsubj", "nsubj:pass")
    if len(subjects) != 1 or words[root].upos != "VERB" or subtree(words, subjects[0])[0] != 0 or len(words) > _LONGEST or _quoted(words):
        return None
    date = _own_date(words, root)
    if date is None:
        if words[root].xpos not in {"VBD", "VBN"}:
            return None
        date = list(range(len(words), len(words) + 6))
        words += invented_date(root, len(words), rng)
        date = date[: len(words) - date[0]]
    head = next(i for i in date if words[i].head == root)
    comma = len(words)
    words.append(_mark(",", ",", head))
    words[0] = _lowered(words[0])
    words[date[0]] = _capitalised(words[date[0]])
    rest = [i for i in range(len(sentence.words)) if i not in date]
    tree = arrange(words, [*date, *([comma] if rng.random() < 0.85 else []), *rest])
    return Sentence(tree) if tree else None


def invented_date(root: int, start: int, rng: Random) -> list[Word]:
    """A date phrase whose words stand at `start` and after, and whose head hangs on `root`."""
    month = Word(rng.choice(MONTHS), "", "PROPN", "NNP", "Number=Sing", 0, "obl")
    day = Word(str(rng.randint(1, 30)), "", "NUM", "CD", _DIGITS, 0, "obl")
    year = Word(str(rng.randint(1990, 2026)), "", "NUM", "CD", _DIGITS, 0, "obl")
    weekday = Word(rng.choice(DAYS), "", "PROPN", "NNP", "Number=Sing", 0, "obl")
    preposition, members, head = rng.choice(
        [
            ("On", [day, month], 0),
            ("On", [month, day], 1),
            ("On", [day, month, year], 0),
            ("On", [weekday], 0),
            ("In", [month, year], 0),
            ("In", [year], 0),
            ("By", [month], 0),
            ("Since", [month, year], 0),
        ]
    )
    case = Word(preposition, preposition.lower(), "ADP", "IN", "", start + 1 + head, "case")
    return [
        case,
        *(
            replace(word, lemma=word.form, head=root)
            if i == head
            else replace(word, lemma=word.form, head=start + 1 + head, deprel="nmod:unmarked")
            for i, word in enumerate(members)
        ),
    ]


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
        speaker = (_lowered(speaker[0]), *speaker[1:])
        speaker = _inverted(speaker) if rng.random() < 0.3 else speaker
    # All words stand in one list, marks last; `order` then says how they are written.
    root, verb = _root(body), len(body) + _root(speaker)
    words = [*body, *(replace(word, head=word.head + len(body)) for word in speaker)]
    words[root] = replace(words[root], head=verb, deprel="ccomp")
    said, who = list(range(len(body))), list(range(len(body), len(words)))
    words[0] = _capitalised(words[0])
    if style == "colon":
        words[who[0]] = _capitalised(words[who[0]])
        marks = [_mark(":", ":", root), _mark(opening, "``", root), _mark(".", ".", root), _mark(closing, "''", root)]
        colon, left, stop, right = range(len(words), len(words) + 4)
        order = [*who, colon, left, *said, stop, right]
    else:
        marks = [_mark(",", ",", root), _mark(".", ".", verb), _mark(opening, "``", root), _mark(closing, "''", root)]
        comma, stop, left, right = range(len(words), len(words) + 4)
        order = [*said, comma, *who, stop] if style == "plain" else [left, *said, comma, right, *who, stop]
    tree = arrange([*words, *marks], order)
    return Sentence(tree) if tree else None


def _inverted(speaker: Tree) -> Tree:
    """Turn "the ministry said" into "said the ministry", where subject and verb stand side by side and the verb has no auxiliary."""
    verb = _root(speaker)
    subjects = _children(speaker, verb, "nsubj")
    named = subtree(speaker, subjects[0]) if subjects else []
    if named != list(range(verb)) or speaker[subjects[0]].upos == "PRON":
        return speaker
    return arrange(speaker, [verb, *named, *range(verb + 1, len(speaker))]) or speaker


def _speech(words: Sequence[Word]) -> tuple[int, int, int] | None:
    """Verb of speech, its subject and the head of what is said in a plain "Y said (that) X."; None for any other sentence."""
    root = _root(words)
    if words[root].lemma not in SPEECH or words[root].upos != "VERB" or len(words) > _LONGEST or _quoted(words):
        return None
    subjects, contents = _children(words, root, "nsubj"), _children(words, root, "ccomp")
    if len(subjects) != 1 or len(contents) != 1 or not subjects[0] < root < contents[0]:
        return None
    said = subtree(words, contents[0])
    unbroken = said == list(range(said[0], _unstopped(words)[-1] + 1))
    if not unbroken or len(said) < 4 or words[said[0]].form.lower() in _QUESTION or words[said[0]].upos == "PUNCT":
        return None
    return root, subjects[0], contents[0]


def _own_date(words: Sequence[Word], root: int) -> list[int] | None:
    """The words of a date phrase that hangs on the root and follows it."""
    for top in _children(words, root, "obl", "obl:unmarked"):
        phrase = subtree(words, top)
        temporal = any(words[i].form in MONTHS or words[i].form in DAYS for i in phrase)
        if (
            temporal
            and top > root
            and len(phrase) <= 5
            and phrase == list(range(phrase[0], phrase[-1] + 1))
            and words[phrase[0]].upos != "PUNCT"
        ):
            return phrase
    return None


def _root(words: Sequence[Word]) -> int:
    return next(i for i, word in enumerate(words) if word.head == i)


def _children(words: Sequence[Word], head: int, *labels: str) -> list[int]:
    return [i for i, word in enumerate(words) if word.head == head and i != head and word.deprel in labels]


def _unstopped(words: Sequence[Word]) -> list[int]:
    """All indices but that of a final full stop."""
    return list(range(len(words) - (words[-1].form == ".")))


def _quoted(words: Sequence[Word]) -> bool:
    return any(word.xpos in {"``", "''"} or word.form in {"?", ":"} for word in words)


def _mark(form: str, xpos: str, head: int) -> Word:
    return Word(form, '"' if xpos in {"``", "''"} else form, "PUNCT", xpos, "", head, "punct")


def _capitalised(word: Word) -> Word:
    return replace(word, form=word.form[0].upper() + word.form[1:])


def _lowered(word: Word) -> Word:
    """A word that no longer begins its sentence: small, unless it is a name, an abbreviation or "I"."""
    if word.upos == "PROPN" or word.xpos == "JJ" or word.form == "I" or any(letter.isupper() for letter in word.form[1:]):
        return word
    return replace(word, form=word.form[0].lower() + word.form[1:])


def _blank(words: Sequence[Word], left: int, right: int | None) -> bool:
    """Whether a blank stands between two words that have come to be neighbours."""
    return right is None or not (words[left].xpos == "``" or words[right].xpos == "''" or words[right].form in {",", ".", ":"})
