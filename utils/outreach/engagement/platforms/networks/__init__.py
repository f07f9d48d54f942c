"""Exports of social networks."""
