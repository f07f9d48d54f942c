"""A draft on its way: planned, kept with its versions, attested; and worked ones to look at."""
