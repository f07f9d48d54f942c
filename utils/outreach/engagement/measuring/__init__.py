"""Measures from plain numbers: rates, changes, replies, giving, and how sure each of them is."""
