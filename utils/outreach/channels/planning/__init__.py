"""From a choice to a plan: the pair, the file a person reads, the page to print, and reading it back."""
