"""`kg push`: the graph into another store."""

import click

from kg.cli import options
from kg.cli.progress import count, on_terminal
from kg.dump import stored_articles
from kg.errors import StoreError
from kg.push import push
from kg.remote_store import RemoteStore
from kg.store import open_store


@click.command("push")
@click.argument("endpoint")
@options.graph
@options.base
def command(endpoint: str, graph: str, base: str) -> None:
    """
    Bring another store up to date with the graph.

    ENDPOINT is the URL of the store, as the docs name it for each. Articles go by the Graph Store Protocol, or else by SPARQL
    updates. What is the same there already is not sent again: after a break, or when the graph has grown, push once more. Graphs
    that are not in ours stay.

    \b
    Example:
      kg push http://localhost:7878
      KG_STORE_USER=admin KG_STORE_PASSWORD=secret kg push https://store.example.org/repositories/conflict

    Credentials for the store are taken from the environment: KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN, a bearer
    token. Name and password may also stand in the URL.
    """
    if not endpoint.startswith(("http://", "https://")):
        raise click.BadParameter(f"{endpoint!r} is no URL of a store; expected one such as http://localhost:7878")
    sent = same = triples = 0
    with open_store(graph, read_only=True, base=base) as store, RemoteStore(endpoint, base) as target, on_terminal() as progress:
        task = progress.add_task("comparing", total=None)
        try:
            for pushed in push(stored_articles(store), target):
                sent += pushed.sent
                same += not pushed.sent
                triples += pushed.triples
                progress.update(task, description=f"{count(sent, 'article')} sent, {same:,} there already")
        except (StoreError, KeyboardInterrupt):
            if sent:
                click.echo(f"kg: {count(sent, 'article')} sent before the break; push once more to go on", err=True)
            raise
    summary = f"{count(sent, 'article')} sent, {same:,} there already, {count(triples, 'triple')} in all"
    click.echo(f"kg: {target.location}: {summary}", err=True)
