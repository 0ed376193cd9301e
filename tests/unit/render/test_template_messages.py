"""Messages of templates are escaped, and so are their values."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest
from markupsafe import Markup

from briefgen.render.templates import template_environment
from briefgen.text.messages import PSEUDO, in_language


@pytest.fixture(scope="module")
def environment() -> jinja2.Environment:
    return template_environment((Path("none"),))


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('{{ _("by %(name)s", name=evil) }}', "by &lt;b&gt; two"),
        ("{% trans name=evil %}by {{ name }}{% endtrans %}", "by &lt;b&gt; two"),
        ("{% trans link=link %}by {{ link }}{% endtrans %}", "by <a>x</a>"),
        ("{% trans %}A <b> & one{% endtrans %}", "A &lt;b&gt; &amp; one"),
        ("{% trans count=n %}{{ count }} name{% pluralize %}{{ count }} names{% endtrans %}", "1,400 names"),
        ('{{ ngettext("%(count)s name", "%(count)s names", n) }}', "1,400 names"),
        ('{{ pgettext("stance", "open") }}', "open"),
        ('{% trans "stance" %}open{% endtrans %}', "open"),
        ("{% trans %}\n  one\n  line\n{% endtrans %}", "one line"),
        ('<p title="{{ _("by %(name)s", name=quoted) }}">', '<p title="by &#34;x">'),
    ],
)
def test_messages_and_values_are_escaped(template: str, expected: str, environment: jinja2.Environment) -> None:
    values = {"evil": "<b>\n\n two", "link": Markup("<a>x</a>"), "n": 1400, "quoted": '"x'}
    assert environment.from_string(template).render(values) == expected


def test_a_blank_line_in_a_value_does_not_end_its_block(environment: jinja2.Environment) -> None:
    shown = environment.from_string('{{ _("by %(name)s", name=name) }}').render(name="a\n\n<script>")
    assert "\n" not in shown


def test_tables_of_words_are_translated_when_shown() -> None:
    with in_language(PSEUDO):
        environment = template_environment((Path("none"),))
        assert environment.from_string('{{ stances["open"][1] }}').render() == "⟦open⟧"
        assert (
            environment.from_string("{{ x }}").render(x=environment.globals["no_position"]) == "⟦no position on record⟧"
        )
