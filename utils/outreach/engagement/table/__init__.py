"""The tidy table: one row for each measured fact, and what may be added."""
