"""`kg explain`: the evidence of each claim, marked in its sentence, and why other sentences gave none."""

from collections.abc import Iterable, Iterator
from datetime import date

import click

from kg.article import read
from kg.cli import options
from kg.cli.reading import Tally
from kg.explain import Evidence, evidence, marked
from kg.explanations import explain
from kg.extraction import Claim
from kg.misses import Miss
from kg.pipeline import load_pipeline
from kg.steps import Step
from kg.store import open_store
from kg.stored_claims import stored_claims

COLOURS = {"subject": "green", "object": "cyan", "speaker": "magenta"}
STYLE = {"quote": ("«", "»")} | {
    role: (click.style(f"[{role} ", fg=colour), click.style("]", fg=colour)) for role, colour in COLOURS.items()
}


@click.command("explain", epilog=options.SOURCE)
@click.argument("source", metavar="SOURCE|IRI")
@click.option(
    "--misses", "missed", is_flag=True, help="Also the sentences with a word of the lexicon but no claim, and why; not for an IRI."
)
@options.graph
@options.published
@options.pipeline
@options.base
@click.pass_context
def command(ctx: click.Context, source: str, missed: bool, graph: str, published: date | None, pipeline: str | None, base: str) -> None:
    """
    Show the evidence of an article's or a claim's facts.

    Each claim comes with its relation, rule, confidence, date and speaker, and with the sentence in which the quote «…», subject,
    object and speaker are marked. The IRI of a claim or an article is looked up in the graph, which holds quotes and no texts; anything
    else is read afresh, and shows the steps, too: which words were taken for what.

    \b
    Example:
      kg explain hama.txt --published 2024-12-05 --misses
      kg explain https://w3id.org/conflict-kg/id/claim/938e5ad09e945308
    """
    if source.startswith(base):
        if missed:
            raise click.UsageError(f"--misses needs the article's text, which the graph does not hold; name its source, not {source}")
        with open_store(graph, read_only=True, base=base) as store:
            for claim, quote in stored_claims(store, source):
                click.echo(described(claim, evidence(claim, quote, claim.start)))
        return
    tally = Tally()
    found = explain(read([source], published=published, refuse=tally.refuse), load_pipeline(pipeline))
    for explained in tally.watch(found, bar=False):
        text = explained.article.text
        click.echo(f"{explained.article.title or explained.article.id}\n")
        for claim, steps in zip(explained.claims, explained.steps, strict=True):
            click.echo(described(claim, evidence(claim, text), steps))
        for miss in explained.misses if missed else ():
            click.echo(unclaimed(miss, text))
    ctx.exit(tally.exit_code)


def described(claim: Claim, shown: Evidence, steps: Iterable[Step] = ()) -> str:
    """A claim in lines: what it says, what that rests on, the steps to it, the sentence."""
    facts = f"{claim.subject.name} {click.style(claim.relation, bold=True)} {claim.object.name}"
    taken = "".join(f"  {step.role} {f'“{step.words}”' if step.words else 'left unsaid'} → {step.meaning}\n" for step in steps)
    return f"{facts}\n  {', '.join(_grounds(claim))}\n{taken}  {marked(shown, STYLE)}\n"


def unclaimed(miss: Miss, text: str) -> str:
    """A sentence without a claim, and why each of its triggers told none."""
    reasons = "".join(f"  “{trigger}” {reason}\n" for trigger, reason in miss.reasons)
    return f"No claim, characters {miss.start} to {miss.end}\n{reasons}  {text[miss.start : miss.end]}\n"


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
    for reporter in claim.reported_by:
        yield f"reported by {reporter.name}"
