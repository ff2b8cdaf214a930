"""Who does what to whom in a clause: predicate and arguments from a Universal Dependencies tree, active or passive."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.coordination import among_them, coordinated, gapped, wounded_beside
from kg.finite import agreeing, object_before, placed, so_called, stranded
from kg.verb_particles import finishing

RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_BY = frozenset({"by"})
_OF = frozenset({"of"})
# what an object never has before it: "pushed deeper *into* X"; but "at least", "over 300 men"
_OBLIQUE = frozenset({"alongside", "beside", "with", "against", "from", "into", "inside", "towards"})
_INCLUDING = frozenset({"including"})
TIMES = frozenset(
    "morning afternoon evening night day week month year today yesterday monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december".split()
)
# "promised to withdraw": here the subject, not the object, is who withdraws
_SUBJECT_CONTROL = frozenset({"promise", "vow", "threaten", "pledge", "swear"})


@dataclass(frozen=True)
class Clause:
    """
    A verb with its arguments as the voice gives them: `subjects` act, `objects` undergo, whatever the surface says.

    `borrowed` tells that the subject stands in another clause ("entered the city, *forcing* …").
    """

    verb: Token
    passive: bool
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]
    obliques: tuple[tuple[frozenset[str], Token], ...]
    particles: frozenset[str]
    borrowed: bool


def case_words(token: Token) -> frozenset[str]:
    """The prepositions before a noun phrase, with the words of a fixed expression ("out of")."""
    words: set[str] = set()
    for child in token.children:
        if child.dep_ == "case" or (child.dep_ in {"advmod", "mark"} and child.lower_ in {"out", "inside", "outside", "near", "alongside"}):
            words.add(child.lower_)
            words.update(c.lower_ for c in child.children if c.dep_ == "fixed")
    if not words and token.left_edge.dep_ == "case" and token.left_edge.head.dep_ in {"compound", "amod", "nmod", "nmod:poss", "flat"}:
        words.add(token.left_edge.lower_)  # "on the Regiment 121 base", with "on" hung on "Regiment"
    if not words and token.left_edge.pos_ == "ADP" and token.left_edge.head.dep_ == "nummod":
        words.add(token.left_edge.lower_)  # "over three villages", with "over" hung on "three"
    return frozenset(words)


def tells_time(token: Token) -> bool:
    """Whether a phrase's head names a day, a month or another time: "Thursday", "*4* April 2013"."""
    return token.lemma_.lower() in TIMES or (token.pos_ == "NUM" and any(c.lower_ in TIMES for c in token.children))


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive: by its auxiliary or subject, or as a bare participle without object."""
    deps = {c.dep_ for c in verb.children}
    if deps & {"aux:pass", "nsubj:pass", "obl:agent"}:
        return True
    if verb.tag_ != "VBN" or "aux" in deps or "nsubj" in deps:
        return False
    if verb.dep_ in {"acl", "advcl", "amod"}:
        return "obj" not in deps
    return verb.dep_ == "conj" and "obj" not in deps and verb.head.pos_ == "VERB" and is_passive(verb.head)


def antecedent(pronoun: Token) -> Token:
    """What a relative pronoun stands for: the noun that its clause modifies; else the pronoun itself."""
    if pronoun.lower_ in RELATIVE:
        node = pronoun
        while node.dep_ not in {"ROOT", "acl:relcl", "advcl:relcl"} and node.head != node:
            node = node.head
        if (node.dep_ == "advcl:relcl" and pronoun.dep_ == "obj") or (node.dep_ == "acl:relcl" and tells_time(node.head)):
            return object_before(node) or pronoun
        if node.dep_ == "acl:relcl":
            return placed(agreeing(node.head, node) if pronoun.dep_.startswith("nsubj") else node.head)
    return so_called(pronoun) if pronoun.lower_ == "what" else pronoun


def surface_subject(verb: Token, depth: int = 0) -> tuple[tuple[Token, ...], bool]:
    """The grammatical subject and whether it had to be borrowed from a governing clause; () where there is none."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    if len(own) > 1:  # "Troops of the 7th Division this morning captured …"
        own = [c for c in own if c.lemma_.lower() not in TIMES] or own
    if own:
        # the parser sometimes gives two subjects; the one nearest to the verb is the safer
        nearest = max((c for c in own if c.i < verb.i), key=lambda c: c.i, default=own[0])
        joined = own if any(c.dep_ == "cc" for c in nearest.children) else [nearest]  # "the army *and the rebels* fought"
        if any(
            c.dep_ == "cc" and own[0].i < c.i < nearest.i for c in verb.lefts
        ):  # "A, B *and C* were killed", with "and" hung on the verb
            joined = [own[0], *(c for c in own[0].rights if c.dep_ == "appos" and c.pos_ == own[0].pos_), *own[1:]]
        return tuple(t for c in joined for t in coordinated(antecedent(c))), False
    head, dep = verb.head, verb.dep_
    if depth > 4 or head == verb:
        return (), False
    if dep == "advcl" and verb.tag_ == "VBN" and verb.i > 1 and verb.nbor(-1).text == "," and is_passive(verb):
        noun = _phrase_before(verb.nbor(-1))  # "the Guard (PFG), commanded by X, drove …"
        if noun is not None:
            return (noun,), True
    if dep == "acl:relcl":
        return (), False
    if dep == "acl" and verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).lower_ in {",", "after"}:
        # "bombed the market of X, a village in Y, killing dozens", "days after taking Z": it belongs to the clause, not to the last noun
        governor = next((t for t in verb.ancestors if t.pos_ == "VERB"), None)
        if governor is not None:
            return surface_subject(governor, depth + 1)[0], True
    if dep == "acl":
        return (
            (tuple(coordinated(head)), True) if verb.tag_ in {"VBG", "VBN", "VBD"} or is_passive(verb) else surface_subject(head, depth + 1)
        )
    marks = {"of", "from", "with"} if head.lemma_ == "charge" else {"of", "from"}  # "charged the army *with* shelling"
    if dep == "xcomp" or (dep in {"advcl", "ccomp"} and any(c.dep_ == "mark" and c.lower_ in marks for c in verb.children)):
        controller = next((c for c in head.children if c.dep_ in {"obj", "iobj"}), None)
        if controller is not None and head.lemma_ not in _SUBJECT_CONTROL:
            return tuple(coordinated(antecedent(controller))), True
        return surface_subject(head, depth + 1)[0], True
    if dep in {"conj", "advcl", "ccomp", "parataxis", "amod"} and head.pos_ in {"VERB", "AUX", "NOUN", "ADJ"}:
        return surface_subject(head, depth + 1)[0], True
    return (), False


