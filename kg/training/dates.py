"""Begin gold sentences with a date, as news does ("On 18 May, rebels …"), so that the parser does not lose the subject behind it."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from kg.training.conllu import Sentence, Word
from kg.training.rearrange import LONGEST, arrange, capitalised, children, lowered, mark, quoted, root, subtree

MONTHS = tuple("January February March April May June July August September October November December".split())
DAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_DIGITS = "NumForm=Digit|NumType=Card"


def dated(sentence: Sentence, rng: Random) -> Sentence | None:
    """A sentence that began with its subject begins with a date: its own where it has one, else an invented one."""
    words = list(sentence.words)
    verb = root(words)
    subjects = children(words, verb, "nsubj", "nsubj:pass")
    if len(subjects) != 1 or words[verb].upos != "VERB" or subtree(words, subjects[0])[0] != 0 or len(words) > LONGEST or quoted(words):
        return None
    date = _own_date(words, verb)
    if date is None:
        if words[verb].xpos not in {"VBD", "VBN"}:
            return None
        invented = invented_date(verb, len(words), rng)
        date = list(range(len(words), len(words) + len(invented)))
        words += invented
    head = next(i for i in date if words[i].head == verb)
    comma = len(words)
    words.append(mark(",", ",", head))
    words[0] = lowered(words[0])
    words[date[0]] = capitalised(words[date[0]])
    rest = [i for i in range(len(sentence.words)) if i not in date]
    tree = arrange(words, [*date, *([comma] if rng.random() < 0.85 else []), *rest])
    return Sentence(tree) if tree else None


def invented_date(verb: int, start: int, rng: Random) -> list[Word]:
    """A date phrase whose words stand at `start` and after, and whose head hangs on `verb`."""
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
            replace(word, lemma=word.form, head=verb)
            if i == head
            else replace(word, lemma=word.form, head=start + 1 + head, deprel="nmod:unmarked")
            for i, word in enumerate(members)
        ),
    ]


def _own_date(words: Sequence[Word], verb: int) -> list[int] | None:
    """The words of a date phrase that hangs on the verb and follows it."""
    for top in children(words, verb, "obl", "obl:unmarked"):
        phrase = subtree(words, top)
        temporal = any(words[i].form in MONTHS or words[i].form in DAYS for i in phrase)
        if (
            temporal
            and top > verb
            and len(phrase) <= 5
            and phrase == list(range(phrase[0], phrase[-1] + 1))
            and words[phrase[0]].upos != "PUNCT"
        ):
            return phrase
    return None
