"""What happened in the 26 weeks, before any platform has put it in its own form."""
