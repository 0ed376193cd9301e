"""The fingerprint finds every passage of its document, hardly ever another, and does not give the text back."""

from __future__ import annotations

import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text import segment, shingles

TEXT = "The talks will go on, the host said. Nobody left the table.\n\nThe ministry agreed. It was late when they all went home."
PRINT = shingles.make(segment.read(TEXT), "wire")


def words(number: int, seed: int, vocabulary: int = 50_000) -> list[str]:
    """Return words of which some are frequent and most are rare, as in a language."""
    chance = random.Random(seed)
    return [f"w{int(vocabulary ** chance.random())}" for _ in range(number)]


def test_every_passage_of_four_words_or_more_is_found_at_its_place() -> None:
    all_words = segment.read(TEXT).words
    for first in range(len(all_words)):
        for last in range(first + shingles.SIZE, len(all_words) + 1):
            assert first in PRINT.positions(all_words[first:last])
    assert PRINT.location(0, 5) == segment.read(TEXT).location(0, 5)


def test_fewer_than_four_words_are_never_found() -> None:
    assert list(PRINT.positions(("the", "talks", "will"))) == []
    assert list(PRINT.positions(())) == []


def test_shingles_are_found_at_their_boundaries_only() -> None:
    shifted = shingles.Fingerprint("x", 5, bytes(range(10)), (0,), (0,))
    assert list(shifted.runs(bytes(range(3, 8)))) == []
    assert list(shifted.runs(bytes(range(5, 10)))) == [1]


def test_another_source_hashes_otherwise() -> None:
    other = shingles.make(segment.read(TEXT), "gazette")
    assert not set(shingles.each(other.blob)) & set(shingles.each(PRINT.blob))


def test_no_false_match_in_a_million_random_passages() -> None:
    """Six words drawn from the very words of the document, a million times, none of which stands in it."""
    document = words(2_000, 1)
    found = shingles.make(segment.read(" ".join(document)), "wire")
    standing = {tuple(document[at : at + 6]) for at in range(len(document))}
    chance = random.Random(2)
    matches = tried = 0
    while tried < 1_000_000:
        passage = tuple(chance.choices(document, k=6))
        if passage in standing:
            continue
        tried += 1
        # a match of all three shingles begins with one of the first: most passages need no more than that
        first = shingles.shingled(passage[:4], "wire")
        matches += first in found.blob and any(True for _ in found.positions(passage))
    assert matches == 0
    # what is stated: the chance for one passage, and for one among a million
    assert shingles.odds(2_000, 6) < 1e-30
    assert 1_000_000 * shingles.odds(2_000, 6) < 1e-24
    # four words are the weakest that are looked for
    assert shingles.odds(2_000, 4) < 2e-9


@pytest.mark.parametrize(("bits", "quoted"), [(16, 4), (8, 5)])
def test_the_stated_odds_are_those_of_a_simulation_with_fewer_bits(bits: int, quoted: int) -> None:
    """With 40 bits chance never strikes; cut to so few that it does, it strikes as often as the formula says."""
    document = segment.read(" ".join(words(1_000, 3)))
    cut = [one[: bits // 8] for one in shingles.each(shingles.make(document, "wire").blob)]
    count = quoted - shingles.SIZE + 1
    standing = {tuple(cut[at : at + count]) for at in range(len(cut))}
    tried = 60_000
    fresh = words(tried * quoted, 4)
    hits = 0
    for at in range(0, len(fresh), quoted):
        # words of no document: what matches does so by chance
        passage = tuple(f"x{word}" for word in fresh[at : at + quoted])
        hits += tuple(one[: bits // 8] for one in shingles.each(shingles.shingled(passage, "wire"))) in standing
    stated = 1_000 * 2.0 ** (-bits * count)
    assert 0.75 * stated < hits / tried < 1.25 * stated


def test_one_shingle_needs_more_than_10_to_the_15_tries() -> None:
    """A vocabulary of 50,000 words has 6.25 × 10^18 rows of four; and about 5.7 million of them have any given hash."""
    tries = 50_000**shingles.SIZE
    assert tries == 6_250_000_000_000_000_000
    assert tries > 10**15
    assert 5_000_000 < tries / 2**shingles.BITS < 6_000_000


def test_a_small_vocabulary_shows_the_attack_and_its_cost() -> None:
    """Trying all rows of four finds the words, and only the whole search does: the hash leads nowhere by itself."""
    vocabulary = sorted({*segment.read("the talks will go on said host nobody").words})
    target = shingles.shingled(("the", "talks", "will", "go"), "wire")
    found = [row for row in product(vocabulary, repeat=4) if shingles.shingled(row, "wire") == target]
    assert found == [("the", "talks", "will", "go")]


def test_who_knows_four_words_can_go_on_word_by_word() -> None:
    """What the fingerprint does not protect, and docs/provenance.md says so: the next word needs one vocabulary only."""
    known = ["the", "talks", "will", "go"]
    vocabulary = sorted({*segment.read(TEXT).words})
    shingled = list(shingles.each(PRINT.blob))
    while len(known) < PRINT.words:
        at = len(known) - 3
        known.append(next(w for w in vocabulary if shingles.shingled((*known[-3:], w), "wire") == shingled[at]))
    assert tuple(known) == segment.read(TEXT).words


@given(st.text(max_size=400), st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True))
def test_what_is_written_is_read_again(text: str, salt: str) -> None:
    found = shingles.make(segment.read(text), salt)
    assert shingles.decode(shingles.encode(found)) == found
    assert shingles.decode(shingles.encode(found).replace(b"\n", b"\r\n")) == found


@given(st.integers(0, 10_000))
def test_a_fingerprint_cut_short_is_noticed(length: int) -> None:
    whole = shingles.encode(PRINT)
    cut = whole[: length % (len(whole) - 1)]
    with pytest.raises(shingles.Damaged):
        shingles.decode(cut)


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_a_fingerprint_altered_in_one_byte_is_noticed(at: int, by: int) -> None:
    whole = bytearray(shingles.encode(PRINT))
    whole[at % (len(whole) - 1)] ^= by
    try:
        found = shingles.decode(bytes(whole))
    except shingles.Damaged:
        return
    assert found == PRINT


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_in_words(content: bytes) -> None:
    with pytest.raises(shingles.Damaged) as caught:
        shingles.decode(content)
    assert str(caught.value)


def test_the_file_holds_no_word_of_the_document() -> None:
    body = shingles.encode(PRINT).decode().split("\n", 1)[1]
    assert set(body) <= set("0123456789abcdef:\n end")
    assert not any(word in body for word in segment.read(TEXT).words if len(word) > 3)


def test_counts_that_do_not_agree_are_noticed_even_under_a_true_checksum() -> None:
    wrong = shingles.Fingerprint("wire", PRINT.words, PRINT.blob[5:], PRINT.paragraphs, PRINT.sentences)
    with pytest.raises(shingles.Damaged, match="counts"):
        shingles.decode(shingles.encode(wrong))


def test_a_quotation_is_known_again_by_its_key_whatever_its_typography() -> None:
    key = shingles.quotation_key("wire", "sounds “funny”")
    assert key == shingles.quotation_key("wire", "Sounds funny")
    assert key != shingles.quotation_key("gazette", "Sounds funny")
    assert key != shingles.quotation_key("wire", "sound funny")
