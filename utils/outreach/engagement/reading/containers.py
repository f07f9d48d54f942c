"""What somebody gave: files, folders and archives, as files to read. Nothing is ever unpacked to disk."""

from __future__ import annotations

import gzip
import io
import os
import re
import struct
import tarfile
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import TYPE_CHECKING, BinaryIO, cast

from outreach.engagement.reading.opened import FAULTS, Opened, Unreadable, why
from outreach.engagement.reading.workbook import kind_of
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

DEEPEST = 2
"""A zip may hold zips, and these may not hold any."""

MOST_FILES = 20_000
LARGEST_UNPACKED = 4_000_000_000
LARGEST_INNER = 300_000_000
"""Bytes of a zip within a zip, which is held in memory."""

MOST_KEPT = 200_000_000
"""Bytes of a packed tape that are held in memory, so that it is not unpacked again for every file."""

FREE = 32_000_000
LARGEST_RATIO = 250
"""A table shrinks to a tenth or a fiftieth; beyond ``FREE`` bytes, what grew more than this is a bomb."""

LARGEST_DIRECTORY = 16_000_000

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_LOCAL_HEADER = 30
_GZIP = b"\x1f\x8b"
_OTHERS = {
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
}
_SYSTEM = frozenset({"__macosx", "thumbs.db", "desktop.ini", "$recycle.bin", "system volume information"})
_MEDIA = frozenset(
    f".{name}"
    for names in (
        "jpg jpeg png gif webp heic avif bmp svg ico tif tiff",
        "mp4 m4v mov webm avi mkv mp3 m4a ogg wav flac",
        "woff woff2 ttf css",
    )
    for name in names.split()
)


@dataclass(frozen=True)
class Unopened:
    """What was given and is not read, and why, in one sentence.

    ``passed_over`` counts files that nobody meant to give, such as hidden ones and pictures; it is 0 for a fault.
    """

    shown: str
    reason: str
    passed_over: int = 0


def opened(paths: Iterable[Path]) -> Iterator[Opened | Unopened]:
    """Return every file that stands at these paths, in folders and archives too.

    A file that is given twice comes once. Files of a folder know each other.
    """
    yield from _Opening().all(list(paths))