def _phrase_before(comma: Token) -> Token | None:
    """The head of the noun phrase that ends where a comma stands."""
    node = comma.nbor(-1)
    if node.text == ")":
        node = node.head
    if node.pos_ not in {"NOUN", "PROPN"}:
        return None
    while (
        node.dep_ in {"compound", "flat", "nmod", "appos", "nmod:poss", "conj"}
        and node.head.i < comma.i
        and node.head.pos_ in {"NOUN", "PROPN"}
    ):
        node = node.head
    return node


def clause(verb: Token) -> Clause:
    """The clause of a verb."""
    passive = is_passive(verb)
    subject, borrowed = surface_subject(verb)
    objects: list[Token] = []
    agents: list[Token] = []
    obliques: list[tuple[frozenset[str], Token]] = []
    particles: set[str] = set()
    for child in verb.children:
        dep = child.dep_
        if dep in {"obj", "iobj"} and not case_words(child) & _OBLIQUE:
            objects.extend(coordinated(antecedent(child)))
            for part in (child, *modifiers(child, _OF)):  # "most of the valley, including X", "three towns, among them Y"
                objects.extend(modifiers(part, _INCLUDING))
                objects.extend(t for t in among_them(part) if t not in objects)
        elif (dep == "obl:agent" and "of" not in case_words(child)) or (passive and dep.startswith("obl") and "by" in case_words(child)):
            agents.extend(coordinated(antecedent(child)))
        elif dep.startswith("obl") or dep in {"nmod", "obj", "iobj"}:
            words = case_words(child)
            if not words and any(c.dep_ == "cc" for c in child.children):  # "from X, as well as Y"
                words = obliques[-1][0] if obliques else _INCLUDING
            if (
                not words
                and not objects
                and not passive
                and child.left_edge.i == verb.i + 1
                and child.text[:1].isupper()
                and child.lemma_.lower() not in TIMES
            ):
                words = _INCLUDING  # "attacked Sibut", with the town taken for a time
            if "including" in words:  # "several villages, including X and Y"
                objects.extend(coordinated(child))
            elif "among" in words and child.lower_ == "them":  # "three towns, among them X"
                objects.extend(t for c in child.rights if c.pos_ == "PROPN" for t in coordinated(c))
            else:
                # "from X in January and *from Y* in March", hung on January
                meant = antecedent(child)
                obliques.extend((words if token == meant else case_words(token) or words, token) for token in coordinated(meant))
        elif dep in {"compound:prt", "advmod"}:
            particles.add(child.lower_)  # "pushed deeper *into* X", hung on "deeper"
            obliques.extend((case_words(c), token) for c in child.rights if c.dep_ == "obl" for token in coordinated(antecedent(c)))
        elif passive and dep == "advcl" and child.tag_ == "VBG" and [c.lower_ for c in child.lefts] == ["by"]:
            agents.extend(c for c in child.rights if c.dep_ == "obj" and c.left_edge.i == child.i + 1)  # "by retreating *fighters*"
    for word in finishing(verb):  # "set *free* the men", "let them *go* from X"
        particles.add(word.lower_)
        obliques.extend((case_words(c), token) for c in word.rights if c.dep_ == "obl" for token in coordinated(antecedent(c)))
    obliques.extend((case_words(t), t) for t in wounded_beside(verb))
    if left := stranded(verb):
        objects, obliques = [t for t in objects if t != verb.head], [*obliques, (left, verb.head)]
    if not objects and not passive:  # "targeting advancing rebels", misread as "targeting to advance"
        objects.extend(
            o for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VBG" and c.i == verb.i + 1 for o in c.children if o.dep_ == "obj"
        )
    if objects and not passive:
        objects.extend(gapped(verb, TIMES))
    if not objects and not passive:
        objects.extend(_shared_objects(verb))
    if not objects and not passive:  # "hacked to death thirty farmers", "shot dead a guard", hung on "death", "dead"
        states = [token for _, token in obliques if token.pos_ == "NOUN"] + [
            c for c in verb.rights if c.dep_ == "xcomp" and c.pos_ == "ADJ"
        ]
        objects.extend(t for state in states for c in state.rights if c.dep_ == "obj" for t in coordinated(c))
    if verb.dep_ == "acl:relcl" and not any(map(_relates, verb.children)) and not (objects or left or passive) and subject:
        objects.extend(coordinated(verb.head))  # "the city rebels captured"
    if verb.dep_ == "acl:relcl" and not subject and not passive and verb.tag_ != "VB":
        subject = tuple(coordinated(verb.head))
    if passive and not agents:  # "released from X by Y", hung on X; "shot dead by Y", hung on "dead"; "armed and *trained by Y*"
        hung = [*(token for _, token in obliques), *(c for c in verb.children if c.dep_ == "xcomp" and c.pos_ == "ADJ")]
        hung.extend(c for c in verb.rights if c.dep_ == "conj" and c.tag_ == "VBN" and c.i - verb.i <= 3)
        agents.extend(agent for token in hung for agent in modifiers(token, _BY))
    if passive:
        subject = (*subject, *(t for s in subject for t in modifiers(s, _INCLUDING)))
        return Clause(verb, True, tuple(agents), (*subject, *objects), tuple(obliques), frozenset(particles), borrowed)
    return Clause(verb, False, subject, tuple(objects), tuple(obliques), frozenset(particles), borrowed)


