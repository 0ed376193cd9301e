"""Rules on prose and on the briefing: settings, help texts, positions and fixes.

Simple cases are in `tests/data/cases/`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.build import check_project
from briefgen.check.rules import loaded_word
from briefgen.cli.check import checker
from briefgen.config import Config
from briefgen.corpus.cache import Cache
from briefgen.corpus.link import link
from briefgen.diagnostics.types import Diagnostic
from briefgen.editing import fix
from briefgen.model.kinds.event import Event
from tests.support.examples import examples
from tests.support.small import CLEAN, checked, loaded, project

PATH = "content/events/2025-11-28-more.yaml"
BRIEFING = "content/briefing.yaml"
ACTOR = "content/actors/office.yaml"


def _event(**fields: str) -> dict[str, str]:
    lines = {"title": "More", "date": "2025-11-28", "summary": "More was said.", "cite": "[wire]", **fields}
    return {PATH: "".join(f"{name}: {value}\n" for name, value in lines.items())}


def _briefing(more: str) -> dict[str, str]:
    return {BRIEFING: CLEAN[BRIEFING] + more}


def _found(folder: Path, files: dict[str, str], code: str) -> list[Diagnostic]:
    return [d for d in checked(folder, files).diagnostics if d.code == code]


def _fixed(folder: Path, files: dict[str, str], *, unsafe: bool = False, path: str = PATH) -> str:
    config = Config(project=project(folder, {**CLEAN, **files}))
    result = fix.apply_fixes(checker(config, Cache()), config, unsafe=unsafe, is_wanted=lambda _: True)
    assert fix.write(config, result.changes) == ()
    return (config.project / path).read_text("utf-8")


# loaded words


def test_briefings_word_list_replaces_the_default(tmp_path: Path) -> None:
    files = _briefing("loaded_words: {coffee maker: kettle, Slur: name}\n") | _event(
        summary="The regime and its coffee-makers use slurs; a regime."
    )
    found = _found(tmp_path, files, "BG475")
    assert [(d.message.split("`")[1], d.help.partition(";")[0]) for d in found] == [
        ("coffee-makers", "instead: kettle"),
        ("slurs", "instead: name"),
    ]


@pytest.mark.parametrize("setting", ["loaded_words: {}\n", "language: de\n"])
def test_without_word_list_no_word_is_reported(tmp_path: Path, setting: str) -> None:
    assert _found(tmp_path, _briefing(setting) | _event(summary="The regime."), "BG475") == []


def test_word_list_works_in_other_languages(tmp_path: Path) -> None:
    files = _briefing("language: de\nloaded_words: {Schurke: der Name}\n") | _event(summary="Der schurke kam.")
    assert len(_found(tmp_path, files, "BG475")) == 1


def test_loaded_word_in_actors_name_is_allowed(tmp_path: Path) -> None:
    actor = {ACTOR: "name: Puppet Theatre Union\nsummary: A union.\nrelated: [plan]\ncite: [wire]\n"}
    files = actor | _event(summary="The Puppet Theatre Union spoke. A puppet answered.")
    assert [(d.span.line, d.message.split("`")[1]) for d in _found(tmp_path, files, "BG475")] == [(3, "puppet")]


def test_loaded_word_in_verbatim_text_is_allowed(tmp_path: Path) -> None:
    point = CLEAN["content/points/point-01.yaml"]
    verbatim = point.replace("text: Something.", "wording: verbatim, text: The regime  <b>goes</b> “now")
    ours = point.replace("text: Something.", "text: The regime goes.")
    assert checked(tmp_path / "a", {"content/points/point-01.yaml": verbatim}).diagnostics == ()
    assert len(_found(tmp_path / "b", {"content/points/point-01.yaml": ours}, "BG475")) == 1


@pytest.mark.parametrize("title", ["title: A regime\n", "title: Small\ndescription: A regime.\n"])
def test_briefings_title_and_description_are_checked(tmp_path: Path, title: str) -> None:
    found = _found(tmp_path, {BRIEFING: CLEAN[BRIEFING].replace("title: Small\n", title)}, "BG475")
    assert [d.span.path for d in found] == [BRIEFING]


def test_loaded_word_in_source_title_is_allowed(tmp_path: Path) -> None:
    source = CLEAN["content/sources/wire.yaml"].replace("A report", "The regime’s ultimatum")
    assert checked(tmp_path, {"content/sources/wire.yaml": source}).diagnostics == ()


@pytest.mark.parametrize("word", sorted(loaded_word.ENGLISH))
def test_every_listed_word_is_found_and_has_advice(word: str) -> None:
    (entry,) = loaded_word._entries({word: loaded_word.ENGLISH[word]})
    assert entry.pattern.search(f"So the {word.upper()}, they said")
    assert entry.stem in f"so the {word}"
    assert not entry.pattern.search(f"x{word}x")
    assert loaded_word.ENGLISH[word]


@pytest.mark.parametrize(
    ("word", "forms"), [("crony", ["crony", "cronies"]), ("boss", ["boss", "bosses"]), ("thug", ["thugs"])]
)
def test_simple_inflections_are_found(word: str, forms: list[str]) -> None:
    (entry,) = loaded_word._entries({word: "x"})
    assert all(entry.pattern.search(form) and entry.stem in form for form in forms)


# unfinished


def test_draft_may_contain_placeholders(tmp_path: Path) -> None:
    files = _event(summary="TODO", title="TBD", body="FIXME", status="draft")
    assert _found(tmp_path, files, "BG478") == []


@pytest.mark.parametrize(
    "text", ["...", "…", "n/a", "N/A", "tbd", "TODO", "To be written.", "coming soon…", "???", "xxx", "TKTK"]
)
def test_placeholder_text_is_reported(tmp_path: Path, text: str) -> None:
    assert len(_found(tmp_path, _event(summary=json.dumps(text)), "BG478")) == 1


@pytest.mark.parametrize("text", ["No.", "40 %", "A.", "Нет.", "未定", "Not applicable here."])
def test_short_meaningful_text_is_not_reported(tmp_path: Path, text: str) -> None:
    assert _found(tmp_path, _event(summary=json.dumps(text, ensure_ascii=False)), "BG478") == []


# fixes

_STYLES: dict[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "single": lambda text: "'" + text.replace("'", "''") + "'",
    "double": lambda text: json.dumps(text, ensure_ascii=False),
    "folded": lambda text: ">-\n  " + text,
    "folded twice": lambda text: ">-\n  " + text.replace(" and ", "\n  and "),
    "literal": lambda text: "|-\n  " + text,
}


@pytest.mark.parametrize("style", _STYLES)
def test_double_spaces_are_fixed_in_every_yaml_style(tmp_path: Path, style: str) -> None:
    text = "They  met and   left, the  end."
    fixed = _fixed(tmp_path, _event(body=_STYLES[style](text)))
    assert f"body: {_STYLES[style]('They met and left, the end.')}\n" in fixed


@pytest.mark.parametrize("style", ["plain", "single", "folded", "literal"])
def test_straight_marks_become_typographic(tmp_path: Path, style: str) -> None:
    text = 'It was “one” and then "two", or ("three").'
    fixed = _fixed(tmp_path, _event(body=_STYLES[style](text)))
    assert f"body: {_STYLES[style]('It was “one” and then “two”, or (“three”).')}\n" in fixed


def test_typographic_marks_become_straight_if_most_are(tmp_path: Path) -> None:
    files = _event(summary='>-\n  He said "one".', body='>-\n  She said "two".')
    other = CLEAN["content/actors/ministry.yaml"].replace("A ministry.", "A ministry of “all” things.")
    fixed = _fixed(tmp_path, {**files, "content/actors/ministry.yaml": other}, path="content/actors/ministry.yaml")
    assert fixed == CLEAN["content/actors/ministry.yaml"].replace("A ministry.", 'A ministry of "all" things.')


@pytest.mark.parametrize(
    "text",
    [
        '“One” "two"three',
        '“He said "two" there”',
        '“One” and "he “said” so"',
        '“One” and a 24" screen',
        '“One” and "two',
    ],
)
def test_ambiguous_quotation_marks_are_not_fixed(tmp_path: Path, text: str) -> None:
    files = _event(body=_STYLES["folded"](text))
    assert _fixed(tmp_path, files) == files[PATH]


def test_heading_levels_are_fixed_until_none_is_skipped(tmp_path: Path) -> None:
    body = "|\n  {} One\n\n  Words.\n\n  {} Two\n\n  {} Three\n\n  Words.\n"
    fixed = _fixed(tmp_path, _event(body=body.format("##", "####", "##")))
    assert f"body: {body.format('#', '##', '##')}" in fixed


def test_unsafe_fix_turns_tags_into_markdown(tmp_path: Path) -> None:
    files = _event(body="A <b>bold</b> and <em>soft</em> word.")
    assert _fixed(tmp_path / "a", files) == files[PATH]
    assert "body: A **bold** and *soft* word.\n" in _fixed(tmp_path / "b", files, unsafe=True)


def test_unsafe_fix_replaces_colour(tmp_path: Path) -> None:
    files = {BRIEFING: CLEAN[BRIEFING].replace("Territory", '{title: Territory, colour: "#FFD700"} # gold')}
    assert "{title: Territory, colour: '#a78d00'} # gold" in _fixed(tmp_path, files, unsafe=True, path=BRIEFING)


_PIECES = [
    "They",
    "“met”",
    '"met"',
    "  ",
    " ",
    "it's",
    "a",
    "`x  y`",
    "[[ministry]]",
    "\\",
    '"',
    "”",
    "n",
    "(",
    ")",
    ".",
    ": ",
    " #",
]


@settings(max_examples=examples(150), deadline=None)
@given(
    st.lists(st.sampled_from(_PIECES), min_size=1, max_size=9),
    st.sampled_from(["single", "double", "folded", "literal"]),
)
def test_fixes_change_only_spaces_and_quotation_marks(pieces: list[str], style: str) -> None:
    """Invariant: fixes keep the text, apart from spaces and kinds of quotation marks."""
    text = f"It was {''.join(pieces)} end"
    with TemporaryDirectory() as folder:
        _fixed(Path(folder), _event(body=_STYLES[style](text)))
        corpus, _ = link(loaded(Path(folder)))
        event = corpus.find(PATH.split("/")[-1].removesuffix(".yaml"), Event)
    assert event is not None
    assert _bare(event.body or "") == _bare(text)


def _bare(text: str) -> str:
    return " ".join(text.replace("“", '"').replace("”", '"').split())


# the briefing


@pytest.mark.parametrize(("colour", "scheme"), [("#ffff00", "light"), ("#000080", "dark"), ("#FFF", "light")])
def test_contrast_message_names_the_failing_scheme(tmp_path: Path, colour: str, scheme: str) -> None:
    files = {BRIEFING: CLEAN[BRIEFING].replace("Territory", f"{{title: Territory, colour: '{colour}'}}")}
    (found,) = _found(tmp_path, files, "BG490")
    assert f"to the {scheme} page" in found.message
    assert "`#" in found.help


BROKEN = {"content/events/broken.yaml": "title: [\n"}


def test_unused_items_are_not_reported_beside_unreadable_file(tmp_path: Path) -> None:
    lonely = {
        BRIEFING: CLEAN[BRIEFING].replace("[ministry]", "[ministry, office]") + "  other: Other\n",
        ACTOR: "name: Office\nsummary: An office.\ncite: [wire]\n",
        "content/actors/bureau.yaml": "name: Bureau\nsummary: A bureau.\ncite: [wire]\n",
    }
    codes = {"BG491", "BG492", "BG494"}
    assert codes == {d.code for d in checked(tmp_path / "a", lonely).diagnostics}
    assert not codes & {d.code for d in checked(tmp_path / "b", {**lonely, **BROKEN}).diagnostics}


@pytest.mark.parametrize(
    "more",
    [
        _event(body="The Old Office spoke."),
        _event(body="Held at the [[office]]."),
        _event(participants="[office]"),
        _briefing("headline: The [[office]] answered.\n"),
        {ACTOR: "name: Office\nsummary: An office.\nstatus: draft\ncite: [wire]\n"},
        {ACTOR: "name: Office\nsummary: An office of the [[ministry]].\ncite: [wire]\n"},
    ],
)
def test_actor_with_a_link_is_not_an_orphan(tmp_path: Path, more: dict[str, str]) -> None:
    actor = {ACTOR: "name: Office\naliases: [Old Office]\nsummary: An office.\ncite: [wire]\n"}
    assert [d.span.path for d in _found(tmp_path / "a", actor, "BG494")] == [ACTOR]
    assert _found(tmp_path / "b", {**actor, **more}, "BG494") == []


@pytest.mark.parametrize("body", ["The Offices spoke.", "The office spoke."])
def test_different_spelling_of_a_name_is_not_a_link(tmp_path: Path, body: str) -> None:
    actor = {ACTOR: "name: Office\nsummary: An office.\ncite: [wire]\n"}
    assert len(_found(tmp_path, {**actor, **_event(body=body)}, "BG494")) == 1


def test_autolink_false_creates_no_link(tmp_path: Path) -> None:
    actor = {ACTOR: "name: Office\nsummary: An office.\ncite: [wire]\n"}
    files = {**actor, **_event(body="The Office spoke.", autolink="false")}
    assert len(_found(tmp_path, files, "BG494")) == 1


def test_stance_counts_for_party_of_the_speakers_role(tmp_path: Path) -> None:
    parties = {BRIEFING: CLEAN[BRIEFING].replace("[ministry]", "[ministry, office]")}
    office = {ACTOR: "name: Office\nsummary: An office.\ncite: [wire]\n"}
    ministry = CLEAN["content/actors/ministry.yaml"]
    role = {
        "content/actors/ministry.yaml": ministry + "roles: [{title: Voice, of: office, from: 2025-11, cite: [wire]}]\n"
    }
    assert len(_found(tmp_path / "a", {**parties, **office}, "BG492")) == 1
    assert _found(tmp_path / "b", {**parties, **office, **role}, "BG492") == []


def test_party_and_its_former_id_count_as_listed_twice(tmp_path: Path) -> None:
    files = {
        BRIEFING: CLEAN[BRIEFING].replace("[ministry]", "[ministry, bureau]"),
        "content/actors/ministry.yaml": CLEAN["content/actors/ministry.yaml"] + "formerly: [bureau]\n",
    }
    (found,) = _found(tmp_path, files, "BG493")
    assert (found.span.line, found.notes[0].message) == (3, "first listed here")


def test_unreadable_briefing_file_gives_no_rule_findings(tmp_path: Path) -> None:
    config = Config(project=project(tmp_path, {**CLEAN, BRIEFING: "title: [\n"}))
    assert {d.code for d in check_project(config, Cache()).diagnostics if d.code >= "BG470"} == set()


# links and addresses


def test_bare_url_of_known_source_suggests_a_citation(tmp_path: Path) -> None:
    files = _event(summary="See https://example.org/report, and https://example.org/other.")
    helps = [d.help for d in _found(tmp_path, files, "BG473")]
    assert helps[0] == "cite the source that has this address: `[@wire]`"
    assert "`[words](https://example.org/other)`" in helps[1]


def test_findings_point_at_the_word(tmp_path: Path) -> None:
    text = "|\n  One two.\n\n  Three [here](https://example.org/x) and <br> and [[ministry] four.\n"
    found = checked(tmp_path, _event(body=text)).diagnostics
    assert [(d.code, d.span.line, d.span.column) for d in found] == [
        ("BG474", 8, 9),
        ("BG470", 8, 43),
        ("BG472", 8, 54),
    ]


def test_table_or_footnote_on_one_line_is_reported(tmp_path: Path) -> None:
    note = "|\n    | a |\n    |---|\n    | b |"
    files = {
        **_event(body="|\n  | a | b |\n  |---|---|\n  | c | d |\n"),
        "content/sources/wire.yaml": f"{CLEAN['content/sources/wire.yaml']}reliability_note: {note}\n",
    }
    found = _found(tmp_path, files, "BG483")
    assert [d.message for d in found] == ["a table or a footnote in `reliability_note`, which is shown on one line"]


def test_marks_of_other_dialects_are_reported_at_their_place(tmp_path: Path) -> None:
    text = "|\n  One ==two== and `==code==`.\n\n  It cost $5 and $6 at 10:30:45.\n\n  - [ ] ~~three~~ [four][five].\n"
    found = _found(tmp_path, _event(body=text), "BG472")
    assert sorted((d.span.line, d.span.column) for d in found) == [(6, 7), (10, 3), (10, 9), (10, 19)]
    assert all(d.help for d in found)
