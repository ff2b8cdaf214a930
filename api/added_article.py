"""Articles that clients of GraphQL add to the graph."""

from http import HTTPStatus

from starlette.requests import HTTPConnection

from api.authority import Authority
from api.problem import Problem
from api.threads import in_thread
from kg.article_process import ArticleProcess
from kg.extraction import Article
from kg.graph import article_quads
from kg.iris import article_iri
from kg.store import GraphStore
from schema.error_codes import Code


async def add_article(request: HTTPConnection, article: Article) -> str:
    """
    Read an article into the graph, one without a text from its URL; gives its IRI.

    A GraphQL error where the client may not change the graph; other errors as of ArticleProcess.read and of the store.
    """
    authority: Authority = request.app.state.authority
    try:
        authority.check(request)
    except Problem as error:
        code = Code.UNAUTHENTICATED if error.status_code == HTTPStatus.UNAUTHORIZED else Code.FORBIDDEN
        raise code.error(error.detail) from error
    return await in_thread(request, _add, request.app.state.articles, request.app.state.store, article)


def _add(process: ArticleProcess, store: GraphStore, article: Article) -> str:
    extraction, run = process.read(article)
    graph = article_iri(extraction.article, store.base)
    store.replace(graph, article_quads(extraction, base=store.base, run=run))
    return graph.value