def _relates(token: Token) -> bool:
    """Whether an argument is, or is owned by, what its relative clause modifies: "who", "whose militia"."""
    return token.lower_ in RELATIVE or any(c.lower_ in RELATIVE for c in token.children)


def _shared_objects(verb: Token) -> Iterator[Token]:
    """The object that two coordinated verbs share: "encircled and captured *the town*"."""
    other = next((c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and c.i - verb.i <= 3), None)
    if other is None and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.i - verb.head.i <= 3:
        other = verb.head
    for child in other.children if other is not None else ():
        if child.dep_ == "obj" and child.i > verb.i and other is not None and child.i > other.i:
            yield from coordinated(antecedent(child))


def modifiers(noun: Token, prepositions: frozenset[str]) -> tuple[Token, ...]:
    """The heads of a noun's prepositional phrases ("the capture *of Hama*"), coordination included."""
    found: list[Token] = []
    for child in noun.children:
        if child.dep_.startswith(("nmod", "obl", "acl")) and child.dep_ != "nmod:poss" and case_words(child) & prepositions:
            found.extend(coordinated(antecedent(child)))
    return tuple(found)


def possessor(noun: Token) -> tuple[Token, ...]:
    """Whose it is ("*its* withdrawal", "the *regime*'s withdrawal")."""
    return tuple(t for child in noun.children if child.dep_ == "nmod:poss" for t in coordinated(child))
