"""Fingerprints find every passage, hardly match by chance, and hide the text."""

from __future__ import annotations

import random
from array import array
from itertools import product

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text import passages, shingles
from briefgen.text.occurrences import Steps

TEXT = "The talks will go on, the host said. Nobody left the table.\n\nThe ministry agreed. It was late when they all went home."
PRINT = shingles.make(passages.read(TEXT, "en"), "wire")


def places(found: shingles.Fingerprint, quoted: tuple[str, ...]) -> list[int]:
    """Return the index of each occurrence of some words in a fingerprint."""
    return list(found.occurrences.places(found.needle(quoted), Steps(10_000)))


def words(number: int, seed: int, vocabulary: int = 50_000) -> list[str]:
    """Return words with a frequency distribution like that of a language."""
    chance = random.Random(seed)
    return [f"w{int(vocabulary ** chance.random())}" for _ in range(number)]


def test_passages_of_four_or_more_words_are_found() -> None:
    all_words = passages.read(TEXT, "en").words
    for first in range(len(all_words)):
        for last in range(first + shingles.SIZE, len(all_words) + 1):
            assert first in places(PRINT, all_words[first:last])
    assert PRINT.location(0, 5) == passages.read(TEXT, "en").location(0, 5)


def test_fewer_than_four_words_are_never_found() -> None:
    assert list(places(PRINT, ("the", "talks", "will"))) == []
    assert list(places(PRINT, ())) == []


def test_shingles_are_found_at_their_boundaries_only() -> None:
    shifted = shingles.Fingerprint("x", 5, bytes(range(10)), (0,), (0,))
    assert list(shifted.occurrences.places([bytes(range(3, 8))], Steps(9))) == []
    assert list(shifted.occurrences.places([bytes(range(5, 10))], Steps(9))) == [1]


def test_another_source_has_other_hashes() -> None:
    other = shingles.make(passages.read(TEXT, "en"), "gazette")
    assert not set(shingles.each(other.blob)) & set(shingles.each(PRINT.blob))


@pytest.mark.parametrize("count", [100_000, pytest.param(1_000_000, marks=pytest.mark.full)])
def test_no_false_match_in_many_random_passages(count: int) -> None:
    """Try passages that are not in the document, each of six words drawn from it."""
    document = words(2_000, 1)
    found = shingles.make(passages.read(" ".join(document), ""), "wire")
    standing = {tuple(document[at : at + 6]) for at in range(len(document))}
    chance = random.Random(2)
    matches = tried = 0
    while tried < count:
        passage = tuple(chance.choices(document, k=6))
        if passage in standing:
            continue
        tried += 1
        # a match needs the first of the three shingles, which most passages lack
        first = shingles.shingled(passage[:4], "wire")
        matches += first in found.blob and any(True for _ in places(found, passage))
    assert matches == 0
    # the stated probability for one passage, and for one of a million
    assert shingles.odds(2_000, 6) < 1e-30
    assert 1_000_000 * shingles.odds(2_000, 6) < 1e-24
    # four words are the shortest passage that can be found
    assert shingles.odds(2_000, 4) < 2e-9


