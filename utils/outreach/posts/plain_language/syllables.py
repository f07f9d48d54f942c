"""How many syllables an English word has.

English spelling has no rule without exceptions. The rules here were held against a dictionary of pronunciation.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from outreach.posts.plain_language.word_lists import SPELLED_OUT, set_of

LONG_WORD = 3
"""Syllables of a word that SMOG counts."""

TOPIC_SYLLABLES = 2
"""Syllables that a term of the topic counts for in the adjusted scores (ESTIMATE)."""

MOST_LETTERS = 6
"""Letters of the longest acronym that is looked for."""

_VOWELS = "aeiouyáéíóúäëïöüàèìòùâêîôû"
_GROUPS = re.compile(f"[{_VOWELS}]+")
_SILENT = re.compile(
    r"(?:(?<=[^aeiouylr])|(?<=[aeiouy]l)|(?<=ll)|(?<=[aeiou]r))e$"  # hope, whole; but table, acre
    r"|(?:(?<=[^aeiouylrscgxzh])|(?<=[aeiouy]l)|(?<=[aeiou]r)|(?<=[tgp]h))es$"  # hopes; but pages, tables
    r"|(?:(?<=[^aeiouylrtd])|(?<=[aeiouy]l)|(?<=ll)|(?<=[aeiour]r))ed$"  # hoped; but wanted, handled, hundred
    r"|(?<=ic)a(?=lly$)"  # basically
)
_APART = re.compile(
    r"(?=[aeiouy][aeiouyïëö]|sms?$|thms?$)(?:"
    # Two vowels side by side that are two syllables.
    r"(?<![ctsg])i(?=a(?!ge))|(?<=[cts])i(?=at|as[mt])"  # psychiatry, associate; but special, marriage
    r"|(?<![cstgxhnv])(?<!ll)i(?=o)|(?<=[cstgxh])i(?=o(?!n|us))"  # violent, curiosity; but action, million
    r"|(?<=v)i(?=o(?!u?r))|(?<=n)i(?=o(?!n|r))"  # obvious; but behavior, opinion
    r"|i(?=et)|(?<![ctfn])(?<!fr)(?<!sil)i(?=en[ct])|(?<=sc)i(?=en)"  # quiet, client, science; but patient, friend
    r"|(?<=[aeiouy][^aeiou])i(?=e(?:r|st)s?$)|(?<=[aeiouy][^aeiou][^aeiou])i(?=e(?:r|st)s?$)"  # happier; but tier
    r"|(?<!n)i(?=u[ms])"  # medium
    r"|(?<=cr)e(?=at(?!ur))|(?<=^r)e(?=act|ss|app|al[ism]|un|us(?!t)|in[^sde]|im|or|ev|ex|en)"  # create, react, reuse
    r"|(?<=id)e(?=a)|(?<=ar)e(?=as?$)|(?<=th)e(?=at(?:er|re))|(?<=in)e(?=ars?$)|(?<=s)e(?=um)"  # idea, area, theater
    r"|(?<=[dn])e(?=o)|(?<=th)e(?=o)|(?<=^g)e(?=o(?!rg))|(?<=[^e]r)e(?=o(?![nv]))"  # video, theory, stereotype
    r"|(?<!g)u(?=a(?!d|si))|(?<![gr])u(?=i(?:ci|d|n(?!g)|ti|ty))|(?<=r)u(?=in)"  # actual, suicide; but suit
    r"|u(?=ou)|(?<!g)u(?=el|en[ct])"  # continuous, cruel, influence
    r"|[aeiou](?=ing)|(?<=[^aeiou])y(?=ing)"  # doing, trying
    r"|(?<=p)o(?=e[mt])|(?<=^c)o(?=op|ord|inc|ex)|(?<=^pr)e(?=o|ex)"  # poem, cooperate, preoccupied
    r"|a(?=ic|o)|(?<=n)a(?=iv)|o(?=ic(?!e))|[aeiou](?=[ïëö])"  # archaic, chaos, heroic, naïve
    r"|(?<!^e)(?<=[aeiou])y(?=[aeiou])(?!ed)|(?<=[^aeiouw])y(?=ers?$)"  # player, flyer
    # A syllable without a vowel.
    r"|(?<=[aeiouy])(?=sms?$)|(?=thms?$))"  # autism, rhythm
)
_SAME_SOUND = re.compile(r"(?<=q)u(?=[aeiouy])|(?<=g)u(?=[ei])|(?<=é)e")
"""A u or an e that is not spoken as a vowel: quiet, guess, fiancée."""

_ENDING = re.compile(r"(?<=[^aeiouy]e)(?:ly|ments?|ful(?:ly)?|less(?:ly|ness)?|ness|some|liness|liest|wise|like)$")
"""Endings before which an e stays silent: movement."""

SHORTEST_STEM = 2
"""Letters before such an ending that are none of a word: rely."""

_BEGINNING = re.compile(
    r"(some|there|voice|pace|else|where(?=b)|here(?=[bw])|grave|score|stake|mile|fore|home|life|care|time|space|safe|"
    r"side|base|note|wake|take|make|like|white|house|horse|love|name|fire|whole|ware|store|face|phone|stone|case|line|"
    r"game|live|sure)((?!d$|s$|st$|r|ness$)[bcdfghjklmnpqrstvwz].*[aeiouy].*)"
)
"""First halves of compounds, whose e stays silent: lifetime."""

_OF_THEIR_OWN = {
    word: count
    for count, words in {
        1: "aches whole",
        2: "acne adobe argue brilliant business cashier create crooked diamond driest dr evening every frontier "
        "glacier lion maybe mr mrs naked ninety ok pm am poet premier psyche rugged safety "
        "soldier tv vs wednesday wicked",
        3: "anyone arguing argument beloved civilian coyote element everyone familiar finale forever heroin italian "
        "karate museum nuclear peculiar recipe resilience reunion simile whoever",
        4: "ambiguous apostrophe catastrophe diabetes epitome etc nevertheless vigilante",
        5: "ambiguity",
    }.items()
    for word in words.split()
}

_CAPITAL_VOWELS = frozenset("AEIOUY")
_EXTRA_SYLLABLE = re.compile(r"(?:[sxz]|[cs]h|[scgz]e)$")
"""Ends after which an 's is spoken as a syllable: boss's."""

_NOT_SPOKEN = set_of("ai are ca do sha were wo")
"""What stands before an n't that adds no syllable: don't, but didn't."""

