"""A finished post as a file or a text for each place that it goes to."""
