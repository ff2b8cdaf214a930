"""`kg explain`: the evidence of each claim, marked in its sentence."""

from collections.abc import Iterator
from datetime import date

import click

from kg.cli import options
from kg.cli.reading import Tally, extractions
from kg.explain import Evidence, evidence, marked
from kg.extraction import Claim
from kg.pipeline import load_pipeline
from kg.store import open_store
from kg.stored_claims import stored_claims

COLOURS = {"subject": "green", "object": "cyan", "speaker": "magenta"}
STYLE = {"quote": ("«", "»")} | {
    role: (click.style(f"[{role} ", fg=colour), click.style("]", fg=colour)) for role, colour in COLOURS.items()
}


@click.command("explain", epilog=options.SOURCE)
@click.argument("source", metavar="SOURCE|IRI")
@options.graph
@options.published
@options.pipeline
@options.base
@click.pass_context
def command(ctx: click.Context, source: str, graph: str, published: date | None, pipeline: str | None, base: str) -> None:
    """
    Show the evidence of an article's or a claim's facts.

    Each claim comes with its relation, rule, confidence, date and speaker, and with the sentence in which the quote «…», subject,
    object and speaker are marked. The IRI of a claim or an article is looked up in the graph, which holds quotes and no texts; anything
    else is read afresh.

    \b
    Example:
      kg explain hama.txt --published 2024-12-05
      kg explain https://w3id.org/conflict-kg/id/claim/938e5ad09e945308
    """
    if source.startswith(base):
        with open_store(graph, read_only=True, base=base) as store:
            for claim, quote in stored_claims(store, source):
                click.echo(described(claim, evidence(claim, quote, claim.start)))
        return
    tally = Tally()
    found = extractions([source], load_pipeline(pipeline), tally, published, 0.0)
    for extraction in tally.watch(found, bar=False):
        click.echo(f"{extraction.article.title or extraction.article.id}\n")
        for claim in extraction.claims:
            click.echo(described(claim, evidence(claim, extraction.article.text)))
    ctx.exit(tally.exit_code)


def described(claim: Claim, shown: Evidence) -> str:
    """A claim in three lines: what it says, what that rests on, the sentence."""
    facts = f"{claim.subject.name} {click.style(claim.relation, bold=True)} {claim.object.name}"
    return f"{facts}\n  {', '.join(_grounds(claim))}\n  {marked(shown, STYLE)}\n"


def _grounds(claim: Claim) -> Iterator[str]:
    if not claim.asserted:
        yield f"{claim.polarity}, {claim.realis}"
    yield f"rule {claim.rule}"
    yield f"confidence {claim.confidence}"
    yield f"characters {claim.start} to {claim.end}"
    if claim.date:
        yield f"date {claim.date.value}{f' to {claim.date.end}' if claim.date.end else ''} (“{claim.date.text}”)"
    if claim.stated_by:
        yield f"stated by {claim.stated_by.name}{f' (“{claim.cue}”)' if claim.cue else ''}"
