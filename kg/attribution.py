"""Who is reported to say what: the statements of an article, and the one that a word stands in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.direct_speech import direct_speech
from kg.indirect_speech import indirect_speech
from kg.parse import Parsed
from kg.quotes import quotations
from kg.speech import Report, SpeechLexicon

_ACCOUNTS = frozenset({"assert", "believe"})
"""The stances in which somebody passes on what another one said; who denies or demands that it was said does not."""
_ASIDES = frozenset({"acl:relcl", "appos"})
_RELATIVE = frozenset({"who", "which", "whose", "whom", "where", "when"})


@dataclass(frozen=True)
class Attribution:
    """
    A statement: the head of the speaker's noun phrase, the reporting word, and the content.

    `start` and `end` are the content's characters in the article's text, `first` and `last` its tokens, the last exclusive.
    `resumed` marks the rest of a quotation already given, and a headline: no statement of its own, but its claims have the speaker.
    """

    speaker: Token
    cue: Token
    start: int
    end: int
    first: int
    last: int
    rule: str
    stance: str
    resumed: bool = False

    @property
    def quoted(self) -> bool:
        """Whether the content is a direct quotation: all of it is the speaker's."""
        return self.rule.startswith("quote.")


def attributions(parsed: Parsed, lexicon: SpeechLexicon) -> list[Attribution]:
    """All statements of an article in order of the text, nested ones included."""
    marks = quotations(parsed)
    direct = list(direct_speech(parsed, marks, lexicon))
    begins = {report.cue.i: report.first for report in reversed(direct)}
    indirect = indirect_speech(parsed.doc, marks, lexicon)
    reports = direct + [report for report in indirect if report.last <= begins.get(report.cue.i, len(parsed.doc))]
    reports.sort(key=lambda report: (report.first, -report.last, report.cue.i))
    # a headline sums up what is told again below it
    return [_attribution(parsed, replace(report, resumed=report.resumed or report.last <= parsed.body)) for report in reports]


def innermost(found: Sequence[Attribution], token: Token) -> Attribution | None:
    """
    The innermost statement whose content holds the token; None in the article's own voice.

    A relative clause or an apposition that commas set off inside indirect speech is the article's background, not the speaker's words.
    """
    holding = outward(found, token)
    if not holding or (not holding[0].quoted and _background(token, holding[0])):
        return None
    return holding[0]


def outward(found: Sequence[Attribution], token: Token) -> list[Attribution]:
    """All statements whose content holds the token, the innermost first."""
    return sorted((a for a in found if a.first <= token.i < a.last), key=lambda a: (a.last - a.first, -a.cue.i))


def accounts(found: Sequence[Attribution], inner: Attribution) -> list[Attribution]:
    """The statements that pass on another one, the outermost last: "the *monitor* said that the army had admitted …"."""
    return [
        outer
        for outer in outward(found, inner.cue)
        if outer.first <= inner.first
        and inner.last <= outer.last
        and outer.last - outer.first > inner.last - inner.first
        and outer.stance in _ACCOUNTS
        and (outer.quoted or not _background(inner.cue, outer))
    ]


def _background(token: Token, holder: Attribution) -> bool:
    """Whether the token stands in an aside of the reported clause."""
    doc = token.doc
    while token.head != token and holder.first <= token.head.i < holder.last:
        edge = token.left_edge.i
        if token.dep_ in _ASIDES and edge > holder.first and "," in (doc[edge].text, doc[edge - 1].text):
            return token.dep_ == "appos" or any(doc[i].lower_ in _RELATIVE for i in range(edge, min(edge + 4, token.i)))
        token = token.head
    return False


def _attribution(parsed: Parsed, report: Report) -> Attribution:
    start, end = parsed.span(report.first, report.last)
    return Attribution(report.speaker, report.cue, start, end, report.first, report.last, report.rule, report.stance, report.resumed)
