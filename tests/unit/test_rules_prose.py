"""The rules on prose and on the briefing, where a case file cannot say it: settings, help, places and what fixes do."""

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
from briefgen.config import Config
from briefgen.corpus.cache import Cache
from briefgen.corpus.corpus import link
from briefgen.diagnostics.types import Diagnostic
from briefgen.editing import fix
from briefgen.model.kinds.event import Event
from tests.support.examples import examples
from tests.unit._make import CLEAN, checked, loaded, project

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


def _mended(folder: Path, files: dict[str, str], *, unsafe: bool = False, path: str = PATH) -> str:
    config = Config(project=project(folder, {**CLEAN, **files}))
    mended = fix.mend(fix.checker(config, Cache()), config, unsafe=unsafe, is_wanted=lambda _: True)
    assert fix.write(config, mended.changes) == ()
    return (config.project / path).read_text("utf-8")


# loaded words


def test_the_briefings_list_replaces_the_default(tmp_path: Path) -> None:
    files = _briefing("loaded_words: {coffee maker: kettle, Slur: name}\n") | _event(
        summary="The regime and its coffee-makers use slurs; a regime."
    )
    found = _found(tmp_path, files, "BG475")
    assert [(d.message.split("`")[1], d.help.partition(";")[0]) for d in found] == [
        ("coffee-makers", "instead: kettle"),
        ("slurs", "instead: name"),
    ]


@pytest.mark.parametrize("setting", ["loaded_words: {}\n", "language: de\n"])
def test_without_a_list_nothing_is_judged(tmp_path: Path, setting: str) -> None:
    assert _found(tmp_path, _briefing(setting) | _event(summary="The regime."), "BG475") == []


def test_an_empty_list_in_another_language_can_be_filled(tmp_path: Path) -> None:
    files = _briefing("language: de\nloaded_words: {Schurke: der Name}\n") | _event(summary="Der schurke kam.")
    assert len(_found(tmp_path, files, "BG475")) == 1


def test_an_actors_name_may_hold_a_loaded_word(tmp_path: Path) -> None:
    actor = {ACTOR: "name: Puppet Theatre Union\nsummary: A union.\nrelated: [plan]\ncite: [wire]\n"}
    files = actor | _event(summary="The Puppet Theatre Union spoke. A puppet answered.")
    assert [(d.span.line, d.message.split("`")[1]) for d in _found(tmp_path, files, "BG475")] == [(3, "puppet")]


def test_a_documents_own_wording_is_not_judged(tmp_path: Path) -> None:
    point = CLEAN["content/points/point-01.yaml"]
    verbatim = point.replace("text: Something.", "wording: verbatim, text: The regime  <b>goes</b> “now")
    ours = point.replace("text: Something.", "text: The regime goes.")
    assert checked(tmp_path / "a", {"content/points/point-01.yaml": verbatim}).diagnostics == ()
    assert len(_found(tmp_path / "b", {"content/points/point-01.yaml": ours}, "BG475")) == 1


@pytest.mark.parametrize("title", ["title: A regime\n", "title: Small\ndescription: A regime.\n"])
def test_the_briefings_own_title_is_judged(tmp_path: Path, title: str) -> None:
    found = _found(tmp_path, {BRIEFING: CLEAN[BRIEFING].replace("title: Small\n", title)}, "BG475")
    assert [d.span.path for d in found] == [BRIEFING]


def test_what_a_source_is_called_is_not_judged(tmp_path: Path) -> None:
    source = CLEAN["content/sources/wire.yaml"].replace("A report", "The regime’s ultimatum")
    assert checked(tmp_path, {"content/sources/wire.yaml": source}).diagnostics == ()


@pytest.mark.parametrize("word", sorted(loaded_word.ENGLISH))
def test_every_word_of_the_list_is_found_and_has_another_way(word: str) -> None:
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


def test_a_draft_may_be_unfinished(tmp_path: Path) -> None:
    files = _event(summary="TODO", title="TBD", body="FIXME", status="draft")
    assert _found(tmp_path, files, "BG478") == []


