"""Messages are translated where they are shown, with plurals, contexts and values."""

from __future__ import annotations

import pytest

from briefgen.text import messages
from briefgen.text.messages import N_, NP_, gettext, in_language, ngettext, pgettext, translated

TABLE = {"open": ("○", NP_("stance", "open")), "none": ("", N_("no position on record"))}


def test_messages_are_english_outside_a_language() -> None:
    assert gettext("Sources") == "Sources"
    assert ngettext("%(count)s source", "%(count)s sources", 1400) == "1,400 sources"


def test_marked_messages_stay_english_text_until_shown() -> None:
    with in_language("uk"):
        assert TABLE["open"][1] == "open"
        assert gettext(TABLE["open"][1]) == pgettext("stance", "open") == "готова обговорювати"
        assert pgettext("event or dispute", "open") == "відкрито"
        assert translated(TABLE)["none"] == ("", "позиції не зафіксовано")
    assert translated(TABLE)["open"] == ("○", "open")


@pytest.mark.parametrize(
    ("number", "end"), [(1, "назва."), (2, "назви."), (5, "назв."), (21, "назва."), (1148, "назв.")]
)
def test_plurals_follow_the_rules_of_the_language(number: int, end: str) -> None:
    one = "Every page by title, and every actor in every spelling and alphabet: %(count)s name."
    with in_language("uk"):
        assert ngettext(one, f"{one[:-1]}s.", number).endswith(end)


@pytest.mark.parametrize("code", ["uk-UA", "uk-Cyrl-UA", "uk"])
def test_a_region_has_the_catalogue_of_its_language(code: str) -> None:
    with in_language(code):
        assert gettext("Sources") == "Джерела"


@pytest.mark.parametrize("code", ["qqq", "not a tag", "", "de"])
def test_a_language_without_catalogue_is_shown_in_english(code: str) -> None:
    with in_language(code):
        assert gettext("Sources") == "Sources"


def test_languages_do_not_leak_out_of_their_block() -> None:
    with pytest.raises(ValueError, match="stop"), in_language("uk"):
        raise ValueError("stop")
    assert gettext("Sources") == "Sources"


def test_a_percent_sign_is_written_twice() -> None:
    assert gettext("100%% of %(what)s", what="50%") == "100% of 50%"


@pytest.mark.parametrize(
    ("code", "expected"),
    [("ar", True), ("he", True), ("fa-IR", True), ("ur", True), ("uk", False), ("ru-Arab", True), ("ar-Latn", False)],
)
def test_direction_follows_the_script(code: str, expected: bool) -> None:
    assert messages.is_right_to_left(code) is expected


@pytest.mark.parametrize("code", ["en", "uk", messages.PSEUDO])
def test_an_empty_message_stays_empty_in_each_language(code: str) -> None:
    with in_language(code):
        assert gettext("") == gettext("", reason="none") == messages.raw("") == ""


def test_lazy_messages_keep_their_values_for_the_translation() -> None:
    kind, hides = N_("negation"), "an omission leaves out a %(kind)s"
    reason = messages.listed([messages.lazy(hides, kind=kind), N_("square brackets join two speakers")], "; ")
    assert reason == "an omission leaves out a negation; square brackets join two speakers"
    with in_language("uk"):
        assert gettext(reason) == "пропуск приховує таке: заперечення; квадратні дужки з’єднують слова двох мовців"
