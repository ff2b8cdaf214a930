"""The web application: GraphQL and SPARQL on one graph, read-only."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from api.graphql_endpoint import GraphQLEndpoint
from api.metrics import metrics
from api.middleware import middleware
from api.pages import HOME_PAGE
from api.problem import on_http_error, on_kg_error
from api.settings import Settings, settings_of
from api.sparql import sparql
from kg.errors import KgError
from kg.ontology import load_ontology
from kg.store import GraphStore, open_store


def create_app(graph: str | GraphStore | None = None, *, settings: Settings | None = None) -> Starlette:
    """
    The application on a graph: a location, an open store (which stays open afterwards), or None for the one of the settings.

    Without settings, those of the environment hold: InputError where they cannot be understood.

    The store is opened, to be read only, when the server starts: StoreError then where it cannot be.
    """
    known = settings or settings_of(os.environ)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        if isinstance(graph, GraphStore):
            app.state.store = graph
            yield
            return
        with open_store(graph or known.graph, read_only=True, base=known.base) as store:
            app.state.store = store
            yield

    return Starlette(
        routes=[
            Route("/", home),
            Route("/graphql", GraphQLEndpoint(load_ontology(), known.limits)),
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/healthz", health),
            Route("/livez", alive),
            Route("/metrics", metrics),
        ],
        middleware=middleware(known),
        exception_handlers={HTTPException: on_http_error, KgError: on_kg_error, Exception: on_kg_error},
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
    await run_in_threadpool(request.app.state.store.query, "ASK {}")
    return JSONResponse({"status": "ok"})
