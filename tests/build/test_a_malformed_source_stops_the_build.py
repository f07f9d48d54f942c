"""Every mistake that an author can make in a source is an error with its file and line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jupytext.myst import myst_to_notebook

from outreach.course.conventions import check_conventions, check_questions
from outreach.course.source import HEADER, Source, parse_source
from outreach.course.tags import Role
from outreach.errors import SourceError
from tests.build.small_course import LESSON, PRACTICE

TOP = HEADER + "\n# Title\n\n"
"""Three lines of it follow the header, so a body begins in line 14."""


def read(text: str | bytes, role: Role = Role.LESSON) -> Source:
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    source = parse_source(data, role, f"{role}.md")
    check_conventions(source)
    return source


def refusal(text: str | bytes, role: Role = Role.LESSON) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read(text, role)
    return caught.value


CELL = "```{code-cell}\nprint(1)\n```\n"

MALFORMED: list[tuple[str, str, int, str]] = [
    # name, what follows the title, line of the mistake, what is said
    ("a tag that is not known", '+++ {"tags": ["solutoin"]}\n\ntext\n', 14, "the tag 'solutoin' is not known"),
    ("a tag in capitals", '+++ {"tags": ["Facilitator"]}\n\ntext\n', 14, "Did you mean facilitator?"),
    (
        "a tag in capitals on a code cell",
        "```{code-cell}\n:tags: [SLIDE]\n\nprint(1)\n```\n",
        15,
        "'SLIDE' is not known",
    ),
    ("tag instead of tags", "```{code-cell}\n:tag: [slide]\n\nprint(1)\n```\n", 15, "the only option of a cell"),
    ("tag instead of tags in text", '+++ {"tag": ["slide"]}\n\ntext\n', 14, "found 'tag'"),
    ("tags that are no list", "```{code-cell}\n:tags: slide\n\nprint(1)\n```\n", 15, "written :tags: [solution]"),
    ("tags that are no list in text", '+++ {"tags": "slide"}\n\ntext\n', 14, "tags are a list of words"),
    ("tags that are numbers", '+++ {"tags": [1]}\n\ntext\n', 14, "tags are a list of words"),
    ("no tags in the list", '+++ {"tags": []}\n\ntext\n', 14, "tags are a list of words"),
    ("no tags in the list of a code cell", "```{code-cell}\n:tags: []\n\nprint(1)\n```\n", 15, "the only option"),
    ("tags twice in one line", '+++ {"tags": ["slide"], "tags": ["optional"]}\n\ntext\n', 14, "cannot be read"),
    ("a tag twice", '+++ {"tags": ["slide", "slide"]}\n\ntext\n', 14, "'slide' stands twice"),
    ("another option", "```{code-cell}\n:name: here\n\nprint(1)\n```\n", 15, "the only option of a cell"),
    (
        "two lines of options",
        "```{code-cell}\n:tags: [slide]\n:tags: [optional]\n\nprint(1)\n```\n",
        16,
        "one line of options",
    ),
    ("options in a block of YAML", "```{code-cell}\n---\ntags: [slide]\n---\nprint(1)\n```\n", 15, "the only option"),
    ("indented options", "```{code-cell}\n  :tags: [slide]\n\nprint(1)\n```\n", 15, "the only option"),
    ("another key behind the split", '+++ {"tags": ["slide"], "id": "x"}\n\ntext\n', 14, "found 'id'"),
    ("metadata that is no JSON", "+++ {tags: [slide]}\n\ntext\n", 14, "cannot be read"),
    ("metadata that is not closed", '+++ {"tags": ["slide"]\n\ntext\n', 14, "cannot be read"),
    ("no space behind the split", '+++{"tags": ["slide"]}\n\ntext\n', 14, "is exactly +++"),
    ("words behind the split", "+++ solution\n\ntext\n", 14, "is exactly +++"),
    ("a split of two", "++\n\ntext\n", 14, "is exactly +++"),
    ("a split of four", "++++\n\ntext\n", 14, "is exactly +++"),
    ("an indented split", "text\n\n +++\n\ntext\n", 16, "is exactly +++"),
    ("a split of four with tags", '++++ {"tags": ["facilitator"]}\n\ntext\n', 14, "is exactly +++"),
    ("tags behind other signs", '--- {"tags": ["facilitator"]}\n\ntext\n', 14, "tags stand in the text"),
    ("tags without signs", '{"tags": ["facilitator"]}\n\ntext\n', 14, "tags stand in the text"),
    ("tags in quotes of another kind", "{'tags': ['facilitator']}\n\ntext\n", 14, "tags stand in the text"),
    ("a misspelt code cell", "```{code-cel}\nprint(1)\n```\n", 14, "a misspelt code cell"),
    ("a code cell in capitals", "```{Code-Cell}\nprint(1)\n```\n", 14, "a misspelt code cell"),
    ("a code cell with an underscore", "```{code_cell}\nprint(1)\n```\n", 14, "a misspelt code cell"),
    ("a space before the brace", "``` {code-cell}\nprint(1)\n```\n", 14, "a misspelt code cell"),
    ("a space in the braces", "```{ code-cell }\nprint(1)\n```\n", 14, "a misspelt code cell"),
    ("a language behind code-cell", "```{code-cell} ipython3\nprint(1)\n```\n", 14, "a misspelt code cell"),
    ("two backticks", "``{code-cell}\nprint(1)\n``\n", 14, "a misspelt code cell"),
    ("four backticks", "````{code-cell}\nprint(1)\n````\n", 14, "more than three backticks"),
    ("a raw cell", "```{raw-cell}\nx\n```\n", 14, "a misspelt code cell"),
    ("a directive", "```{note}\nListen.\n```\n", 14, "this directive is not known"),
    ("a directive behind a space", "``` {note}\nListen.\n```\n", 14, "this directive is not known"),
    ("a directive of colons", ":::{note}\nListen.\n:::\n", 14, "this directive is not known"),
    ("an indented fence", "  ```{code-cell}\nprint(1)\n```\n", 14, "behind spaces"),
    ("an indented fence in a list", "- one\n\n  ```\n  print(1)\n  ```\n", 16, "behind spaces"),
    ("a fence of tildes", "~~~{code-cell}\nprint(1)\n~~~\n", 14, "a fence of tildes"),
    ("a fence with options of a language", "```python title=x\nprint(1)\n```\n", 14, "the name of a language"),
    ("a code cell that is not closed", "```{code-cell}\nprint(1)\n", 14, "this fence is not closed"),
    (
        "a code cell closed by the next one",
        "```{code-cell}\nprint(1)\n\n```{code-cell}\nprint(2)\n```\n",
        14,
        "not closed",
    ),
    ("a code cell closed by a split", "```{code-cell}\nprint(1)\n\n+++\n\ntext\n\n```\n", 14, "not closed"),
    ("a code cell closed with an indent", "```{code-cell}\nprint(1)\n ```\n", 14, "not closed"),
    ("a block of text that is not closed", "```text\nhello\n\n" + CELL, 14, "this fence is not closed"),
    ("a solution in a lesson", '+++ {"tags": ["solution"]}\n\ntext\n', 14, "Answers belong in practice.md"),
    ("a stub in a lesson", "```{code-cell}\n:tags: [stub]\n\nprint(1)\n```\n", 15, "Answers belong in practice.md"),
    ("two kinds of slide", '+++ {"tags": ["slide", "fragment"]}\n\ntext\n', 14, "slide and fragment stand together"),
    ("a note that is projected", '+++ {"tags": ["facilitator", "slide"]}\n\ntext\n', 14, "is not projected"),
    (
        "a comment for another tool",
        "text\n\n```{code-cell}\nprint(1)  # solution\n```\n",
        17,
        "a comment stands in the code",
    ),
    ("a region of another tool", "text\n\n```{code-cell}\n### BEGIN SOLUTION\nprint(1)\n```\n", 17, "a comment stands"),
    ("a thing to do", "text\n\n```{code-cell}\n# TODO\nprint(1)\n```\n", 17, "a comment stands in the code"),
    ("a marker of nbval", "text\n\n```{code-cell}\n# NBVAL_SKIP\nprint(1)\n```\n", 17, "a comment stands in the code"),
    ("a region of another tool in the text", "<BEGIN SOLUTION>\n\nfour\n", 14, "a marker of another tool"),
    ("an HTML comment", "text <!-- the answer is four -->\n", 14, "an HTML comment"),
    ("a MyST comment", "% the answer is four\n", 14, "a MyST comment"),
    ("a MyST target", "(here)=\n\ntext\n", 14, "a MyST target"),
    ("a MyST role", "See {ref}`here`.\n", 14, "a MyST role"),
    ("an option in the text", ":tags: [solution]\n\ntext\n", 14, "an option of a cell stands in the text"),
    ("an empty text cell", "text\n\n+++\n\n+++\n\ntext\n", 16, "an empty cell"),
    ("an empty text cell at the end", "text\n\n+++\n", 16, "an empty cell"),
    ("tags before a code cell", 'text\n\n+++ {"tags": ["facilitator"]}\n\n' + CELL, 16, "an empty cell"),
    ("an empty code cell", "text\n\n```{code-cell}\n```\n", 16, "this code cell is empty"),
    ("a code cell of tags alone", "text\n\n```{code-cell}\n:tags: [slide]\n\n```\n", 16, "this code cell is empty"),
    (
        "blank lines in a code cell",
        "text\n\n```{code-cell}\n\nprint(1)\n```\n",
        17,
        "blank lines stand around the code",
    ),
    ("code that is not Python", "text\n\n```{code-cell}\nprint(1\n```\n", 17, "this is not Python"),
    ("a magic", "text\n\n```{code-cell}\n%matplotlib inline\n```\n", 17, "Magics and shell commands"),
    ("a shell command", "text\n\n```{code-cell}\n!pip install x\n```\n", 17, "Magics and shell commands"),
    ("two statements", "text\n\n```{code-cell}\nx = 1\nprint(x)\n```\n", 17, "one line of code a cell"),
    ("two statements in one line", "text\n\n```{code-cell}\nx = 1; print(x)\n```\n", 17, "one line of code a cell"),
    ("a statement of two lines", "text\n\n```{code-cell}\nprint(\n  1)\n```\n", 17, "one line of code a cell"),
    (
        "four lines of code",
        "text\n\n```{code-cell}\nimport a\nimport b\nimport c\nprint(1)\n```\n",
        17,
        "at most 3",
    ),
    ("a line that runs out of sight", f"text\n\n```{{code-cell}}\nprint({'1' * 100})\n```\n", 17, "has 107 characters"),
    ("a name under another name", "text\n\n```{code-cell}\nfrom outreach import ask as q\n```\n", 17, "without 'as'"),
    ("every name", "text\n\n```{code-cell}\nfrom outreach import *\n```\n", 17, "without 'as' and without *"),
    (
        "an option without its colon",
        "text\n\n```{code-cell}\ntags: [solution]\n\nimport a\n```\n",
        17,
        "reads like an option",
    ),
    ("a question without its id", "text\n\n```{code-cell}\nask(name)\n```\n", 17, "ask takes the id of a question"),
    ("a question asked by a template", 'text\n\n```{code-cell}\nask(f"a.{b}")\n```\n', 17, "ask takes the id"),
    (
        "an answer in a lesson",
        'text\n\n```{code-cell}\nask("a.b").answer("c")\n```\n',
        17,
        "an answer stands in a cell",
    ),
    ("code after code", "text\n\n" + CELL + "\n" + CELL, 21, "this code cell follows another"),
    ("a skipped level", "### Deep\n", 14, "'Deep' skips a level of headings; ## was expected"),
    ("a level skipped later", "## One\n\n#### Deep\n", 16, "'Deep' skips a level"),
    ("a second title", "text\n\n# Another\n", 16, "'Another' is a second title"),
    ("a second title by underlining", "Another\n=======\n", 14, "'Another' is a second title"),
    ("a cell inside HTML", "<div>\n" + CELL, 12, "jupytext reads this cell in another way"),
    ("a zero-width space", "te\u200bxt\n", 14, "an invisible character (U+200B)"),
    ("writing from right to left by stealth", "te\u202ext\n", 14, "an invisible character (U+202E)"),
    ("a control character", "te\x08xt\n", 14, "an invisible character (U+0008)"),
    ("a line separator", "te\u2028xt\n", 14, "an invisible character (U+2028)"),
    ("an old line end", "te\rxt\n", 14, "an invisible character (U+000D)"),
]


@pytest.mark.parametrize(("body", "line", "said"), [row[1:] for row in MALFORMED], ids=[row[0] for row in MALFORMED])
def test_a_mistake_is_named_with_its_line(body: str, line: int, said: str) -> None:
    error = refusal(TOP + body)
    assert said in str(error)
    assert (error.file, error.line) == ("lesson.md", line)


def test_no_mistake_of_the_table_is_only_a_mistake_of_the_rest_of_its_source() -> None:
    read(TOP + "text\n")
    read(TOP + "text\n\n" + CELL)


SPOILT_PRACTICE: list[tuple[str, str, str, str]] = [
    # name, what is written in the practice, what stands there instead, what is said
    ("an answer and a place for one", ":tags: [solution]\n\nask", ":tags: [solution, stub]\n\nask", "cannot be both"),
    ("an answer as a note", '"tags": ["stub"]', '"tags": ["facilitator", "solution"]', "cannot be both"),
    (
        "an answer without its tag",
        ':tags: [solution]\n\nask("small.home")',
        'ask("small.home")',
        "an answer stands in a cell",
    ),
    ("no worked example", "worked_example()\n```", "print()\n```", "the first code cell of the solutions"),
    (
        "a worked example for all",
        ":tags: [solution]\n\nfrom outreach import worked",
        "from outreach import worked",
        "the first code",
    ),
    (
        "a worked example too late",
        "Two questions.\n",
        f"Two questions.\n\n{CELL}\nMore text.\n",
        "the first code cell of the solutions",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "said"), [row[1:] for row in SPOILT_PRACTICE], ids=[row[0] for row in SPOILT_PRACTICE]
)
def test_a_mistake_in_a_practice_is_named(old: str, new: str, said: str) -> None:
    assert old in PRACTICE
    error = refusal(PRACTICE.replace(old, new, 1), Role.PRACTICE)
    assert said in str(error)
    assert error.line is not None


def test_the_small_course_has_no_mistake() -> None:
    assert len(read(LESSON).cells) == 5
    assert len(read(PRACTICE, Role.PRACTICE).cells) == 12


def test_a_practice_whose_exercise_would_be_empty_is_refused() -> None:
    body = '+++ {"tags": ["solution"]}\n\n# Title\n\n```{code-cell}\n:tags: [solution]\n\nprint(1)\n```\n'
    assert "no cell is left for the exercise" in str(refusal(HEADER + "\n" + body, Role.PRACTICE))


def test_levels_of_headings_are_looked_at_as_each_reader_sees_them() -> None:
    noted = TOP + '+++ {"tags": ["facilitator"]}\n\n## Only in the guide\n\n+++\n\n### Below it\n'
    error = refusal(noted)
    assert "'Below it' skips a level" in str(error)
    assert error.line == 20


def test_code_after_code_is_looked_at_as_each_reader_sees_it() -> None:
    between = TOP + "text\n\n" + CELL + '\n+++ {"tags": ["facilitator"]}\n\nA note between.\n\n' + CELL
    assert "in the lesson this code cell follows another" in str(refusal(between))


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("---\njupytext", "jupytext", 1),
        ("format_name: myst", "format_name: markdown", 5),
        ("format_name: myst", "format_name: myst\n    format_version: 0.13", 6),
        ("name: python3", "name: python3.11", 9),
        ("  language: python\n", "", 8),
    ],
)
def test_another_header_is_refused_where_it_differs(old: str, new: str, line: int) -> None:
    error = refusal(LESSON.replace(old, new, 1))
    assert "the header has" in str(error)
    assert error.line == line


def test_a_file_without_anything_is_refused() -> None:
    assert refusal(b"").line == 1


def test_a_first_cell_without_a_title_is_refused() -> None:
    for body in ("text\n", "## Title\n", "text\n\n# Title\n", CELL):
        assert "begins with something else than a title" in str(refusal(f"{HEADER}\n{body}"))


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_a_byte_order_mark_is_refused(mark: bytes) -> None:
    assert "byte-order mark" in str(refusal(mark + LESSON.encode()))


def test_text_that_is_not_utf8_is_refused_with_its_line() -> None:
    error = refusal(LESSON.encode() + "Tomás\n".encode("latin-1"))
    assert "is not UTF-8 text. Save the file as UTF-8." in str(error)
    assert error.line == LESSON.count("\n") + 1


def test_line_ends_of_windows_change_nothing() -> None:
    assert read(LESSON.replace("\n", "\r\n")) == read(LESSON)


def test_a_question_that_does_not_exist_is_refused_where_it_is_asked() -> None:
    source = read(PRACTICE, Role.PRACTICE)
    with pytest.raises(SourceError, match=re.escape("practice.md:37: there is no question called 'small.home'")):
        check_questions([source], {"small.hours": ("questions.toml", 1)})


def test_a_question_that_is_asked_nowhere_is_refused_where_it_is_written() -> None:
    source = read(PRACTICE, Role.PRACTICE)
    known = {
        name: ("questions.toml", line)
        for line, name in enumerate(("small.home", "small.hours", "small.extra"), start=1)
    }
    with pytest.raises(
        SourceError, match=re.escape("questions.toml:3: the question 'small.extra' is asked in no lesson")
    ):
        check_questions([source], known)


def test_a_question_that_only_a_solution_asks_is_asked_of_nobody() -> None:
    hidden = PRACTICE.replace(
        '```{code-cell}\nask("small.hours")', '```{code-cell}\n:tags: [solution]\n\nask("small.hours")'
    )
    known = dict.fromkeys(("small.home", "small.hours"), ("questions.toml", 1))
    with pytest.raises(SourceError, match=r"the question 'small\.hours' is asked in no lesson and no practice"):
        check_questions([read(hidden, Role.PRACTICE)], known)


LINES = st.sampled_from(
    [
        "+++",
        '+++ {"tags": ["solution"]}',
        "```{code-cell}",
        ":tags: [solution]",
        "```",
        "print(1)",
        "",
        "text",
        "~~~",
        "- x",
        "> y",
        "<div>",
        "    z",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=14))
def test_what_is_read_is_what_jupytext_reads_or_nothing(lines: list[str]) -> None:
    text = TOP + "\n".join(lines) + "\n"
    try:
        source = parse_source(text.encode(), Role.PRACTICE, "practice.md")
    except SourceError:
        return
    theirs = myst_to_notebook(text)["cells"]
    assert [(cell.kind, cell.text, list(cell.tags)) for cell in source.cells] == [
        (cell["cell_type"], cell["source"], cell["metadata"].get("tags", [])) for cell in theirs
    ]


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, PRACTICE.count("\n") - 1),
    st.integers(0, 40),
    st.sampled_from(["", " ", "`", "+", "x", "{", ":", "\n"]),
)
def test_a_slip_of_the_finger_never_moves_a_solution_to_the_learners(line: int, column: int, typed: str) -> None:
    """One key too much, or one too few, anywhere: it is refused, or no solution reaches the exercise."""
    lines = PRACTICE.split("\n")
    lines[line] = lines[line][:column] + typed + lines[line][column + (typed == "") :]
    try:
        source = read("\n".join(lines), Role.PRACTICE)
    except SourceError:
        return
    shown = " ".join(cell.text for cell in source.cells if "solution" not in cell.tags)
    for part in (".answer(", "can take it back, and then", "ninety minutes each come"):
        assert part not in shown


ASKED = """\
## One

Here it is asked.

```{code-cell}
ask("small.home")
```

+++ {"tags": ["solution"]}

### Why it is so

A place of your own stays.

```{code-cell}
:tags: [solution]

ask("small.home").answer("own-blog")
```
"""


def test_a_lost_tag_does_not_turn_the_talk_about_an_answer_into_text_for_learners() -> None:
    whole = PRACTICE.rstrip() + "\n\n" + ASKED
    assert read(whole, Role.PRACTICE)
    lost = whole.replace('```\n\n+++ {"tags": ["solution"]}\n\n### Why it is so', "```\n\n### Why it is so")
    assert lost != whole
    error = refusal(lost, Role.PRACTICE)
    assert "stands between 'small.home' and its worked answer" in error.what
    assert lost.splitlines()[(error.line or 0) - 1] == "### Why it is so"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ('ask("small.home").question', "reaches behind one"),
        ('getattr(ask("small.home"), "x")', "getattr has no place"),
        ('eval("1")', "eval has no place"),
        ('__import__("os")', "__import__ has no place"),
    ],
)
def test_a_learners_cell_reaches_behind_no_question(code: str, said: str) -> None:
    assert said in refusal(TOP + f"```{{code-cell}}\n{code}\n```\n").what
