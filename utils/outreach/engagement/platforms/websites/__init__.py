"""Exports of websites and what watches them: statistics, logs, searches, feeds."""
