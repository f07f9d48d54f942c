"""A file that somebody brought, wherever it stands: in a folder, in a zip, or in memory."""

from __future__ import annotations

import hashlib
import io
import lzma
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, TypeVar, cast

from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")

LIMIT = 300_000_000
"""Bytes of a file that is read whole."""

HEAD = 65_536
_STEP = 1_048_576


class TooLarge(OutreachError):  # noqa: N818 - it reads as what is the case
    """A file has more bytes than are read at once."""


class Unreadable(OutreachError):  # noqa: N818
    """A file was there and could not be read."""


class Place(Protocol):
    """Where the bytes of a file are had from, when it is neither a file of its own nor in memory."""

    @property
    def size(self) -> int:
        """Bytes, as the container states them."""

    def open(self) -> BinaryIO:
        """Start reading from the first byte."""


class Opened:
    """A file to read. Two are the same only where they are one.

    Parameters
    ----------
    shown
        The path as a reader is shown it.
    name
        The name alone, without folders.
    place
        Where its bytes are.
    siblings
        The files of the same folder. It may hold this file, which then is left out.
    """

    __slots__ = ("__weakref__", "_digest", "_folder", "_kept", "name", "place", "shown")

    def __init__(self, shown: str, name: str, place: Path | bytes | Place, siblings: Sequence[Opened] = ()) -> None:
        self.shown = shown
        self.name = name
        self.place = place
        self._folder = siblings
        self._digest = ""
        self._kept: dict[str, object] = {}

    def __repr__(self) -> str:
        return f"Opened({self.shown!r})"

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """Return what was made of this file before, or make it."""
        if name not in self._kept:
            self._kept[name] = make()
        return cast("T", self._kept[name])

    @property
    def siblings(self) -> tuple[Opened, ...]:
        """The other files of the same folder, or of the same folder in a zip."""
        return tuple(one for one in self._folder if one is not self)

    @property
    def size(self) -> int:
        """Bytes of the file; what a container states is not yet proven."""
        if isinstance(self.place, bytes):
            return len(self.place)
        if isinstance(self.place, Path):
            try:
                return self.place.stat().st_size
            except OSError as error:
                raise _unreadable(self.shown, error) from None
        return self.place.size

    def open(self) -> BinaryIO:
        """Return a stream from the first byte on.

        Raises
        ------
        Unreadable
            Where the file is gone, locked or damaged; also later, while the stream is read.
        """
        if isinstance(self.place, bytes):
            return io.BytesIO(self.place)
        try:
            raw = cast("BinaryIO", self.place.open("rb")) if isinstance(self.place, Path) else self.place.open()
        except FAULTS as error:
            raise _unreadable(self.shown, error) from None
        return cast("BinaryIO", io.BufferedReader(_Told(self.shown, raw), HEAD))

    def head(self, size: int = HEAD) -> bytes:
        """Return the first bytes."""
        if isinstance(self.place, bytes):
            return self.place[:size]
        with self.open() as stream:
            return stream.read(size)

    def data(self) -> bytes:
        """Return all bytes.

        Raises
        ------
        TooLarge
            Beyond ``LIMIT`` bytes, counted while they are read and not as they are stated.
        """
        if isinstance(self.place, bytes):
            data = self.place
        else:
            if isinstance(self.place, Path) and self.size > LIMIT:
                raise _too_large(self.shown)
            with self.open() as stream:
                data = stream.read(LIMIT + 1)
        if len(data) > LIMIT:
            raise _too_large(self.shown)
        return data

    def digest(self) -> str:
        """Return the SHA-256 of the bytes, which tells the same file under another name."""
        if not self._digest:
            total = hashlib.sha256()
            with self.open() as stream:
                while step := stream.read(_STEP):
                    total.update(step)
            self._digest = total.hexdigest()
        return self._digest


class _Told(io.RawIOBase):
    """A stream whose faults are sentences."""

    def __init__(self, shown: str, raw: BinaryIO) -> None:
        super().__init__()
        self._shown = shown
        self._raw = raw

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._raw.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        try:
            return self._raw.seek(offset, whence)
        except FAULTS as error:
            raise _unreadable(self._shown, error) from None

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # io passes nothing but a memoryview
        try:
            data = self._raw.read(len(buffer))
        except FAULTS as error:
            raise _unreadable(self._shown, error) from None
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._raw.close()
        super().close()


FAULTS = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What reading a file or a member of a zip raises. RuntimeError is a password that is asked for."""


def _too_large(shown: str) -> TooLarge:
    return TooLarge(
        f"{shown} is larger than {LIMIT // 1_000_000} MB, more than is read at once. "
        "Export a shorter period, or split the file."
    )


def _unreadable(shown: str, error: BaseException) -> Unreadable:
    return Unreadable(f"{shown} could not be read: {why(error)}.")


def why(error: BaseException) -> str:
    """Return the reason of a fault in a few words."""
    match error:
        case FileNotFoundError():
            return "it is not there any more; export or copy it again"
        case PermissionError():
            return "you have no permission to read it; change its permission or copy it to another folder"
        case IsADirectoryError():
            return "it is a folder"
        case zipfile.BadZipFile() | zlib.error() | lzma.LZMAError() | EOFError():
            return "it is damaged or was cut off; download it again"
        case NotImplementedError():
            return "it is packed in a way that is not known here; unpack it first"
        case RuntimeError():
            return "it is protected by a password; unpack it first"
    return "the system says " + (getattr(error, "strerror", None) or type(error).__name__)
