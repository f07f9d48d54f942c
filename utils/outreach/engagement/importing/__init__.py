"""From any number of files to one tidy table, and what is to be said about each file."""
