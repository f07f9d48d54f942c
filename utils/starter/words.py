"""What is said to the person who starts the course when something is in the way."""

from __future__ import annotations

import errno
import platform
import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

AGAIN = "Then start again with the same command."


class Trouble(Exception):  # noqa: N818 - it is what it says
    """One or two sentences: what was seen, what was expected, what to do."""

    was_killed = False
    """Whether a step ended because something killed it, so that nobody knows how far it came."""


FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}

_DISK_IS_FULL = re.compile(
    r"No space left on device|not enough space on the disk|Disk quota exceeded|Errno 28\b|WinError 112\b"
)
_CERTIFICATE = re.compile(r"CERTIFICATE_VERIFY_FAILED|certificate verify failed")
_NO_NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|Temporary failure in name resolution|getaddrinfo failed"
    r"|Name or service not known|nodename nor servname|Network is unreachable|No route to host|Connection refused"
    r"|Connection reset|ProxyError|ConnectTimeout|ReadTimeout|timed out"
    r"|Max retries exceeded|RemoteDisconnected|Connection aborted|Connection broken|IncompleteRead"
)
_OTHER_BYTES = re.compile(r"DO NOT MATCH THE HASHES")
_NOT_OFFERED = re.compile(r"No matching distribution found for ([\w.\-]+(?:==[\w.\-]+)?)")
_MAY_NOT = re.compile(r"Permission denied|Read-only file system|Access is denied|WinError 5\b")
_NO_VENV = re.compile(r"ensurepip is not available|No module named '?(venv|ensurepip)|install the python3[\d.]*-venv")


def of_os_error(error: OSError, folder: Path) -> Trouble | None:
    """Say what an error of the operating system means; None for one that means a fault of ours."""
    if error.errno in FULL:
        return disk_full(folder)
    if error.errno in FORBIDDEN:
        return not_writable(folder)
    return None


def of_failed_step(output: str, folder: Path, log: Path) -> Trouble:
    """Say why making the environment failed, judged by what pip or venv printed."""
    if _DISK_IS_FULL.search(output):
        return disk_full(folder)
    if _NO_VENV.search(output):
        return no_venv()
    if _CERTIFICATE.search(output):
        return Trouble(
            "The course's parts could not be fetched: the certificate of the place they come from was not accepted. "
            "In an office network, ask those who run it how pip gets its packages there. On macOS, run "
            f"“Install Certificates.command” in the folder of your Python. {AGAIN}"
        )
    if _OTHER_BYTES.search(output):
        return Trouble(
            "A part that was fetched is not the one the course was made with, so it was not installed. "
            f"Something on the way may have changed it: try another network, or ask those who run yours. {AGAIN}"
        )
    if _NO_NETWORK.search(output):
        return Trouble(
            "The course's parts could not be fetched: no answer from the network. The first start needs a network, "
            f"later ones do not. Check that you are online. {AGAIN}"
        )
    if missing := _NOT_OFFERED.search(output):
        # pip says the same when an index does not answer and when it has nothing that fits.
        return Trouble(
            f"One of the course's parts ({missing[1]}) was not found where pip looks. Either the network did not "
            f"answer, or there is none for this computer (Python {platform.python_version()} on {platform.system()} "
            f"{platform.machine()}). Check that you are online, and that your Python is one of 3.11 to 3.14, 64 bit. "
            f"{AGAIN}"
        )
    if _MAY_NOT.search(output):
        return not_writable(folder)
    return Trouble(
        f"Installing the course's parts failed. What was said is in {log}. Start again with the same command; "
        "if it fails again, show that file to somebody."
    )


def disk_full(folder: Path) -> Trouble:
    """Say that there is no room."""
    return Trouble(
        f"There is not enough room on the disk that holds {folder}, or on the one for temporary files. "
        f"The course's parts need about 1 GB. Free some space. {AGAIN}"
    )


def not_writable(folder: Path) -> Trouble:
    """Say that the folder of the course belongs to somebody else or cannot be changed."""
    return Trouble(
        f"The folder {folder} cannot be written to, and the course keeps its parts in it. "
        "Copy the whole folder to a place that is yours, such as your home folder, and start it there."
    )


def no_venv() -> Trouble:
    """Say that this Python lacks the part that makes private environments."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if sys.platform == "linux":
        advice = f"On Debian or Ubuntu this installs it:  sudo apt install python{version}-venv ."
    else:
        advice = "The Python from python.org has it."
    return Trouble(
        f"This Python ({version}) cannot make a private place for the course: its part called venv is missing. "
        f"{advice} {AGAIN}"
    )
