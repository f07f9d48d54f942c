"""A course of one module, small enough to read, written to a folder of its own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import outreach
from outreach.course.source import HEADER

MODULE = "01-small"

OUTLINE = """\
title = "A small course"
version = "2026.11"

[[module]]
id = "01-small"
title = "Small"
keeps = "nothing"
objectives = ["See how a course is built"]
minutes = { lesson = 5, practice = 5 }
prerequisites = []
"""

QUESTIONS = """\
[[question]]
id = "small.home"
kind = "choice"
title = "Which one is a home?"
prompt = "Where do you keep what you write?"
hints = [
  "Look for the place that is still yours tomorrow.",
  "Ask who can close the place while you sleep.",
  "Two of the three belong to somebody else entirely.",
]
explanation = "A place of your own outlives the company that lends you the other ones for a while."
right = "Exactly so, because nobody else can close your own place overnight."

[[question.option]]
id = "rented-page"
text = "A page on a network"
feedback = "It is quick to open, and its owner may close it or change what your readers see."

[[question.option]]
id = "own-blog"
text = "A blog with an address of mine"
answer = true

[[question.option]]
id = "paper-drawer"
text = "A drawer"
feedback = "A drawer is private and safe, and it is hard for anybody else to read what lies in it."

[[question]]
id = "small.hours"
kind = "number"
title = "How many hours?"
prompt = "You give 90 minutes on three days. How many hours is that?"
hints = ["Turn the minutes into hours first.", "One day is an hour and a half.", "Take one day three times."]
explanation = "One and a half hours on each of three days adds up to four hours and thirty minutes."
right = "Yes, that is the sum of the three days together."
answer = 4.5
unit = "hours"
tolerance = 0.01
otherwise = "That is not the sum. Count one day first and then all three of them."

[[question.wrong]]
answer = 270
feedback = "That is the sum in minutes, and the question asked for it in hours."

[[question.wrong]]
answer = 1.5
feedback = "That is one day alone, and there are three of them in this week."
"""

LESSON = f"""{HEADER}
# A small lesson

It has a little text.

+++ {{"tags": ["facilitator"]}}

## For the facilitator

Let people talk about their own drawer before you show anything at all.

+++

## Something to run

Run the next cell.

```{{code-cell}}
print("hello from the small lesson")
```

That was all.
"""

PRACTICE = f"""{HEADER}
# A small practice

Two questions.

+++ {{"tags": ["solution"]}}

## The worked copy

This cell keeps your own answers safe.

```{{code-cell}}
:tags: [solution]

from outreach import worked_example

worked_example()
```

## A home

Choose one.

```{{code-cell}}
from outreach import ask

ask("small.home")
```

+++ {{"tags": ["solution"]}}

Whoever lends you the room can take it back, and then the readers are gone too.

```{{code-cell}}
:tags: [solution]

ask("small.home").answer("own-blog")
```

## The hours

Add them up.

```{{code-cell}}
ask("small.hours")
```

+++ {{"tags": ["stub"]}}

There is room for your own sum here.

+++ {{"tags": ["solution"]}}

Three days at ninety minutes each come to a little less than five hours.

```{{code-cell}}
:tags: [solution]

ask("small.hours").answer(4.5)
```
"""


def write_course(
    home: Path,
    *,
    lesson: str = LESSON,
    practice: str | None = PRACTICE,
    questions: str = QUESTIONS,
    outline: str = OUTLINE,
) -> Path:
    """Write the course to ``home`` and return it; the package beside it, so that kernels find this course."""
    module = home / "course" / MODULE
    module.mkdir(parents=True)
    if practice is None:
        outline = outline.replace(", practice = 5", "")
    texts = {module / "lesson.md": lesson, module / "practice.md": practice, module / "questions.toml": questions}
    texts[home / "course" / "course.toml"] = outline
    for path, text in texts.items():
        if text is not None:
            path.write_text(text, encoding="utf-8", newline="\n")
    return home


def copy_package(home: Path) -> Path:
    """Put a copy of the package beside the course: what runs from there takes its questions from this course."""
    package = Path(outreach.__file__).parent
    target = home / "utils" / "outreach"
    shutil.copytree(package, target, ignore=shutil.ignore_patterns("__pycache__", "_course"))
    return home


def source_of(home: Path, role: str) -> Path:
    return home / "course" / MODULE / f"{role}.md"


def built(home: Path, tree: str) -> Path:
    return home / tree / f"{MODULE}.ipynb"


def edit(path: Path, change: Any) -> None:
    """Change a notebook file as JupyterLab would save it."""
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
