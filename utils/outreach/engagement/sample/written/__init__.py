"""One module per platform: what happened, in the bytes that this platform exports."""
