"""The explorer: files go in, and what they say is looked at."""