@dataclass
class _Opening:
    seen: set[str] = field(default_factory=set)
    count: int = 0
    unpacked: int = 0
    held: int = 0

    def all(self, paths: Sequence[Path]) -> Iterator[Opened | Unopened]:
        loose: dict[Path, list[tuple[str, Path]]] = {}
        shown_as = _shown(paths)
        for path, shown in zip(paths, shown_as, strict=True):
            if _is_folder(path):
                yield from self._folder(path, shown)
            else:
                loose.setdefault(path.parent, []).append((shown, path))
        for files in loose.values():
            yield from self._files(files)

    def _folder(self, root: Path, shown_root: str) -> Iterator[Opened | Unopened]:
        over: Counter[str] = Counter()
        waiting = [(root, shown_root)]
        while waiting:
            folder, shown = waiting.pop()
            try:
                entries = sorted(os.scandir(folder), key=lambda entry: (entry.name.casefold(), entry.name))
            except OSError as error:
                yield Unopened(shown, _sentence(shown, error, "folder"))
                continue
            files: list[tuple[str, Path]] = []
            inner: list[tuple[Path, str]] = []
            for entry in entries:
                here = f"{shown}/{_clean(entry.name)}"
                if kind := _passed_over(entry.name):
                    over[kind] += 1
                    continue
                if entry.is_symlink() and _is_folder(Path(entry.path)):
                    yield Unopened(here, f"{here} is a link to a folder and was not followed; give that folder itself.")
                elif entry.is_dir(follow_symlinks=False):
                    inner.append((Path(entry.path), here))
                else:
                    files.append((here, Path(entry.path)))
            waiting.extend(reversed(inner))
            yield from self._files(files)
            if self.count > MOST_FILES:
                return
        yield from _said_over(shown_root, over)

    def _files(self, files: Iterable[tuple[str, Path]]) -> Iterator[Opened | Unopened]:
        folder: list[Opened] = []
        found: list[Opened | Unopened] = []
        for shown, path in files:
            try:
                real = os.path.realpath(path)
                is_regular = S_ISREG(path.stat().st_mode)
            except (OSError, ValueError) as error:
                found.append(Unopened(shown, _sentence(shown, error)))
                continue
            if real in self.seen:
                continue
            self.seen.add(real)
            if not is_regular:
                found.append(Unopened(shown, f"{shown} is no file; give an export."))
                continue
            found.append(Opened(shown, path.name, path, folder))
        yield from self._each(found, folder, 0)

    def _each(
        self, found: Iterable[Opened | Unopened], folder: list[Opened], depth: int
    ) -> Iterator[Opened | Unopened]:
        """Return files, and instead of archives what is in them."""
        plain: list[Opened | Unopened] = []
        inside: list[Iterator[Opened | Unopened]] = []
        for one in found:
            if isinstance(one, Unopened):
                plain.append(one)
                continue
            self.count += 1
            if self.count > MOST_FILES:
                reason = f"More than {MOST_FILES:,} files were given; those from {one.shown} on were left out."
                plain.append(Unopened(one.shown, reason))
                break
            try:
                what = self._looked_at(one, depth)
            except OutreachError as error:
                what = Unopened(one.shown, str(error))
            if isinstance(what, Opened | Unopened):
                plain.append(what)
            else:
                inside.append(what)
        folder.extend(one for one in plain if isinstance(one, Opened))
        yield from plain
        for members in inside:
            yield from members

    def _looked_at(self, file: Opened, depth: int) -> Opened | Unopened | Iterator[Opened | Unopened]:
        """Return a file, why it is not read, or what is in it."""
        head = file.head(8)
        packed = next((name for magic, name in _OTHERS.items() if head.startswith(magic)), "")
        if packed:
            return Unopened(file.shown, f"{file.shown} is packed as {packed}; unpack it and give what is in it.")
        if head.startswith(_GZIP):
            return self._gzip(file)
        if not head.startswith(_ZIP):
            return file
        listed = self._zip(file)
        return (
            file if listed is None else listed if isinstance(listed, Unopened) else self._members(file, listed, depth)
        )

    def _zip(self, archive: Opened) -> list[zipfile.ZipInfo] | Unopened | None:
        """List a zip; None where it is a workbook or another document, which is a zip inside."""
        shown = archive.shown
        try:
            with archive.open() as stream:
                if _directory_size(stream, archive.size) > LARGEST_DIRECTORY:
                    return Unopened(shown, f"{shown} lists more files than any export has; nothing of it was read.")
                with zipfile.ZipFile(stream) as packed:
                    infos = packed.infolist()
        except (OutreachError, *FAULTS):
            return Unopened(shown, f"{shown} is no whole zip file: it is damaged or was cut off; download it again.")
        if kind_of([info.filename for info in infos]):
            return None
        fault = self._bomb(shown, infos)
        return Unopened(shown, fault) if fault else infos

    def _bomb(self, shown: str, infos: Sequence[zipfile.ZipInfo]) -> str:
        if self.count + len(infos) > MOST_FILES:
            return f"{shown} holds {len(infos):,} files, and more than {MOST_FILES:,} are not read at once."
        self.unpacked += sum(info.file_size for info in infos)
        if self.unpacked > LARGEST_UNPACKED:
            return (
                f"{shown} unpacks to more than {LARGEST_UNPACKED // 1_000_000_000} GB; give the files you need alone."
            )
        if any(info.file_size > FREE and info.file_size > LARGEST_RATIO * max(info.compress_size, 1) for info in infos):
            return (
                f"{shown} holds a file that grows more than {LARGEST_RATIO} times, as no export does; it was not read."
            )
        end = 0
        for info in sorted(infos, key=lambda info: info.header_offset):
            if info.header_offset < end:
                return f"{shown} holds files that overlap, as no program packs them; it was not read."
            end = info.header_offset + _LOCAL_HEADER + info.compress_size
        return ""

    def _members(self, archive: Opened, infos: list[zipfile.ZipInfo], depth: int) -> Iterator[Opened | Unopened]:
        if depth >= DEEPEST:
            yield Unopened(archive.shown, f"{archive.shown} is a zip within a zip within a zip; unpack it first.")
            return
        over: Counter[str] = Counter()
        locked = 0
        folders: dict[str, list[tuple[str, zipfile.ZipInfo]]] = {}
        for info in sorted(infos, key=lambda info: info.filename.casefold()):
            parts = _parts(_member_name(info))
            if info.is_dir() or not parts:
                continue
            if kind := next(filter(None, map(_passed_over, parts)), ""):
                over[kind] += 1
                continue
            if info.flag_bits & 1:
                locked += 1
                continue
            folders.setdefault("/".join(parts[:-1]), []).append(("/".join(parts), info))
        if locked:
            yield Unopened(
                archive.shown, f"{archive.shown} is protected by a password; unpack it and give what is in it."
            )
        for names in folders.values():
            beside: list[Opened] = []
            found: list[Opened | Unopened] = []
            for name, info in names:
                member = Opened(f"{archive.shown}/{name}", name.rpartition("/")[2], _Member(archive, info), beside)
                found.append(self._held(member))
            yield from self._each(found, beside, depth + 1)
        yield from _said_over(archive.shown, over)

    def _held(self, member: Opened) -> Opened | Unopened:
        """Take a zip within a zip to memory: it can only be listed from its end."""
        try:
            if not member.head(4).startswith(_ZIP):
                return member
            if member.size > LARGEST_INNER or self.held + member.size > 2 * LARGEST_INNER:
                return Unopened(member.shown, f"{member.shown} is a very large zip within a zip; unpack it first.")
            data = member.data()
        except OutreachError as error:
            return Unopened(member.shown, str(error))
        self.held += len(data)
        return Opened(member.shown, member.name, data, member._folder)  # noqa: SLF001 - the same file, held

    def _gzip(self, archive: Opened) -> Iterator[Opened | Unopened]:
        shown = archive.shown
        place = _Gzipped(archive)
        try:
            with place.open() as stream:
                start = stream.read(512)
        except (OutreachError, *FAULTS) as error:
            yield Unopened(shown, f"{shown} could not be unpacked: {why(error)}.")
            return
        if start[257:262] == b"ustar":
            yield from self._tape(archive, place)
            return
        name = re.sub(r"\.gz(?:ip)?\Z", "", archive.name, flags=re.IGNORECASE)
        inner = Opened(shown, name, place)
        if start.startswith((*_ZIP, _GZIP)):
            yield Unopened(shown, f"{shown} is an archive within an archive; unpack it first.")
            return
        yield inner

    def _tape(self, archive: Opened, place: _Gzipped) -> Iterator[Opened | Unopened]:
        shown = archive.shown
        folders: dict[str, list[Opened]] = {}
        over: Counter[str] = Counter()
        fault = ""
        try:
            with place.open() as stream, tarfile.open(fileobj=stream, mode="r|") as tape:
                for member in tape:
                    parts = _parts(member.name)
                    if not member.isfile() or not parts:
                        continue
                    if kind := next(filter(None, map(_passed_over, parts)), ""):
                        over[kind] += 1
                        continue
                    self.count += 1
                    if self.count > MOST_FILES:
                        fault = f"{shown} holds more than {MOST_FILES:,} files; the others were left out."
                        break
                    beside = folders.setdefault("/".join(parts[:-1]), [])
                    held: bytes | _OnTape = _OnTape(place, member.offset_data, member.size)
                    if self.held + member.size <= MOST_KEPT:
                        stream_of = tape.extractfile(member)
                        held = stream_of.read() if stream_of else b""
                        self.held += len(held)
                    beside.append(Opened(f"{shown}/{'/'.join(parts)}", parts[-1], held, beside))
        except (OutreachError, tarfile.TarError, *FAULTS) as error:
            reason = str(error) if isinstance(error, OutreachError) else f"{why(error)}."
            fault = f"{shown} could not be read to its end: {reason}"
        for beside in folders.values():
            yield from beside
        if fault:
            yield Unopened(shown, fault)
        yield from _said_over(shown, over)


