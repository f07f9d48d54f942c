"""Write a post: from a blank page over a reviewed draft to a file for each place that it goes to."""
