"""Opens the course. Needs nothing but Python.

    python3 start.py          make the course ready, once, and open it
    python3 start.py test     run everything that CI runs
    python3 start.py COMMAND  any command of the course, such as: build, verify, progress

This one file must be readable by very old Pythons, so that they can say what is
needed instead of showing a syntax error. Everything else is in utils/starter.
"""

import os
import subprocess
import sys

NEEDED = (3, 11)


def newer_python():
    """Return the name of a Python on this computer that is new enough and starts, or None."""
    folders = os.environ.get("PATH", "").split(os.pathsep)
    for name in ("python3.14", "python3.13", "python3.12", "python3.11"):
        for folder in folders:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and starts(path):
                return name
    return None


def starts(path):
    """Return whether this Python runs; a version manager leaves names behind that do not."""
    with open(os.devnull, "w") as nothing:
        try:
            return subprocess.call([path, "-c", ""], stdout=nothing, stderr=nothing) == 0
        except OSError:
            return False


def too_old():
    """Return what to tell somebody whose Python is too old."""
    have = "%d.%d" % (sys.version_info[0], sys.version_info[1])
    needed = "%d.%d" % NEEDED
    other = newer_python()
    if other is not None:
        advice = "This computer also has a newer one. Start the course with:  %s start.py" % other
    elif os.name == "nt":
        advice = "Install a newer Python from python.org, then start the course with:  py start.py"
    else:
        advice = "Install a newer Python from python.org, then start the course again with that one."
    return "This is Python %s; the course needs Python %s or newer. %s" % (have, needed, advice)


if __name__ == "__main__":
    if sys.version_info < NEEDED:
        sys.stderr.write(too_old() + "\n")
        sys.exit(1)
    ROOT = os.path.dirname(os.path.abspath(__file__))
    sys.path.insert(0, os.path.join(ROOT, "utils"))
    from starter.hand_over import main

    sys.exit(main(sys.argv[1:], ROOT))
