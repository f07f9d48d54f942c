"""The engine of the reviewer: candidates are found by their form, weighed by what stands around them, and put in order."""
