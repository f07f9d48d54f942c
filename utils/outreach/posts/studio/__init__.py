"""The studio: write in the notebook, and see the review as you type."""
