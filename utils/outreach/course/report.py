"""What ``outreach verify`` found: as data, as a table, as JUnit XML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Check:
    """One thing that was checked, such as one notebook in one way."""

    name: str
    subject: str
    problems: tuple[str, ...]
    seconds: float
    looked_at: str = ""

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return not self.problems

    def __str__(self) -> str:
        what = f"{self.name}: {self.subject}"
        if self.passed:
            return f"{what}: passed{f' ({self.looked_at})' if self.looked_at else ''}"
        return "\n".join(
            [f"{what}: FAILED", *(f"  {line}" for problem in self.problems for line in problem.split("\n"))]
        )


@dataclass(frozen=True)
class Report:
    """Everything that was checked."""

    checks: tuple[Check, ...]
    seconds: float

    @property
    def passed(self) -> bool:
        """Whether something was checked and nothing was found."""
        return bool(self.checks) and all(check.passed for check in self.checks)


def write_table(report: Report, console: Console | None = None) -> None:
    """Print one table of what was checked."""
    from rich.console import Console as RichConsole  # noqa: PLC0415 - only where a table is drawn
    from rich.table import Column, Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table("check", Column("of", overflow="fold"), "looked at", Column("seconds", justify="right"), "result")
    for check in report.checks:
        result = Text("passed", "green") if check.passed else Text(f"{len(check.problems)} found", "bold red")
        table.add_row(check.name, Text(check.subject), check.looked_at, f"{check.seconds:.1f}", result)
    failed = sum(not check.passed for check in report.checks)
    said = f"{failed} of {len(report.checks)} checks failed" if failed else f"All {len(report.checks)} checks passed"
    table.caption = f"{said} in {report.seconds:.1f} seconds."
    (console or RichConsole()).print(table)


def write_junit(report: Report, path: Path) -> None:
    """Write the report as JUnit XML, one test case a check."""
    failures = sum(not check.passed for check in report.checks)
    suite = ET.Element(
        "testsuite",
        name="outreach verify",
        tests=str(len(report.checks)),
        failures=str(failures),
        errors="0",
        time=f"{report.seconds:.3f}",
    )
    for check in report.checks:
        case = ET.SubElement(
            suite, "testcase", classname=check.name, name=_xml(check.subject), time=f"{check.seconds:.3f}"
        )
        if not check.passed:
            failure = ET.SubElement(case, "failure", message=_xml(check.problems[0].split("\n")[0]))
            failure.text = _xml("\n".join(check.problems))
    suites = ET.Element("testsuites")
    suites.append(suite)
    ET.indent(suites)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(ET.tostring(suites, encoding="utf-8", xml_declaration=True) + b"\n")


def _xml(text: str) -> str:
    return _NOT_IN_XML.sub("?", text)
