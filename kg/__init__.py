"""Builds a knowledge graph with speakers, certainty and exact quotes from news articles about armed conflicts."""

__version__ = "0.1.0"
