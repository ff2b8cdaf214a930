"""The web application: GraphQL and SPARQL on one graph."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from anyio import CapacityLimiter
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route, WebSocketRoute

from api.authority import Authority, authority_of
from api.ending import when_told_to_end
from api.graph_store import METHODS, graph_store
from api.graphql_endpoint import GraphQLEndpoint
from api.metrics import metrics
from api.middleware import middleware
from api.ontology_endpoint import term, whole
from api.pages import HOME_PAGE
from api.problem import on_departure, on_http_error, on_kg_error
from api.quiet_log import quieten_log
from api.resources import resource_routes
from api.settings import Settings, settings_of
from api.sparql import sparql
from api.threads import THREADS, in_thread
from api.void_endpoint import void
from kg.article_process import ArticleProcess
from kg.errors import KgError
from kg.ontology import load_ontology
from kg.query_limits import Limits, limits_of
from kg.served_store import served
from kg.store import GraphStore
from schema.news import News


def create_app(
    graph: str | GraphStore | None = None,
    limits: Limits | None = None,
    authority: Authority | None = None,
    *,
    settings: Settings | None = None,
) -> Starlette:
    """
    The application on a graph: a location, an open store (which stays open afterwards), or None for the one of the settings.

    Without settings, those of the environment hold: InputError where they cannot be understood.

    What SPARQL queries may take is `limits`, and who may change the graph `authority`; else the environment says it
    (KG_QUERY_MEMORY, KG_QUERY_WORKERS; KG_ALLOW_UPDATE, KG_TOKEN).

    The graph is opened when the server starts: StoreError then where it cannot be.
    """
    known = settings or settings_of(os.environ)
    base = graph.base if isinstance(graph, GraphStore) else known.base
    queries = limits or replace(limits_of(os.environ), deadline=known.limits.deadline)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        # Here, as uvicorn has set up its log by now.
        quieten_log()
        app.state.threads = CapacityLimiter(THREADS)
        app.state.authority = authority or authority_of(os.environ)
        store = served(known.graph if graph is None else graph, base, queries)
        app.state.store = store
        app.state.articles = articles = ArticleProcess(known.limits.deadline)
        app.state.news = news = News(store, known.subscribers)
        try:
            if known.load_pipeline and app.state.authority.allowed:
                await asyncio.to_thread(articles.load)
            with when_told_to_end(news.close):
                yield
        finally:
            news.close()
            articles.close()
            if store is not graph:
                store.close()

    graphql = GraphQLEndpoint(load_ontology(), known.limits, sockets=known.subscribers, origins=known.cors)
    return Starlette(
        routes=[
            Route("/", home),
            # With the slash too: many clients do not follow a redirect of a POST.
            *(Route(path, graphql) for path in ("/graphql", "/graphql/")),
            *(WebSocketRoute(path, graphql) for path in ("/graphql", "/graphql/")),
            *(Route(path, sparql, methods=["GET", "POST"]) for path in ("/sparql", "/sparql/")),
            Route("/graph-store", graph_store, methods=METHODS),
            Route("/graph-store/{name:path}", graph_store, methods=METHODS),
            Route("/ontology", whole),
            Route("/ontology.{extension}", whole),
            Route("/ontology/{name}", term),
            Route("/.well-known/void", void),
            Route("/healthz", health),
            Route("/livez", alive),
            Route("/metrics", metrics),
            *resource_routes(base),
        ],
        middleware=middleware(known),
        exception_handlers={HTTPException: on_http_error, ClientDisconnect: on_departure, KgError: on_kg_error, Exception: on_kg_error},
        lifespan=lifespan,
    )


async def home(_: Request) -> Response:
    """Where to go from here."""
    return HTMLResponse(HOME_PAGE)


async def alive(_: Request) -> Response:
    """That the process answers."""
    return JSONResponse({"status": "ok"})


async def health(request: Request) -> Response:
    """Whether the graph can be read."""
    await in_thread(request, request.app.state.store.query, "ASK {}")
    return JSONResponse({"status": "ok"})
