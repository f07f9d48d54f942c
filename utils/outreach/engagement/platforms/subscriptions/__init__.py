"""Exports of newsletters and podcasts."""