@pytest.mark.parametrize(
    "text", ["...", "…", "n/a", "N/A", "tbd", "TODO", "To be written.", "coming soon…", "???", "xxx", "TKTK"]
)
def test_text_that_says_nothing_is_found(tmp_path: Path, text: str) -> None:
    assert len(_found(tmp_path, _event(summary=json.dumps(text)), "BG478")) == 1


@pytest.mark.parametrize("text", ["No.", "40 %", "A.", "Нет.", "未定", "Not applicable here."])
def test_short_text_that_says_something_is_left_alone(tmp_path: Path, text: str) -> None:
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
def test_double_spaces_are_mended_however_they_are_written(tmp_path: Path, style: str) -> None:
    text = "They  met and   left, the  end."
    mended = _mended(tmp_path, _event(body=_STYLES[style](text)))
    assert f"body: {_STYLES[style]('They met and left, the end.')}\n" in mended


@pytest.mark.parametrize("style", ["plain", "single", "folded", "literal"])
def test_straight_marks_become_printed_ones(tmp_path: Path, style: str) -> None:
    text = 'It was “one” and then "two", or ("three").'
    mended = _mended(tmp_path, _event(body=_STYLES[style](text)))
    assert f"body: {_STYLES[style]('It was “one” and then “two”, or (“three”).')}\n" in mended


def test_printed_marks_become_straight_ones_where_most_are(tmp_path: Path) -> None:
    files = _event(summary='>-\n  He said "one".', body='>-\n  She said "two".')
    other = CLEAN["content/actors/ministry.yaml"].replace("A ministry.", "A ministry of “all” things.")
    mended = _mended(tmp_path, {**files, "content/actors/ministry.yaml": other}, path="content/actors/ministry.yaml")
    assert mended == CLEAN["content/actors/ministry.yaml"].replace("A ministry.", 'A ministry of "all" things.')


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
def test_marks_whose_pair_is_not_clear_are_left_to_the_editor(tmp_path: Path, text: str) -> None:
    files = _event(body=_STYLES["folded"](text))
    assert _mended(tmp_path, files) == files[PATH]


def test_levels_of_headings_are_mended_until_none_is_skipped(tmp_path: Path) -> None:
    body = "|\n  {} One\n\n  Words.\n\n  {} Two\n\n  {} Three\n\n  Words.\n"
    mended = _mended(tmp_path, _event(body=body.format("##", "####", "##")))
    assert f"body: {body.format('#', '##', '##')}" in mended


def test_tags_become_markdown_when_asked_for(tmp_path: Path) -> None:
    files = _event(body="A <b>bold</b> and <em>soft</em> word.")
    assert _mended(tmp_path / "a", files) == files[PATH]
    assert "body: A **bold** and *soft* word.\n" in _mended(tmp_path / "b", files, unsafe=True)


def test_a_colour_is_replaced_when_asked_for(tmp_path: Path) -> None:
    files = {BRIEFING: CLEAN[BRIEFING].replace("Territory", '{title: Territory, colour: "#FFD700"} # gold')}
    assert "{title: Territory, colour: '#a78d00'} # gold" in _mended(tmp_path, files, unsafe=True, path=BRIEFING)


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
def test_fixes_change_spaces_and_marks_alone(pieces: list[str], style: str) -> None:
    """Whatever is fixed, the words of the text stay, and all that is not fixed is as it was."""
    text = f"It was {''.join(pieces)} end"
    with TemporaryDirectory() as folder:
        _mended(Path(folder), _event(body=_STYLES[style](text)))
        corpus, _ = link(loaded(Path(folder)))
        event = corpus.find(PATH.split("/")[-1].removesuffix(".yaml"), Event)
    assert event is not None
    assert _bare(event.body or "") == _bare(text)


def _bare(text: str) -> str:
    return " ".join(text.replace("“", '"').replace("”", '"').split())


# the briefing


