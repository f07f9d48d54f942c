"""What an export looks like: how its form is known by its content, and how it becomes rows of the tidy table."""
