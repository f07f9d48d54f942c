"""The figures of what was found: each drawn by a pure function from a finding."""
