"""The practice's own small files, and what else lies in Grace's folder."""

from __future__ import annotations

from outreach.engagement.sample import words
from outreach.engagement.sample.happened.letters import replies
from outreach.engagement.sample.happened.notes import INQUIRIES, gifts
from outreach.engagement.sample.written.files import table

INQUIRY_FILE, GIFT_FILE, ANSWER_FILE = "notes/inquiries.csv", "notes/gives.csv", "notes/answers.csv"
SHOPPING_FILE = "notes/shopping list.csv"
FOLDER_FILE = ".DS_Store"
"""What a Mac leaves in every folder that was opened."""


def files() -> dict[str, bytes]:
    """Return the notes, a shopping list, and a file that nobody made on purpose."""
    inquiries = [(note.when, note.source, "yes" if note.qualified else "no") for note in INQUIRIES]
    given = [(gift.when, gift.contact, gift.gave_or_got, gift.kind) for gift in gifts()]
    answers = [(reply.when, "newsletter", reply.kind) for reply in replies()]
    return {
        INQUIRY_FILE: table([("date", "source", "qualified"), *inquiries]).encode(),
        GIFT_FILE: table([("date", "contact", "gave_or_got", "kind"), *given]).encode(),
        ANSWER_FILE: table([("date", "where", "kind"), *answers]).encode(),
        SHOPPING_FILE: table([("what", "how much"), *words.SHOPPING]).encode(),
        FOLDER_FILE: b"\x00\x00\x00\x01Bud1\x00\x00\x10\x00\x00\x00\x08\x00" + bytes(64),
    }