@dataclass(frozen=True)
class _Member:
    """A file in a zip."""

    archive: Opened
    info: zipfile.ZipInfo

    @property
    def size(self) -> int:
        return self.info.file_size

    def open(self) -> BinaryIO:
        raw = self.archive.open()
        try:
            raw.seek(self.info.header_offset)
            raw.seek(_length_of_names(raw.read(_LOCAL_HEADER)), io.SEEK_CUR)
            # The list of the zip is read once; opening it as a whole for every file would read it again each time.
            return cast("BinaryIO", zipfile.ZipExtFile(raw, "r", self.info, close_fileobj=True))
        except BaseException:
            raw.close()
            raise


def _length_of_names(header: bytes) -> int:
    """Return how many bytes stand between the header of a file in a zip and its content."""
    if len(header) < _LOCAL_HEADER or not header.startswith(_ZIP[0]):
        raise zipfile.BadZipFile
    name, extra = struct.unpack("<HH", header[26:])
    return int(name + extra)


@dataclass(frozen=True)
class _Gzipped:
    """What one gzip file unpacks to."""

    archive: Opened

    @property
    def size(self) -> int:
        with self.archive.open() as stream:
            stream.seek(-4, io.SEEK_END)
            return int.from_bytes(stream.read(4), "little")

    def open(self) -> BinaryIO:
        raw = self.archive.open()
        return cast("BinaryIO", io.BufferedReader(_Bounded(self.archive, raw), 1 << 18))


