"""What the imported numbers say, and what they cannot say: a few findings, each with one sentence and a table."""
