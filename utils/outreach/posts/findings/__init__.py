"""Findings about a draft: what stands behind each, from which rule, with better words and ways out."""
