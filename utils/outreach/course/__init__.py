"""The course: source, build, questions, progress, verification."""
