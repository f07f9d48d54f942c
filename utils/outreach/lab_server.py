"""JupyterLab, started inside this process and kept to the learner's folder.

Imported only when the course is opened, because it loads the whole server.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jupyter_server.serverapp import ServerApp
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from jupyterlab.labapp import LabApp
from jupyterlab_server.workspaces_handler import WorkspacesManager
from tornado.ioloop import PeriodicCallback
from traitlets.config import Config

from outreach.errors import OutreachError
from outreach.view import WIDGET_VIEW

WIDGET_STATE = "application/vnd.jupyter.widget-state+json"
ENDING_SECONDS = 2.0
"""How long what is still being answered may take to end when the server stops."""

if TYPE_CHECKING:
    from collections.abc import Callable, Container
    from pathlib import Path


class CourseServer(ServerApp):
    """A server that reads nobody's settings."""

    def load_config_file(self, *_where: object, **_how: object) -> None:
        """Read no file. What the course needs is given; the person's own settings are for their own Jupyter."""


class ReadablePages(AsyncLargeFileManager):
    """Files as they lie on the disk; a notebook without its kernel is opened as the page that was saved with it."""

    async def get(self, path: str, *given: Any, **named: Any) -> dict[str, Any]:
        """Return a file. Live parts are given only to whom their kernel still answers.

        The saved state of such a part would show a form that keeps nothing, or, where JupyterLab draws it before
        that state is at hand, an error that stays.
        """
        model: dict[str, Any] = await super().get(path, *given, **named)  # type: ignore[no-untyped-call]
        if model.get("type") == "notebook" and isinstance(model.get("content"), dict):
            server: Any = self.parent
            sessions = await server.session_manager.list_sessions()
            if path.strip("/") not in {session["path"].strip("/") for session in sessions}:
                leave_pages(model["content"], alive=())
        return model


@dataclass(frozen=True)
class Opening:
    """What is to be opened. ``page`` is a notebook below ``folder``; ``log`` takes what the server has to say."""

    folder: Path
    page: str
    port: int
    browser: bool
    browser_file: Path
    workspaces: Path
    first_workspace: str
    log: Path


def serve(opening: Opening, when_open: Callable[[str, int], None]) -> None:
    """Serve the folder until somebody stops it; ``when_open`` gets the address and the port.

    Raises
    ------
    OutreachError
        If no port can be had.
    """
    _lay_out_once(opening)
    LabApp.serverapp_class = CourseServer
    # Only JupyterLab itself: language servers, terminals and the like are not needed and make the start slower.
    LabApp.load_other_extensions = False
    try:
        server = LabApp.initialize_server(config=_config(opening))
        server.browser_open_file = str(_for_this_person_alone(opening.browser_file))
        server.start_app()
        page = f"{server.connection_url}lab/tree/{opening.page}?token={server.identity_provider.token}"
        when_open(page, server.port)
        _stop_when_told(server)
        server.start_ioloop()
        _let_go(server.io_loop.asyncio_loop)
    except SystemExit as stopped:
        if stopped.code:
            msg = (
                "The course could not be opened on a port of this computer. Start it again; "
                f"what the server said is in {opening.log}."
            )
            raise OutreachError(msg) from stopped


def keep_readable(model: dict[str, Any], **_others: object) -> None:
    """Before a notebook is saved, leave out every live part whose state is not saved with it.

    JupyterLab keeps no state of what an earlier kernel drew. Reopened, such an
    output would show an error, although its page as HTML lies beside it.
    """
    content = model.get("content")
    if model.get("type") != "notebook" or not isinstance(content, dict):
        return
    widgets = content.get("metadata", {}).get("widgets", {}).get(WIDGET_STATE, {}).get("state", {})
    leave_pages(content, alive=widgets)


def leave_pages(content: dict[str, Any], alive: Container[str]) -> None:
    """Leave of each live part in a notebook whose model is not alive the page that lies beside it."""
    for cell in content.get("cells", []):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if WIDGET_VIEW in data and "text/html" in data and data[WIDGET_VIEW].get("model_id") not in alive:
                del data[WIDGET_VIEW]


def _config(opening: Opening) -> Config:
    log_file = {
        "class": "logging.handlers.RotatingFileHandler",
        "filename": str(opening.log),
        "maxBytes": 1_000_000,
        "backupCount": 1,
        "encoding": "utf-8",
        "delay": True,
        "formatter": "console",
    }
    given: dict[str, dict[str, Any]] = {
        "Application": {
            "log_level": "INFO",
            "log_format": "%(asctime)s %(levelname)s %(message)s",
            "logging_config": {
                "handlers": {"file": log_file},
                "loggers": {name: {"level": "INFO", "handlers": ["file"]} for name in ("CourseServer", "LabApp")},
                "root": {"level": "WARNING", "handlers": ["file"]},
            },
        },
        "JupyterApp": {"answer_yes": True},
        "ServerApp": {
            "contents_manager_class": ReadablePages,
            "root_dir": str(opening.folder),
            "default_url": f"/lab/tree/{opening.page}",
            "ip": "127.0.0.1",
            "port": opening.port,
            "port_retries": 50,
            "open_browser": opening.browser,
            "allow_root": True,
            "terminals_enabled": False,
        },
        "LabApp": {
            "open_browser": opening.browser,
            "default_url": f"/lab/tree/{opening.page}",
            "custom_css": True,
            "extension_manager": "readonly",
            "news_url": None,
            "check_for_updates_class": "jupyterlab.handlers.announcements.NeverCheckForUpdate",
        },
        "KernelManager": {"shutdown_wait_time": 2.0},
        "ContentsManager": {"pre_save_hook": keep_readable},
        "KernelSpecManager": {"allowed_kernelspecs": {"python3"}},
    }
    return Config(given)


def _for_this_person_alone(path: Path) -> Path:
    """Make a file that nobody else on this computer can read, for the key to the server that is written into it."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return path


def _stop_when_told(server: ServerApp) -> None:
    """Stop at the first Ctrl-C or when the window is closed, without a question; a second one ends at once."""

    def stop(number: int, _frame: object) -> None:
        signal.signal(number, signal.default_int_handler)
        server.stop(from_signal=True)

    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), stop)
    if sys.platform == "win32":
        # There a waiting loop does not hear Ctrl-C, so it must not wait long.
        PeriodicCallback(lambda: None, 500).start()


def _let_go(loop: asyncio.AbstractEventLoop) -> None:
    """End what is still being answered when the server stops.

    A page asks for something every few seconds. A thread that works for such a question ends with it;
    left waiting, it would keep the whole process from ending.
    """
    until = loop.time() + ENDING_SECONDS
    while (left := asyncio.all_tasks(loop)) and loop.time() < until:
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.wait(left, timeout=ENDING_SECONDS))
    loop.run_until_complete(asyncio.sleep(0))  # what is to be done after the last of them


def _lay_out_once(opening: Opening) -> None:
    """Lay the window out for the first visit; later it opens as the learner left it."""
    manager = WorkspacesManager(str(opening.workspaces))
    if not manager.list_workspaces():
        manager.save("default", opening.first_workspace)