@pytest.mark.parametrize(("bits", "quoted"), [(16, 4), (8, 5)])
def test_odds_match_a_simulation_with_fewer_bits(bits: int, quoted: int) -> None:
    """Compare the formula with matches by chance, for hashes cut to a few bits.

    With 40 bits there would be none.
    """
    document = passages.read(" ".join(words(1_000, 3)), "")
    cut = [one[: bits // 8] for one in shingles.each(shingles.make(document, "wire").blob)]
    count = quoted - shingles.SIZE + 1
    standing = {tuple(cut[at : at + count]) for at in range(len(cut))}
    tried = 60_000
    fresh = words(tried * quoted, 4)
    hits = 0
    for at in range(0, len(fresh), quoted):
        # words that are in no document, so they match only by chance
        passage = tuple(f"x{word}" for word in fresh[at : at + quoted])
        hits += tuple(one[: bits // 8] for one in shingles.each(shingles.shingled(passage, "wire"))) in standing
    stated = 1_000 * 2.0 ** (-bits * count)
    assert 0.75 * stated < hits / tried < 1.25 * stated


def test_reversing_one_shingle_needs_over_10_to_the_15_tries() -> None:
    """Count the sequences of four words from a vocabulary of 50,000: 6.25 × 10^18.

    About 5.7 million of them have the same hash.
    """
    tries = 50_000**shingles.SIZE
    assert tries == 6_250_000_000_000_000_000
    assert tries > 10**15
    assert 5_000_000 < tries / 2**shingles.BITS < 6_000_000


def test_a_brute_force_attack_finds_words_of_a_small_vocabulary() -> None:
    """Only the search through all sequences of four words finds the words of a hash."""
    vocabulary = sorted({*passages.read("the talks will go on said host nobody", "").words})
    target = shingles.shingled(("the", "talks", "will", "go"), "wire")
    found = [row for row in product(vocabulary, repeat=4) if shingles.shingled(row, "wire") == target]
    assert found == [("the", "talks", "will", "go")]


def test_an_attacker_with_four_words_can_find_the_next_ones() -> None:
    """Show a limit of the protection, which docs/provenance.md describes.

    Each further word needs only one try for each word of the vocabulary.
    """
    known = ["the", "talks", "will", "go"]
    vocabulary = sorted({*passages.read(TEXT, "en").words})
    shingled = list(shingles.each(PRINT.blob))
    while len(known) < PRINT.count:
        at = len(known) - 3
        known.append(next(w for w in vocabulary if shingles.shingled((*known[-3:], w), "wire") == shingled[at]))
    assert tuple(known) == passages.read(TEXT, "en").words


@given(st.text(max_size=400), st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True))
def test_decoding_an_encoded_fingerprint_restores_it(text: str, salt: str) -> None:
    found = shingles.make(passages.read(text, "uk"), salt)
    assert shingles.decode(shingles.encode(found)) == found
    assert shingles.decode(shingles.encode(found).replace(b"\n", b"\r\n")) == found


@given(st.integers(0, 10_000))
def test_a_truncated_fingerprint_is_rejected(length: int) -> None:
    whole = shingles.encode(PRINT)
    cut = whole[: length % (len(whole) - 1)]
    with pytest.raises(shingles.Damaged):
        shingles.decode(cut)


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_a_fingerprint_with_a_changed_byte_is_rejected(at: int, by: int) -> None:
    whole = bytearray(shingles.encode(PRINT))
    whole[at % (len(whole) - 1)] ^= by
    try:
        found = shingles.decode(bytes(whole))
    except shingles.Damaged:
        return
    assert found == PRINT


@given(st.binary(max_size=200))
def test_random_bytes_are_rejected_with_a_message(content: bytes) -> None:
    with pytest.raises(shingles.Damaged) as caught:
        shingles.decode(content)
    assert str(caught.value)


def test_the_file_contains_no_word_of_the_document() -> None:
    body = shingles.encode(PRINT).decode().split("\n", 1)[1]
    assert set(body) <= set("0123456789abcdef:\n end")
    assert not any(word in body for word in passages.read(TEXT, "en").words if len(word) > 3)


def test_wrong_counts_with_a_valid_checksum_are_rejected() -> None:
    wrong = msgspec.structs.replace(PRINT, blob=PRINT.blob[5:])
    with pytest.raises(shingles.Damaged, match="counts"):
        shingles.decode(shingles.encode(wrong))


def test_a_quotation_key_does_not_depend_on_typography() -> None:
    key = shingles.quotation_key("wire", "sounds “funny”", "en")
    assert key == shingles.quotation_key("wire", 'sounds "funny"', "en")
    assert key != shingles.quotation_key("gazette", "sounds funny", "en")
    assert key != shingles.quotation_key("wire", "sound funny", "en")
    assert key != shingles.quotation_key("wire", "Sounds funny", "en")


def test_fingerprint_of_the_first_kind_is_still_read() -> None:
    first = msgspec.structs.replace(PRINT, language="", features=None, spelled={})
    written = shingles.encode(first)
    assert written.startswith(b"briefgen-fingerprint 1 wire\n")
    assert shingles.decode(written) == first


SPELLED = shingles.make(passages.read("Il a tué le projet de paix, dit-on.", "fr"), "wire")


@pytest.mark.parametrize(
    "changed",
    [
        {"spelled": {}},
        {"spelled": {0: b"ab"}},
        {"features": array("H", [0] * 8)},
        {"features": array("H", [1 << 15] * 9)},
    ],
    ids=["no spelling", "one spelling", "few features", "unknown feature"],
)
def test_features_that_contradict_the_counts_are_rejected(changed: dict[str, object]) -> None:
    wrong = msgspec.structs.replace(SPELLED, **changed)
    with pytest.raises(shingles.Damaged):
        shingles.decode(shingles.encode(wrong))
