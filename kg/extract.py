"""From articles to extractions: parse, mentions, entities, statements, candidates, claims, in this order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Token

from kg.affiliations import Affiliations
from kg.alliances import Alliances
from kg.assertions import Assertions, Settled
from kg.attempts import Attempts
from kg.attribution import attributions, innermost
from kg.blame import Blame
from kg.claims import Frames
from kg.clashes import Clashes
from kg.cleared import mend_cleared
from kg.common_nouns import mend_openings
from kg.companions import mend_companions
from kg.coreference import Resolver
from kg.dated_lists import mend_dated_lists
from kg.deaths import Deaths
from kg.ends import Candidate
from kg.entities import Cast
from kg.expressions import time_expressions
from kg.extraction import Article, Extraction
from kg.followers import followers
from kg.governments import governments
from kg.holdings import Holdings
from kg.kinds import note_kinds
from kg.knowledge import Knowledge
from kg.led_names import class_by_leaders
from kg.locations import Locations
from kg.mentions import named_mentions
from kg.naming import Naming
from kg.noun_forms import mend_plurals
from kg.owners import mend_owners
from kg.parse import Parsed, parse
from kg.parted_subjects import mend_parted_subjects
from kg.quotes import quotations
from kg.rejections import Rejections
from kg.understood import Understood
from kg.unsaid_places import UnsaidPlaces
from kg.verb_forms import mend_infinitives


def extract(
    articles: Iterable[Article], nlp: Language, knowledge: Knowledge | None = None, *, batch_size: int = 64
) -> Iterator[Extraction]:
    """What each article says, in the order of the articles; parsing runs in batches across them."""
    known = knowledge or Knowledge.default()
    for parsed in parse(articles, nlp, batch_size):
        yield extraction(parsed, known)


def extraction(parsed: Parsed, known: Knowledge) -> Extraction:
    """What one parsed article says."""
    return reading(parsed, known).extraction


@dataclass(frozen=True)
class Reading:
    """What one article says, with the way there: each claim with its candidate, and all that the rules turned down."""

    extraction: Extraction
    assertions: Assertions
    settled: Sequence[Settled]


def reading(parsed: Parsed, known: Knowledge) -> Reading:
    """The same with the steps that led to it, for `kg explain`."""
    mend_openings(parsed.doc, known.lexicon)
    mend_plurals(parsed.doc, known.lexicon)
    mend_infinitives(parsed.doc, known.lexicon)
    mend_cleared(parsed.doc, known.lexicon)
    mend_parted_subjects(parsed.doc, known.speech.verbs)
    mend_companions(parsed.doc, known.lexicon)
    mend_owners(parsed.doc)
    expressions = time_expressions(parsed)
    mend_dated_lists(parsed, expressions)
    dated = frozenset(i for e in expressions for i in range(e.first, e.last))
    mentions = named_mentions(parsed.doc, known.lexicon, known.names, known.places, dated)
    cast = Cast(parsed.doc, mentions, known.places, known.aliases)
    class_by_leaders(cast, known.lexicon, known.speech.verbs)
    note_kinds(cast, known.lexicon)
    reports = attributions(parsed, known.speech)

    def speaker_of(token: Token) -> Token | None:
        report = innermost(reports, token)
        return report.speaker if report is not None else None

    quoted = frozenset(i for mark in quotations(parsed) for i in range(mark.first, mark.closing))
    resolver = Resolver(cast, known.lexicon, speaker_of, quoted, reports[0].speaker if reports else None)
    rejected = Rejections()
    candidates = _candidates(parsed, known, resolver, rejected)
    naming = Naming(parsed.article, known.places, known.actors, [m.text for m in mentions])
    assertions = Assertions(parsed, known, resolver, naming, reports, expressions, rejected)
    settled, statements = assertions.claims(candidates), assertions.statements()
    settled = list(assertions.passed_on(settled))
    claims = tuple(claim for _, claim in settled)
    return Reading(Extraction(parsed.article, naming.entities(), claims, statements, rejected.counts()), assertions, settled)


def _candidates(parsed: Parsed, known: Knowledge, resolver: Resolver, rejected: Rejections) -> list[Candidate]:
    """What the rules find; who leads whom comes first, for "his troops" and "we" mean those whom he leads."""
    doc, lexicon = parsed.doc, known.lexicon
    resolver.read(doc, owned=False)
    affiliated = Affiliations(resolver, lexicon, rejected)
    affiliations = list(affiliated.candidates())
    commands = Frames(resolver, lexicon, known.ontology).candidates(t for t in doc if t.lemma_.lower() in lexicon.commanding)
    resolver.learn([*affiliations, *(c for c in commands if c.relation in lexicon.leading)])
    resolver.read(doc)
    frames = Frames(resolver, lexicon, known.ontology, rejected)
    blame = Blame(frames)
    told = [
        *frames.candidates(iter(doc)),
        *Holdings(frames, lexicon).candidates(iter(doc)),
        *Clashes(frames, lexicon).candidates(iter(doc)),
        *Alliances(frames, lexicon).candidates(iter(doc)),
        *blame.candidates(iter(doc)),
        *Attempts(frames).candidates(iter(doc)),
        *affiliations,
        *followers(resolver, affiliated.following, affiliated.leading, affiliated.member),
        *governments(resolver, affiliated.leading.relation, doc),
        *Locations(resolver, lexicon, lexicon.location_relation).candidates(),
    ]
    told += UnsaidPlaces(frames, told).candidates(iter(doc))
    return [*told, *Understood(frames, told).candidates(iter(doc)), *Deaths(frames, blame, told).candidates(iter(doc))]
