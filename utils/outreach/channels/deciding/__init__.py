"""From a practice and the facts to a choice: gates, weights, ranking, chances, and what would change it."""