@pytest.mark.parametrize(("colour", "scheme"), [("#ffff00", "light"), ("#000080", "dark"), ("#FFF", "light")])
def test_a_colour_is_named_with_the_scheme_where_it_fails(tmp_path: Path, colour: str, scheme: str) -> None:
    files = {BRIEFING: CLEAN[BRIEFING].replace("Territory", f"{{title: Territory, colour: '{colour}'}}")}
    (found,) = _found(tmp_path, files, "BG490")
    assert f"to the {scheme} page" in found.message
    assert "`#" in found.help


BROKEN = {"content/events/broken.yaml": "title: [\n"}


def test_nothing_is_said_to_be_unused_while_a_file_cannot_be_read(tmp_path: Path) -> None:
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
def test_an_actor_that_a_page_leads_to_is_no_orphan(tmp_path: Path, more: dict[str, str]) -> None:
    actor = {ACTOR: "name: Office\naliases: [Old Office]\nsummary: An office.\ncite: [wire]\n"}
    assert [d.span.path for d in _found(tmp_path / "a", actor, "BG494")] == [ACTOR]
    assert _found(tmp_path / "b", {**actor, **more}, "BG494") == []


@pytest.mark.parametrize("body", ["The Offices spoke.", "The office spoke."])
def test_a_name_in_other_words_makes_no_link(tmp_path: Path, body: str) -> None:
    actor = {ACTOR: "name: Office\nsummary: An office.\ncite: [wire]\n"}
    assert len(_found(tmp_path, {**actor, **_event(body=body)}, "BG494")) == 1


def test_autolink_that_is_off_makes_no_link(tmp_path: Path) -> None:
    actor = {ACTOR: "name: Office\nsummary: An office.\ncite: [wire]\n"}
    files = {**actor, **_event(body="The Office spoke.", autolink="false")}
    assert len(_found(tmp_path, files, "BG494")) == 1


def test_a_party_is_heard_through_who_held_a_role_in_it(tmp_path: Path) -> None:
    parties = {BRIEFING: CLEAN[BRIEFING].replace("[ministry]", "[ministry, office]")}
    office = {ACTOR: "name: Office\nsummary: An office.\ncite: [wire]\n"}
    ministry = CLEAN["content/actors/ministry.yaml"]
    role = {
        "content/actors/ministry.yaml": ministry + "roles: [{title: Voice, of: office, from: 2025-11, cite: [wire]}]\n"
    }
    assert len(_found(tmp_path / "a", {**parties, **office}, "BG492")) == 1
    assert _found(tmp_path / "b", {**parties, **office, **role}, "BG492") == []


def test_a_party_listed_by_a_former_id_is_listed_twice(tmp_path: Path) -> None:
    files = {
        BRIEFING: CLEAN[BRIEFING].replace("[ministry]", "[ministry, bureau]"),
        "content/actors/ministry.yaml": CLEAN["content/actors/ministry.yaml"] + "formerly: [bureau]\n",
    }
    (found,) = _found(tmp_path, files, "BG493")
    assert (found.span.line, found.notes[0].message) == (3, "listed first here")


def test_a_briefing_that_cannot_be_read_gives_no_findings(tmp_path: Path) -> None:
    config = Config(project=project(tmp_path, {**CLEAN, BRIEFING: "title: [\n"}))
    assert {d.code for d in check_project(config, Cache()).diagnostics if d.code >= "BG470"} == set()


# links and addresses


def test_a_bare_address_of_a_known_source_is_to_be_cited(tmp_path: Path) -> None:
    files = _event(summary="See https://example.org/report, and https://example.org/other.")
    helps = [d.help for d in _found(tmp_path, files, "BG473")]
    assert helps[0] == "cite the source that it is: `[@wire]`"
    assert "`[words](https://example.org/other)`" in helps[1]


def test_findings_point_at_the_word(tmp_path: Path) -> None:
    text = "|\n  One two.\n\n  Three [here](https://example.org/x) and <br> and [[ministry] four.\n"
    found = checked(tmp_path, _event(body=text)).diagnostics
    assert [(d.code, d.span.line, d.span.column) for d in found] == [
        ("BG474", 8, 9),
        ("BG470", 8, 43),
        ("BG472", 8, 54),
    ]
