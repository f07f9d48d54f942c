"""The audit of the accounts already open: what they are, how alive, and what becomes of them."""
