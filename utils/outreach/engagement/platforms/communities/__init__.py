"""Exports of communities of one's own."""
