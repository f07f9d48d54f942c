"""The images of a post, and the rule that each has words in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.errors import OutreachError
from outreach.posts.exporting.letters import one_line, shortened
from outreach.posts.exporting.markdown import alternative_text, inline_tokens, tokens_of
from outreach.posts.post import Image

if TYPE_CHECKING:
    from outreach.posts.post import Post

_SHOWN = 60


def images_of(body: str) -> tuple[Image, ...]:
    """Return the images of a Markdown body, each with the line that it begins in, counted from 1."""
    return tuple(
        Image(str(token.attrs["src"]), one_line(alternative_text(token)), first + int(token.meta["line"]))
        for first, token in inline_tokens(tokens_of(body))
        if token.type == "image"
    )


def require_alternative_texts(post: Post) -> None:
    """Do nothing where each image of a post has words in its place.

    Raises
    ------
    OutreachError
        Where one has none; the sentence names each by its line.
    """
    without = [image for image in images_of(post.body) if not image.alt]
    if without:
        places = "; ".join(f"line {image.line} ({shortened(image.address, _SHOWN)})" for image in without)
        raise OutreachError(
            f"{'This image has' if len(without) == 1 else 'These images have'} no alternative text: {places}. "
            "People who cannot see an image hear those words instead. "
            "Write in the square brackets what the image shows, such as ![A desk with two chairs](desk.jpg)."
        )