_JOINT = re.compile(r"[-.\u2010\u2011]")

LONGEST_WORD = 100
"""Letters of a word that is looked at closely. Of what is longer, only the groups of vowels are counted."""


def syllables_in(word: str) -> int:
    """Return the number of syllables of an English word, at least 1.

    They are counted by groups of vowels, with rules for silent letters, for vowels side by side that are spoken apart
    and for compounds, and with a short list of words that follow none of them. Acronyms are spelled out: "CBT" has 3.
    """
    if len(word) > LONGEST_WORD:
        return max(len(_GROUPS.findall(word.lower())), 1)
    return max(sum(map(_part_syllables, _JOINT.split(word))), 1)


def raw_and_adjusted_syllables(word: str, terms: frozenset[str]) -> tuple[int, int]:
    """Return the syllables of a word, and as how many they count in the adjusted scores.

    There a term of the topic, also as a part of a compound, counts as if it had no more than `TOPIC_SYLLABLES`.
    """
    if len(word) > LONGEST_WORD:
        count = syllables_in(word)
        return count, count
    return _kept_syllables(word, terms)


@lru_cache(maxsize=20_000)
def _kept_syllables(word: str, terms: frozenset[str]) -> tuple[int, int]:
    count = syllables_in(word)
    if count < LONG_WORD or not terms:
        return count, count
    parts = [(_part_syllables(part), _is_term(part.lower(), terms)) for part in _JOINT.split(word)]
    return count, sum(min(syllables, TOPIC_SYLLABLES) if is_term else syllables for syllables, is_term in parts)


def _is_term(word: str, terms: frozenset[str]) -> bool:
    one = word.removesuffix("'s").removesuffix("'")
    return bool({one, one.removesuffix("s"), one.removesuffix("es"), one.removesuffix("ies") + "y"} & terms)


def _part_syllables(part: str) -> int:
    letters = part.removesuffix("s")
    if letters.isupper() and _is_spelled_out(letters):
        return len(letters) + 2 * letters.count("W")
    stem, mark, end = unicodedata.normalize("NFKC", part).lower().replace("\u2019", "'").partition("'")
    if not mark:
        return _plain_syllables(stem)
    if end == "t" and stem.endswith("n"):
        stem = stem.removesuffix("n")
        return _plain_syllables(stem) + (stem not in _NOT_SPOKEN)
    if end == "s":
        return _plain_syllables(stem) + bool(_EXTRA_SYLLABLE.search(stem))
    if end in {"d", "ll", "m", "re", "ve"}:
        return _plain_syllables(stem) + (stem[-1:] not in _VOWELS)
    return _plain_syllables(stem) + _plain_syllables(end)


def _is_spelled_out(letters: str) -> bool:
    """Tell whether capitals are read letter by letter: those that have no vowel, and some that have one."""
    return letters in SPELLED_OUT or (1 < len(letters) <= MOST_LETTERS and _CAPITAL_VOWELS.isdisjoint(letters))


def _plain_syllables(word: str) -> int:
    """Return the syllables of a word in small letters without apostrophes or hyphens."""
    if not word:
        return 0
    known = _OF_THEIR_OWN.get(word) or _OF_THEIR_OWN.get(word.removesuffix("s"))
    if known:
        return known
    if word == "w":
        return 3
    spoken = _SAME_SOUND.sub("", word.replace("every", "evry"))
    ending = _ENDING.search(spoken)
    if ending and ending.start() > SHORTEST_STEM:
        return _plain_syllables(spoken[: ending.start()]) + _plain_syllables(ending[0])
    halves = _BEGINNING.fullmatch(spoken)
    if halves:
        return _plain_syllables(halves[1]) + _plain_syllables(halves[2])
    count = len(_GROUPS.findall(spoken)) + len(_APART.findall(spoken))
    return max(count - len(_SILENT.findall(spoken)), 1) if count > 1 else 1
