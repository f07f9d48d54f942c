"""Choosing channels: catalog, gates, ranking, plan. The way through is in that order."""
