"""The ``outreach`` command: it parses, calls and prints, and decides nothing."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from outreach.errors import OutreachError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    invoke_without_command=True,
)
FolderOption = Annotated[
    Path | None, typer.Option("--folder", help="Your course folder; ~/outreach-workshop if not given.")
]

DatesOption = Annotated[
    str, typer.Option("--dates", help="MDY if the month comes first in dates, DMY if the day does.")
]
ChannelOption = Annotated[str, typer.Option("--channel", help="The place the files are from, where they do not say.")]
PeriodOption = Annotated[str, typer.Option("--period", help="First and last day, such as 2025-01-01/2025-03-31.")]
OwnOption = Annotated[str, typer.Option("--own", help="Your own addresses or networks, parted by commas.")]
ColumnsOption = Annotated[
    str, typer.Option("--columns", help="What columns of your own mean, such as Day=date,Readers=visitors.")
]


def main() -> None:
    """Run the command; what is written for people is printed without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows another one in its place, and nothing stops.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app(prog_name="outreach")
    except OutreachError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None


@app.callback()
def outreach(
    version: Annotated[bool, typer.Option("--version", help="Say which version this is.", is_eager=True)] = False,
) -> None:
    """The outreach workshop: choose channels, write a first post, measure engagement."""  # noqa: D401 - help says it
    if version:
        from outreach import __version__

        _say(f"The outreach workshop {__version__}")
        raise typer.Exit


@app.command("lab")
def lab(
    folder: FolderOption = None,
    port: Annotated[int | None, typer.Option(help="The port to use; the next free one if it is taken.")] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
) -> None:
    """Open the course in JupyterLab."""
    from outreach.lab import open_lab

    open_lab(folder=folder, port=port, browser=browser)


@app.command("build")
def build(
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; fail if the notebooks differ from the source.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Write over notebooks that somebody edited and did not adopt.")
    ] = False,
) -> None:
    """Make lessons, exercises and solutions from the course source."""
    from outreach.course.build import build as build_course
    from outreach.course.build import check_build
    from outreach.course.outline import course_home

    home = course_home()
    if not check:
        build_course(home, progress=_say, force=force)
        return
    differences = check_build(home, execute=True, progress=_say)
    for difference in differences:
        _say(difference)
    if differences:
        _say("The notebooks differ from their source. Run “outreach build” and look at what changed.")
        raise typer.Exit(1)
    _say("The notebooks are what the source makes of them.")


@app.command("adopt")
def adopt(notebook: Annotated[Path, typer.Argument(help="A built notebook that you edited.")]) -> None:
    """Bring an edit made in a built notebook back into the course source."""
    from outreach.course.adopt import adopt as adopt_notebook
    from outreach.course.outline import course_home

    for line in adopt_notebook(notebook, course_home()):
        _say(line)


@app.command("verify")
def verify(
    module: Annotated[str | None, typer.Argument(help="One module, by id or number; all if not given.")] = None,
    junit: Annotated[Path | None, typer.Option(help="Write the results as JUnit XML to this file.")] = None,
) -> None:
    """Check that the notebooks are in step, run, leak nothing and keep every contract."""
    from outreach.course.outline import course_home
    from outreach.course.verify import verify as verify_course
    from outreach.course.verify import write_table

    report = verify_course(course_home(), module=module, junit=junit, progress=_say)
    write_table(report)
    if not report.passed:
        raise typer.Exit(1)


@app.command("facts")
def facts(
    channel: Annotated[str | None, typer.Argument(help="One channel, such as linkedin; all if not given.")] = None,
    stale: Annotated[bool, typer.Option("--stale", help="Only what is past its re-check date.")] = False,
    on: Annotated[str | None, typer.Option("--on", help="The day to judge by, such as 2026-11-30; today.")] = None,
) -> None:
    """List what the course holds of channels, rules, measures and crisis lines, with mark, month and source."""
    from outreach.channels.held import held
    from outreach.engagement import held as of_engagement
    from outreach.posts import held as of_posts

    _say(held(channel, on, only_stale=stale, others=(*of_posts.dated(), *of_engagement.dated())))


@app.command("review")
def review(
    draft: Annotated[Path | None, typer.Argument(help="A draft, such as first-post.md.")] = None,
    jsonl: Annotated[
        Path | None, typer.Option("--jsonl", help="Many posts, one JSON record on each line; predictions are printed.")
    ] = None,
    channel: Annotated[
        str, typer.Option(help="Where it is going: blog, newsletter, linkedin, social, community, review_reply.")
    ] = "blog",
    folder: FolderOption = None,
) -> None:
    """Review a draft: what may show who somebody is, hurt a reader, or promise too much.

    The exit code is 1 where something of high severity remains.
    """
    from outreach.posts.predicting import posts_of, predictions
    from outreach.posts.reviewing_files import review_file

    if (draft is None) == (jsonl is None):
        msg = "Name one draft, or a file of many posts with --jsonl."
        raise OutreachError(msg)
    if jsonl is not None:
        for line in predictions(posts_of(jsonl)):
            _say(line)
        return
    if folder is not None:
        _use(folder)
    text, is_grave = review_file(draft, channel)
    _say(text)
    if is_grave:
        raise typer.Exit(1)


