"""From the files that platforms export to honest figures: what is known, and what is not known yet."""
