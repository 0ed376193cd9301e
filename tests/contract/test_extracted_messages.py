"""Every message is written out in the call that translates it.

Babel reads the sources and runs nothing, so it does not see a message that is computed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.contract.test_messages import PLACES
from tests.support import messages
from tests.support.computed_messages import in_module, in_script, in_template, written_in_module

FINDERS: dict[str, Callable[[Path], list[str]]] = {
    ".j2": in_template,
    ".html": in_template,
    ".js": in_script,
    ".py": in_module,
}
_FUNCTIONS = frozenset(
    {
        "briefgen/text/messages.py",
        "briefgen/text/script_messages.py",
        "briefgen/render/template_messages.py",
        "site_templates/assets/scripts/messages.js",
    }
)
"""The functions themselves, which take a message from their caller."""
FILES = sorted({*(file for place in PLACES for file in ROOT.glob(place)), *ROOT.glob("briefgen/**/*.py")})


def test_no_message_is_computed() -> None:
    found = {
        name: FINDERS[file.suffix](file)
        for file in FILES
        if (name := file.relative_to(ROOT).as_posix()) not in _FUNCTIONS
    }
    assert {name: calls for name, calls in found.items() if calls} == {}
    assert len(found) > 400


def test_babel_sees_every_message_of_a_module() -> None:
    """It does not see a call inside of an f-string."""
    seen = {
        text
        for message in messages.entries(messages.extracted())
        for text in (message.context, *((message.id,) if isinstance(message.id, str) else message.id))
    }
    written = {file.relative_to(ROOT).as_posix(): written_in_module(file) for file in FILES if file.suffix == ".py"}
    del written["briefgen/text/messages.py"]
    assert {name: texts - seen for name, texts in written.items() if texts - seen} == {}
    assert len(set.union(*written.values())) > 500


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.py", 'gettext(f"by {who}")', 1),
        ("a.py", 'gettext("by " + who)', 1),
        ("a.py", 'gettext("by %s" % who)', 1),
        ("a.py", 'gettext("by {}".format(who))', 1),
        ("a.py", 'messages.gettext("one" if alone else "many")', 1),
        ("a.py", 'ngettext("%(count)s brief", f"%(count)s {plural}", n)', 1),
        ("a.py", "N_(word)", 1),
        ("a.py", 'pgettext(kind, "open")', 1),
        ("a.py", 'gettext("by %(who)s", who=f"{who}")', 0),
        ("a.py", "gettext(TITLES[kind] if kind else reason)", 0),
        ("a.py", 'gettext("one " "sentence")', 0),
        ("a.md.j2", '{{ _("by " ~ who) }}', 1),
        ("a.md.j2", '{{ _("one" if alone else "many") }}', 1),
        ("a.md.j2", "{{ _(word) }}", 1),
        ("a.md.j2", '{{ ngettext("%(count)s brief", "%(count)s " ~ word, n) }}', 1),
        ("a.md.j2", '{{ _("by %(who)s", who=a ~ b) }}{% trans x=a ~ b %}by {{ x }}{% endtrans %}', 0),
        ("a.md.j2", "{% trans count=n %}{{ count }} brief{% pluralize %}{{ count }} briefs{% endtrans %}", 0),
        ("a.js", 'gettext("by " + who)', 1),
        ("a.js", "window.briefgen.gettext(`by ${who}`)", 1),
        ("a.js", 'gettext(alone ? "one" : "many")', 1),
        ("a.js", 'ngettext("%(count)s brief", "%(count)s " + word, n)', 1),
        ("a.js", 'pgettext("state", "open") + gettext("by %(who)s", { who: a + b })', 0),
    ],
)
def test_finder_sees_computed_messages_only(name: str, text: str, expected: int, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    assert len(FINDERS[file.suffix](file)) == expected