@app.command("import")
def import_exports(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders or archives that your platforms exported.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list, an entry for each file.")] = False,
    dates: DatesOption = "",
    channel: ChannelOption = "",
    period: PeriodOption = "",
    own: OwnOption = "",
    columns: ColumnsOption = "",
) -> None:
    """Read exports and say of each file what it is, what it holds, and what was set aside.

    The exit code is 1 where a file that you named could not be read, or nothing could.
    """
    from outreach.engagement.importing.answering import answers_from
    from outreach.engagement.importing.command import told
    from outreach.progress_bar import progress_bar

    answers = answers_from(dates=dates, channel=channel, period=period, own=own, columns=columns)
    with progress_bar() as tell:
        came = told(paths, answers, as_json=as_json, progress=tell)
    _say(came.text)
    if not came.is_fine:
        raise typer.Exit(1)


@app.command("report")
def report(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders or archives that your platforms exported.")],
    *,
    out: Annotated[Path, typer.Option("-o", "--out", help="Where the page goes.")] = Path("engagement-report.html"),
    csv: Annotated[Path | None, typer.Option("--csv", help="Write the table of all numbers to this file, too.")] = None,
    only: Annotated[list[str] | None, typer.Option("--only", help="A channel to show; all if none is named.")] = None,
    names: Annotated[
        bool, typer.Option("--names", help="Show addresses and @names of people where they stand in titles.")
    ] = False,
    dates: DatesOption = "",
    channel: ChannelOption = "",
    period: PeriodOption = "",
    own: OwnOption = "",
    columns: ColumnsOption = "",
) -> None:
    """Write one page about what your exports say, and what they do not say yet.

    It opens offline, prints, and holds nobody's name or address.
    """
    from outreach.engagement.importing.answering import answers_from, days_of
    from outreach.engagement.reporting.command import written
    from outreach.progress_bar import progress_bar

    answers = answers_from(dates=dates, channel=channel, period=period, own=own, columns=columns)
    with progress_bar() as tell:
        came = written(
            paths,
            answers,
            out=out,
            made_on=date.today(),  # noqa: DTZ011 - the learner's own calendar
            channels=only or (),
            period=days_of(answers),
            csv=csv,
            names=names,
            progress=tell,
        )
    _say(came.text)
    if not came.is_fine:
        raise typer.Exit(1)


@app.command("progress")
def progress(folder: FolderOption = None) -> None:
    """Show the course map with what is done."""
    from outreach.course.progress import progress as course_map

    _use(folder)
    _say(course_map().summary())


@app.command("reset")
def reset(
    question: Annotated[str | None, typer.Argument(help="The id of a question, such as start.try-one.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All questions.")] = False,
    folder: FolderOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Start one question over, or all of them."""
    from outreach.course import record
    from outreach.course.ask import ask
    from outreach.workspace import workspace

    if everything == (question is not None):
        msg = "Name one question, or say --all. Nothing was changed."
        raise OutreachError(msg)
    _use(folder)
    if question is not None:
        ask(question)
    elif not yes and not typer.confirm("Forget your answers to all questions?"):
        _say("Nothing was changed.")
        return
    record.reset(workspace(), question)
    _say("All questions are fresh again." if question is None else f"{question} is fresh again.")


@app.command("export-mine")
def export_mine(folder: FolderOption = None) -> None:
    """Put everything you made into one zip file in your course folder."""
    from outreach.course import record
    from outreach.workspace import workspace

    _use(folder)
    _say(f"Copied to {record.export_mine(workspace())}")


@app.command("delete-mine")
def delete_mine(
    folder: FolderOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete everything you made in your course folder. It cannot be taken back."""
    from outreach.course import record
    from outreach.workspace import workspace

    _use(folder)
    space = workspace()
    if not yes and not typer.confirm(f"Delete everything in {space.work}?"):
        _say("Nothing was deleted.")
        return
    gone = record.delete_mine(space)
    _say(f"Deleted: {gone.files} files. Emptied: {gone.notebooks} notebooks.")
    if gone.failed:
        msg = f"These could not be deleted: {', '.join(gone.failed)}."
        raise OutreachError(msg)


def _say(text: object) -> None:
    """Print a text; a full disk or a closed pipe behind the output ends the command, without a traceback."""
    try:
        print(text, flush=True)
    except OSError as error:
        try:  # noqa: SIM105 - one more import for one line
            sys.stdout.close()  # what is left in it would be tried once more at the end
        except OSError:
            pass
        if isinstance(error, BrokenPipeError):
            # Whoever read along has closed the pipe, and need not be told.
            raise SystemExit(1) from None
        msg = f"The output could not be written ({error.strerror})."
        raise OutreachError(msg) from error


def _use(folder: Path | None) -> None:
    """Work on this learner's folder; one that is none is an error, never made by accident."""
    from outreach.course.outline import course_home
    from outreach.lab import learner_folder
    from outreach.workspace import find_workspace, use_workspace

    wanted = learner_folder(course_home(), folder)
    space = find_workspace(wanted)
    if space is None:
        msg = f"{wanted} is not a course folder. Open the course once, or name your folder with --folder."
        raise OutreachError(msg)
    use_workspace(space)


if __name__ == "__main__":
    main()
