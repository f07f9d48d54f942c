"""One page that holds what was found, opens without a network and prints well; and the table as CSV."""
