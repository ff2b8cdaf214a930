"""Builds a knowledge graph with speakers, certainty and exact quotes from news articles about armed conflicts."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.opened_graph import OpenedGraph, open_graph

__all__ = ["OpenedGraph", "__version__", "open_graph"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    # rdflib takes its time to load, and most commands need none of it.
    if name in __all__:
        return getattr(import_module("kg.opened_graph"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