class _Bounded(io.RawIOBase):
    """An unpacking stream that stops where it grows as no export does."""

    def __init__(self, archive: Opened, raw: BinaryIO) -> None:
        super().__init__()
        self._shown = archive.shown
        self._limit = max(FREE, LARGEST_RATIO * archive.size)
        self._raw = raw
        self._stream = gzip.GzipFile(fileobj=raw)
        self._made = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # io passes nothing but a memoryview
        data = self._stream.read(len(buffer))
        self._made += len(data)
        if self._made > min(self._limit, LARGEST_UNPACKED):
            raise Unreadable(f"{self._shown} unpacks to far more than any export does; it was not read.")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        self._raw.close()
        super().close()


@dataclass(frozen=True)
class _OnTape:
    """A file in a packed tape, found again from its beginning."""

    tape: _Gzipped
    begin: int
    size: int

    def open(self) -> BinaryIO:
        stream = self.tape.open()
        left = self.begin
        while left and (step := stream.read(min(left, 1 << 20))):
            left -= len(step)
        return cast("BinaryIO", io.BufferedReader(_Part(stream, self.size)))


class _Part(io.RawIOBase):
    """A stream that ends after some bytes."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        super().__init__()
        self._stream = stream
        self._left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # io passes nothing but a memoryview
        data = self._stream.read(min(len(buffer), self._left))
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def _is_folder(path: Path) -> bool:
    """Tell whether a path leads to a folder; False where that may not be known."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _passed_over(name: str) -> str:
    """Return what kind of file it is that nobody means to give, or ""."""
    lowered = name.casefold()
    if name.startswith((".", "~$")) or lowered in _SYSTEM:
        return "hidden or system"
    return "picture, sound, film or style" if PurePosixPath(lowered).suffix in _MEDIA else ""


def _said_over(shown: str, over: Counter[str]) -> Iterator[Unopened]:
    for kind, count in over.items():
        files = "file was" if count == 1 else "files were"
        yield Unopened(shown, f"{count} {kind} {files} passed over in {shown}.", count)


def _directory_size(stream: BinaryIO, size: int) -> int:
    """Return the bytes that a zip says its list has; 0 where it does not say."""
    stream.seek(max(size - 66_000, 0))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 16:
        return 0
    (said,) = struct.unpack("<I", tail[at + 12 : at + 16])
    if said == 0xFFFFFFFF:  # noqa: PLR2004 - said in the longer record instead
        at = tail.rfind(b"PK\x06\x06")
        said = int.from_bytes(tail[at + 40 : at + 48], "little") if at >= 0 else 0
    return int(said)


def _member_name(info: zipfile.ZipInfo) -> str:
    """Return a name in a zip. Many programs write UTF-8 and do not say so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _parts(name: str) -> list[str]:
    """Return the parts of a name in an archive. It is only shown, and never led out of the archive."""
    return [_clean(part) for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]


def _clean(name: str) -> str:
    return "".join(char if char.isprintable() else "\ufffd" for char in name)


def _shown(paths: Sequence[Path]) -> list[str]:
    """Return the paths as they are shown: the name alone, and as much of its folders as tells it from the others."""
    shown: list[str] = []
    names = [path.name or path.resolve().name or "folder" for path in paths]
    for path, name in zip(paths, names, strict=True):
        same = [other for other, its in zip(paths, names, strict=True) if its == name and other != path]
        parts = path.parts
        length = 1
        while length < len(parts) and any(other.parts[-length:] == parts[-length:] for other in same):
            length += 1
        shown.append(_clean("/".join(parts[-length:]) if length > 1 else name))
    return shown


def _sentence(shown: str, error: BaseException, what: str = "file") -> str:
    match error:
        case FileNotFoundError():
            return f"{shown} is not there; look at how it is written, or give it again."
        case PermissionError():
            return f"{shown} may not be read; change the permission of the {what}, or copy it to another folder."
        case OSError(errno=40):
            return f"{shown} is a link that leads back to itself; give the {what} itself."
    return f"{shown} could not be read: {why(error)}."
