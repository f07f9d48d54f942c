"""What a learner keeps of a measurement: a page of plain text that can be read, changed and checked."""
