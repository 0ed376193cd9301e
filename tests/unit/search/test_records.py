"""Search records: each brief and statement with its words and filter values."""

from __future__ import annotations

from pathlib import Path

from briefgen.config import Config
from briefgen.search import records as search_records
from briefgen.search.records import SearchRecord
from briefgen.site.shared import Site
from tests.support.small import linked

FILES = {
    "content/sources/wire.yaml": "title: A report\npublisher: ministry\nreliability: B\npublished: 2025-11-28\n",
    "content/sources/post.yaml": "title: A post\nreliability: D\n",
    "content/actors/office.yaml": (
        "name: Office\nsummary: An office.\nformerly: [bureau]\naliases: [Bureau of Riverland, {name: Управа, lang: uk}, Office]\n"
        "roles:\n  - {title: Keeper of the seal, cite: [wire]}\ncite: [post]\n"
    ),
    "content/events/2025-11-27-talks.yaml": (
        "title: Talks\ndate: 2025-11-27\nsummary: Two sides met in Riverland with [[ministry|the ministry]].\nthemes: [territory]\n"
        "body: '*More* of it [@post].'\nplace: Sandhill\nparticipants: [bureau]\ncite: [post]\nstatements:\n"
        "  - {id: a, speaker: ministry, on_behalf_of: bureau, quote: We met, original: {text: Ми зустрілись, lang: uk},"
        " about: [point-01], stance: open, date: 2025-11, cite: [wire, post]}\n"
    ),
}


def _site(folder: Path, files: dict[str, str | None] | None = None) -> Site:
    corpus, problems = linked(folder, {**FILES, **(files or {})})
    assert {problem.code.name for problem in problems} <= {"former-id"}
    return Site(corpus, Config(project=folder))


def _records(site: Site) -> dict[str, SearchRecord]:
    return {
        record.key: record
        for record in (*search_records.briefs(site), *search_records.statements(site), *search_records.sources(site))
    }


def test_every_brief_and_statement_has_its_own_record(tmp_path: Path) -> None:
    site = _site(tmp_path)
    records = _records(site)
    assert len(records) == len(site.corpus.briefs) + len(site.corpus.statements)
    assert records["actors.office"].url == "actors/office/"
    assert records["2025-11-27-talks.a"].url == "events/2025-11-27-talks/#a"


def test_an_actors_record_has_every_name_once(tmp_path: Path) -> None:
    assert _records(_site(tmp_path))["actors.office"].names == ("Office", "Bureau of Riverland", "Управа")


def test_records_have_the_alias_words_of_their_actors(tmp_path: Path) -> None:
    records = _records(_site(tmp_path))
    assert (
        records["events.2025-11-27-talks"].also == records["2025-11-27-talks.a"].also == ("Bureau of Riverland Управа",)
    )
    assert records["actors.office"].also == records["actors.ministry"].also == ()


def test_a_point_is_found_by_its_number(tmp_path: Path) -> None:
    assert _records(_site(tmp_path))["points.point-01"].names[1:] == ("Point 1",)


def test_an_events_text_has_no_markup_and_no_statements(tmp_path: Path) -> None:
    record = _records(_site(tmp_path))["events.2025-11-27-talks"]
    assert record.text[0] == "Two sides met in Riverland with the ministry."
    assert "Sandhill" in record.text
    assert any(text.startswith("More of it") for text in record.text)
    assert "We met" not in " ".join(record.text)
    assert (record.days, record.date, record.themes) == ("2025-11-27", "27 November 2025", ("territory",))


def test_a_statements_record_has_quotes_speaker_and_best_grade(tmp_path: Path) -> None:
    record = _records(_site(tmp_path))["2025-11-27-talks.a"]
    assert record.text[:2] == ("We met", "Ми зустрілись")
    assert record.title == "Ministry: Talks"
    assert record.actors == ("ministry", "office")
    assert (record.grade, record.quotation) == ("B", "not-checked")
    assert record.days == "2025-11-01/2025-11-30"


def test_grades_are_the_sources_own_or_the_best_cited(tmp_path: Path) -> None:
    records = _records(_site(tmp_path))
    assert {key: records[key].grade for key in ("sources.post", "events.2025-11-27-talks", "actors.office")} == {
        "sources.post": "D",
        "events.2025-11-27-talks": "B",
        "actors.office": "B",
    }


def test_actor_filters_have_only_current_ids_of_actors(tmp_path: Path) -> None:
    site = _site(tmp_path)
    assert _records(site)["events.2025-11-27-talks"].actors == ("office", "ministry")
    choices = search_records.choices(site, _records(site).values())
    assert choices.actor == (("ministry", "Ministry"), ("office", "Office"))


def test_choices_are_values_that_some_record_has(tmp_path: Path) -> None:
    site = _site(tmp_path)
    choices = search_records.choices(site, _records(site).values())
    assert [kind for kind, _ in choices.kind] == ["event", "actor", "plan", "point", "source", "statement"]
    assert choices.theme == (("territory", "Territory"),)
    assert [grade for grade, _ in choices.grade] == ["B", "D"]
    assert choices.quotation == (("not-checked", "not machine-checked"),)
    assert choices.days == ("2025-11-01/2025-11-30", "2025-11-27", "2025-11-28")


def test_names_are_words_of_actors_places_and_capitalised(tmp_path: Path) -> None:
    names = search_records.names(_site(tmp_path))
    assert set(names) == {"Bureau", "Ministry", "Office", "Riverland", "Sandhill", "Управа"}
    assert list(names) == sorted(names)


def test_a_sentences_first_word_is_not_a_name(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "content/events/2025-11-27-talks.yaml": (
            "title: Talks\ndate: 2025-11-27\nsummary: 'Sides met. Later “Others” came, said Vell: Nothing new.'\ncite: [wire]\n"
        )
    }
    names = search_records.names(_site(tmp_path, files))
    assert "Vell" in names
    assert not {"Sides", "Later", "Nothing", "Talks"} & set(names)


def test_a_sparse_brief_has_empty_values(tmp_path: Path) -> None:
    record = _records(_site(tmp_path, {"content/sources/bare.yaml": "title: '<b>Bare & \"odd\"</b>'\n"}))[
        "sources.bare"
    ]
    assert (record.days, record.date, record.themes, record.actors, record.grade, record.quotation) == (
        "",
        "",
        (),
        (),
        "",
        "",
    )
