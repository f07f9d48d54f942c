"""A question that is not whole stops the build, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach.course.question_file import all_questions, read_questions
from outreach.errors import SourceError
from tests.questions.samples import ALL, ARTEFACT, CHOICE, CHOICES, NUMBER, ORDER, TEXT, read


@pytest.mark.parametrize("kind", ALL)
def test_a_whole_question_of_each_kind_is_read(tmp_path: Path, kind: str) -> None:
    [question] = read(ALL[kind], tmp_path)
    assert question.id == f"sample.{kind}"
    assert question.line == 3
    assert len(question.hints) == 3


def without(text: str, start: str) -> str:
    """Drop the first line that starts so."""
    lines = text.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith(start))
    return "\n".join([*lines[:place], *lines[place + 1 :]])


BROKEN = {
    "an unknown kind": (CHOICE.replace('kind = "choice"', 'kind = "chioce"'), "kind 'chioce' is not known"),
    "no kind": (without(CHOICE, "kind"), "kind None is not known"),
    "a misspelt key": (CHOICE.replace("explanation =", "explantion ="), "'explantion'"),
    "a misspelt option key": (CHOICE.replace('feedback = "The third', 'feedbak = "The third'), "'feedbak'"),
    "a key of another kind": (CHOICE + "\ntolerance = 1\n", "'tolerance'"),
    "no explanation": (without(CHOICE, "explanation"), "no 'explanation'"),
    "two hints": (CHOICE.replace(', "Third, a scaffold."', ""), "3 different hints"),
    "the same hint twice": (CHOICE.replace("Second, a hint.", "First, a nudge."), "3 different hints"),
    "an empty hint": (CHOICE.replace("Second, a hint.", " "), "3 different hints"),
    "an id without an area": (CHOICE.replace("sample.choice", "choice"), "an id is an area"),
    "no right option": (CHOICE.replace("answer = true", 'feedback = "Another."'), "one option with answer = true"),
    "two right options": (CHOICE.replace('feedback = "The third is tempting too."', "answer = true"), "2 found"),
    "a wrong option without a message": (without(CHOICE, 'feedback = "The third'), "'feedback' is empty"),
    "two wrong options with one message": (
        CHOICE.replace("The third is tempting too.", "The first is tempting, and it is off."),
        "each with its own message",
    ),
    "one wrong option only": (CHOICE.split('[[question.option]]\nid = "three"')[0], "at least 2 wrong answers"),
    "two options with one id": (CHOICE.replace('id = "three"', 'id = "one"'), "different ids"),
    "a right option without what is missed": (without(CHOICES, 'feedback = "Without the first'), "'feedback' is empty"),
    "no wrong number": (NUMBER.split("[[question.wrong]]")[0], "no 'wrong'"),
    "a wrong number that is right": (
        NUMBER.replace("answer = 9", "answer = 4.505"),
        "cannot be told from the right one",
    ),
    "a number that is text": (NUMBER.replace("answer = 4.5", 'answer = "4.5"'), "'answer' is not a number"),
    "items in the right order": (
        ORDER.replace('answer = ["one", "two", "three"]', 'answer = ["three", "one", "two"]'),
        "shown in the right order already",
    ),
    "an order that lacks an item": (ORDER.replace('["two", "one", "three"]', '["two", "one"]'), "each item once"),
    "the right order listed as wrong": (
        ORDER.replace('["two", "one", "three"]', '["one", "two", "three"]'),
        "listed as wrong",
    ),
    "a cue that says correct": (TEXT.replace("This is short. Is everything there?", "Correct so far."), "never says"),
    "an unknown cue": (TEXT.replace('"min-words"', '"sentiment"'), "cue 'sentiment' is not known"),
    "a wrong text that no cue speaks of": (
        TEXT.replace(
            'feedback = "A promise like this is hard to keep."\n[[question.wrong]]',
            'feedback = "Other."\n[[question.wrong]]',
        ),
        "no cue's message",
    ),
    "an artefact without a problem's name": (without(ARTEFACT, 'problem = "no-hours"'), "no 'problem'"),
    "two problems of one name": (ARTEFACT.replace("no-audience", "no-hours"), "different ids"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_question_that_is_not_whole_is_refused_with_file_and_line(tmp_path: Path, what: str) -> None:
    text, said = BROKEN[what]
    with pytest.raises(SourceError, match=r"questions\.toml:\d+: ") as refused:
        read("# a first line\n" + text, tmp_path)
    assert said in str(refused.value)


def test_a_file_that_is_no_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"is not TOML: .*line 3"):
        read('[[question]]\nid = "a.b"\nprompt = "never closed\n', tmp_path)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "questions.toml").write_bytes(CHOICE.replace("title", "# März\ntitle").encode("latin-1"))
    with pytest.raises(SourceError, match="is not UTF-8 text"):
        read_questions(tmp_path / "questions.toml")


def test_an_unknown_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="'questoin'"):
        read(CHOICE.replace("[[question]]", "[[questoin]]", 1).replace("[[question.", "[[questoin."), tmp_path)


def test_an_id_that_two_modules_use_is_refused(tmp_path: Path) -> None:
    (tmp_path / "course").mkdir()
    module = (
        '[[module]]\nid = "{}"\ntitle = "T"\nkeeps = "k"\nobjectives = ["o"]\n'
        "minutes = {{ lesson = 5 }}\nprerequisites = []\n"
    )
    outline = 'title = "A course"\nversion = "1"\n' + module.format("00-one") + module.format("01-two")
    (tmp_path / "course" / "course.toml").write_text(outline, encoding="utf-8")
    for name in ("00-one", "01-two"):
        (tmp_path / "course" / name).mkdir()
        (tmp_path / "course" / name / "questions.toml").write_text(CHOICE, encoding="utf-8")
    with pytest.raises(SourceError, match=r"course/01-two/questions\.toml:3: sample\.choice is used twice"):
        all_questions(tmp_path)
