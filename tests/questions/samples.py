"""Small whole questions of every kind, written as an author writes them."""

from __future__ import annotations

from pathlib import Path

from outreach.course.question_file import read_questions
from outreach.course.questions import Question

COMMON = """
title = "A title"
prompt = "What do you *think*?"
hints = ["First, a nudge.", "Second, a hint.", "Third, a scaffold."]
explanation = "This is how it is worked out, step by step."
right = "Yes, because it holds."
"""

CHOICE = f"""
[[question]]
id = "sample.choice"
kind = "choice"
{COMMON}
[[question.option]]
id = "one"
text = "The first"
feedback = "The first is tempting, and it is off."
[[question.option]]
id = "two"
text = "The second"
answer = true
[[question.option]]
id = "three"
text = "The third"
feedback = "The third is tempting too."
"""

CHOICES = f"""
[[question]]
id = "sample.choices"
kind = "choices"
{COMMON}
[[question.option]]
id = "one"
text = "The first"
answer = true
feedback = "Without the first, something is missing."
[[question.option]]
id = "two"
text = "The second"
answer = true
feedback = "Without the second, the rest does not stand."
[[question.option]]
id = "three"
text = "The third"
feedback = "The third does not belong."
[[question.option]]
id = "four"
text = "The fourth"
feedback = "The fourth does not belong either."
"""

NUMBER = f"""
[[question]]
id = "sample.number"
kind = "number"
{COMMON}
answer = 4.5
unit = "hours a week"
tolerance = 0.01
otherwise = "That is another number; go through the steps once more."
[[question.wrong]]
answer = 9
feedback = "Nine counts both weeks."
[[question.wrong]]
answer = 3
tolerance = 0.5
feedback = "Around three, the comments are left out."
"""

ORDER = f"""
[[question]]
id = "sample.order"
kind = "order"
{COMMON}
answer = ["one", "two", "three"]
otherwise = "Not in this order yet."
[[question.item]]
id = "three"
text = "The third"
[[question.item]]
id = "one"
text = "The first"
[[question.item]]
id = "two"
text = "The second"
[[question.wrong]]
answer = ["three", "two", "one"]
feedback = "This is the other way round."
[[question.wrong]]
answer = ["two", "one", "three"]
feedback = "The first two are swapped."
"""

TEXT = f"""
[[question]]
id = "sample.text"
kind = "text"
{COMMON}
reference = "A plain sentence for people who care for a parent at home."
[[question.criterion]]
id = "reader"
text = "It names one reader."
[[question.criterion]]
id = "plain"
text = "It has no jargon."
[[question.cue]]
kind = "min-words"
words = 5
feedback = "This is short. Is everything there?"
[[question.cue]]
kind = "avoids"
pattern = ["guarantee", "best therapist"]
feedback = "A promise like this is hard to keep."
[[question.wrong]]
answer = "Help."
feedback = "This is short. Is everything there?"
[[question.wrong]]
answer = "We are the Best Therapist team in the whole county."
feedback = "A promise like this is hard to keep."
"""

ARTEFACT = f"""
[[question]]
id = "sample.artefact"
kind = "artefact"
{COMMON}
check = "practice.profile"
file = "practice.toml"
reference = '''
serves = "parents"
hours_per_week = 2
ways_of_giving = ["writing"]
'''
[[question.wrong]]
problem = "no-hours"
answer = 'serves = "parents"'
feedback = "The profile does not say how much time you have."
[[question.wrong]]
problem = "no-audience"
answer = 'hours_per_week = 2'
feedback = "The profile does not say whom you serve."
"""

ALL = {"choice": CHOICE, "choices": CHOICES, "number": NUMBER, "order": ORDER, "text": TEXT, "artefact": ARTEFACT}


def question_of(kind: str, folder: Path) -> Question:
    """Read the sample of a kind, as the course reads its own."""
    return read(ALL[kind], folder)[0]


def read(text: str, folder: Path) -> tuple[Question, ...]:
    """Write a text as questions.toml and read it."""
    path = folder / "questions.toml"
    path.write_text(text, encoding="utf-8")
    return read_questions(path)
