"""Makes the course ready in its folder and hands over to it. Standard library only."""
