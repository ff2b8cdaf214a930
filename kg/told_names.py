"""What the words around a name tell it to be, whatever NER says: "*the village of* X", "X *executed two*", "*led by* X"."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from kg.frames import SUBJECT
from kg.lexicon import Lexicon
from kg.spelling import plain

_QUOTES = frozenset({'"', "“", "”"})
_CALLED = frozenset({"as", "called", "named", "nicknamed", "dubbed"})
_ONESELF = frozenset({"himself", "herself"})
_PLACED = frozenset({"in", "near", "outside", "towards", "toward", "around", "into"})
_ENDING = frozenset({",", ".", ";", "in", "of", "that", "which", "who", "whose", "with", "from", "for", "on", "at", "near", ")"})
_BEFORE = 5  # words in front of a name by which somebody calls it: "a man who goes by the name of X"
_LONGEST = 7  # words of an apposition up to its noun: "X, a small but well-armed Turkmen rebel *group*"
_INDEFINITE = frozenset({"a", "an", "one", "another"})


def told(doc: Doc, first: int, last: int, lexicon: Lexicon) -> Iterator[tuple[str, bool]]:
    """The classes that the surroundings of one name tell, each with whether it is called so, rather than stands where such names stand."""
    name = doc[first:last]
    if any(t.text in _QUOTES for t in doc[first + 1 : last - 1]):
        yield "Person", True  # 'Samuel "Fox" Doe'
    if spelled(name[0].text) in lexicon.words["group_names"] and not (last - first == 1 and name[0].is_sent_start):
        yield "ArmedGroup", True
    if {spelled(name[0].text), spelled(name[-1].text)} & lexicon.words["body_names"]:
        yield "Organization", True
    for class_name in (*_apposed(name, lexicon), *_in_front(doc, first, lexicon), *_behind(doc, last, lexicon)):
        yield class_name, True
    for class_name in (*_titled(name, lexicon), *_behind_preposition(doc, first, lexicon), *_in_clause(name, lexicon)):
        yield class_name, False


def spelled(word: str) -> str:
    """The first part of a word without accents, in small letters: "Jumbesh-e-Shamal" begins like "Jumbesh"."""
    return plain(word.partition("-")[0].replace("’", "").replace("'", "")).lower()


def _titled(name: Span, lexicon: Lexicon) -> Iterator[str]:
    """Whether a name opens with a title and stands where people do: "under *Count* X", but not "entered Sheikh Miskin"."""
    title, end = name[0].lower_.rstrip("."), name[-1].lower_
    opens = len(name) > 1 and title in lexicon.words["nobles"] | lexicon.words["ranks"] and end not in lexicon.heads
    if opens and name.root.dep_ not in {"obj", "nsubj:pass"}:
        yield "Person"


def _class_of(noun: Token, lexicon: Lexicon) -> str | None:
    """The class that a common noun tells of a name that it stands beside."""
    lemma = noun.lemma_.lower()
    if noun.pos_ != "NOUN" or lemma in lexicon.words["members"]:
        return None
    if lemma in lexicon.words["ranks"] or lemma in lexicon.roles_by_noun:
        return "Person"
    if lemma in lexicon.words["collectives"]:
        return "ArmedGroup"
    kind = lexicon.kind(noun)
    if kind in {"Person", "Place", "Organization"}:
        return lexicon.classes[kind]
    return None


def _apposed(name: Span, lexicon: Lexicon) -> Iterator[str]:
    """What the noun tells to which a name is an apposition: "two *villages*, X and Y", "its *capital*, X"."""
    for token in name:
        head = token.head
        if head.dep_ == "appos" and token.dep_ == "conj":
            head = head.head
        elif token.dep_ != "appos":
            continue
        inside = head.dep_ in {"nmod", "compound"} or (head.dep_ == "obl" and head.tag_ == "NN")  # "the emir in the *mountains*, X"
        if head.pos_ == "NOUN" and head.i < name.start and lexicon.kind(head) == "Place" and not inside:
            yield "Place"


def region(name: Span, lexicon: Lexicon) -> bool:
    """Whether a name ends in a word for a region and has no article, as regions have none: "in *Bajaur Agency*"."""
    before = name.doc[max(0, name.start - 1)].lower_
    return len(name) > 1 and name[-1].lower_ in lexicon.words["regions"] and before in _PLACED | {"of", "across", "throughout", "from"}


def _in_front(doc: Doc, first: int, lexicon: Lexicon) -> Iterator[str]:
    i = first - 1
    while i > 0 and (doc[i].text in _QUOTES or doc[i].lower_ == "the"):
        i -= 1
    if i < 0:
        return
    word, before, bare = doc[i], doc[max(0, i - 1)], i == first - 1
    titles = lexicon.words["ranks"] | lexicon.words["nobles"]
    noun = before if word.text == "," else word
    if bare and word.text[:1].isupper() and word.lower_.rstrip(".") in titles:
        yield "Person"
    elif bare and noun.tag_ == "NN" and (noun.lower_ in titles or _class_of(noun, lexicon) == "Person"):
        yield "Person"  # "the teacher X", "the preacher, X"
    elif word.tag_ == "NN" and bare and lexicon.kind(word) == "Place":
        yield "Place"  # "the village X"
    elif word.lower_ == "alias":
        yield "Person"
    elif word.lower_ in _CALLED | {"of"}:
        yield from _calling(doc, i, lexicon)
    of = _of(doc, first)
    if of is not None and of.nbor(-1).lower_ in lexicon.words["settlements"]:
        yield "Place"


def _of(doc: Doc, first: int) -> Token | None:
    """The "of" before a name, or before the name that it stands in a list with: "the towns *of* X and Y"."""
    token = doc[first]
    while token.dep_ in {"flat", "compound"} and token.head != token:
        token = token.head
    for head in (doc[first], token.head.left_edge if token.dep_ == "conj" else doc[first]):
        at = head if head.lower_ == "of" else doc[max(0, head.i - 1)]
        if at.lower_ == "of" and at.i > 0:
            return at
    return None


def _commanded(doc: Doc, by: int, lexicon: Lexicon) -> bool:
    """Whether "by" follows a word of leading, with a date or adverb between at the most: "led since 2006 by"."""
    return any(t.lemma_.lower() in lexicon.commanding and t.tag_ == "VBN" for t in doc[max(0, by - 3) : by])


def _calling(doc: Doc, i: int, lexicon: Lexicon) -> Iterator[str]:
    """What somebody or something is that is called by a name: "a *man* known only as X", "who calls *himself* X"."""
    words = doc[max(0, i - _BEFORE) : i]
    if doc[i].lower_ == "of" and not (len(words) and words[-1].lower_ == "name"):
        return
    if any(t.lower_ in _ONESELF for t in words):
        yield "Person"
    if doc[i].lower_ == "as" and not any(t.lower_ == "known" for t in words):
        return
    noun = next((t for t in reversed(words) if t.pos_ == "NOUN" and t.lower_ != "name"), None)
    class_name = _class_of(noun, lexicon) if noun is not None else None
    if class_name is not None:
        yield class_name


def _behind(doc: Doc, last: int, lexicon: Lexicon) -> Iterator[str]:
    if last + 2 >= len(doc):
        return
    if doc[last].text == "," and doc[last + 1].lower_ == "where":
        yield "Place"
    if doc[last].text != "," or doc[last + 1].lower_ not in _INDEFINITE:
        return
    noun: Token | None = None
    for token in doc[last + 2 : last + 2 + _LONGEST]:
        if token.pos_ not in {"NOUN", "ADJ", "PROPN", "PUNCT", "CCONJ", "ADV", "VERB"} or token.text in _ENDING:
            break
        noun = token if token.tag_ == "NN" else noun
    if noun is not None and noun.i + 1 < len(doc) and doc[noun.i + 1].lower_ in _ENDING:
        class_name = _class_of(noun, lexicon)
        if class_name is not None:
            yield class_name


def _behind_preposition(doc: Doc, first: int, lexicon: Lexicon) -> Iterator[str]:
    """What a preposition tells: "*in* X", "led *by* X", "the band *under* X"."""
    word = doc[max(0, first - 1)]
    if word.lower_ in _PLACED:
        yield "Place"
    elif word.lower_ == "of" and first > 1 and doc[first - 2].lower_ in lexicon.words["stretches"]:
        yield "Place"  # "most of X"
    elif word.lower_ == "under" or (word.lower_ == "by" and _commanded(doc, word.i, lexicon)):
        yield "Person"


def _in_clause(name: Span, lexicon: Lexicon) -> Iterator[str]:
    """What the verb tells in whose slot a name stands."""
    root = name.root
    verb = root.head
    called = root.dep_ == "nsubj" and verb.tag_ == "NN" and any(c.dep_ == "cop" for c in verb.lefts)
    if called and _class_of(verb, lexicon) == "Person":
        yield "Person"  # "X is its secretary"
    if verb.pos_ != "VERB" or verb == root:
        return
    lemma = verb.lemma_.lower()
    passive = any(c.dep_ in {"aux:pass", "nsubj:pass"} for c in verb.children)
    definite = name.start > 0 and name.doc[name.start - 1].lower_ == "the"  # "*the* Fist lost the town"
    acts = lemma in lexicon.words["acting"] or (definite and _active(lemma, lexicon))
    if acts and ((root.dep_ == "nsubj" and not passive) or root.dep_ == "obl:agent"):
        yield "ArmedGroup"
    elif root.dep_ in {"obj", "nsubj:pass"} and lemma in lexicon.words["taken"]:
        yield "Place"
    elif root.dep_ in {"obj", "nsubj:pass"} and lemma in lexicon.words["befalling"]:
        yield "Person"


def _active(verb: str, lexicon: Lexicon) -> bool:
    """Whether the subject of a verb (lemma) does something to somebody or some place."""
    frames = lexicon.verb_frames.get(verb, ())
    return any(f.first == SUBJECT and not f.nouns and not f.fired and f.relation != lexicon.location_relation for f in frames)
