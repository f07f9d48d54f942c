"""Tables that the learner keeps, or names the columns of."""
