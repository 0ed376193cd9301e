"""Render prose to safe HTML: Markdown without raw HTML, then an allow-list.

The output is an *island*: one line inside a block-level HTML element of the page. The Markdown extensions of MkDocs and Zensical therefore never parse an author's text.

Links between briefs, citation marks and links on actors' names are made only here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from markdown_it.token import Token
from markupsafe import Markup, escape

from briefgen.text import citation_marks, prose_rules, sanitize, tables_and_footnotes
from briefgen.text.lines import collapsed
from briefgen.text.markdown import TooManySteps, parser
from briefgen.text.markup import CITATION
from briefgen.text.messages import gettext
from briefgen.text.prose_tokens import PLAIN, citation_beside, joined, own_words, text_token, without_markup
from briefgen.text.terms import Terms


class Target(msgspec.Struct, frozen=True):
    """The target of a link in prose: its address in the site and its label."""

    url: str
    label: str


class RenderContext(msgspec.Struct, frozen=True):
    """The page that shows the prose: its links, citation numbers and terms."""

    link: Callable[[str], str]
    """Turn an address in the site into a link from this page."""
    numbers: Mapping[str, int] = {}
    """Source id to number in the page's list of sources."""
    self_id: str = ""
    footnote_key: Callable[[str], str] = tables_and_footnotes.key_of
    """Return the part of the addresses of a text's footnotes that is unique on the page."""
    explained: set[str] = msgspec.field(default_factory=set)
    """The addresses of the terms that are linked on the page already; rendering adds to it."""


NO_TERMS = Terms()


class Prose:
    """The renderer for one corpus.

    ``targets`` maps everything that ``[[…]]`` may name. ``names`` maps actors' names to ids, for automatic links. ``terms`` are
    those that prose explains.
    """

    def __init__(self, targets: Mapping[str, Target], names: Mapping[str, str], terms: Terms = NO_TERMS) -> None:
        self._targets = targets
        self._terms = terms
        self._names = _by_first_word(names)
        self._plain: dict[str, str] = {}
        self._long: dict[tuple[object, ...], Markup] = {}
        self._markdown = parser()
        prose_rules.add_to(self._markdown)
        tables_and_footnotes.add_to(self._markdown)
        renderer: Any = self._markdown.renderer
        rules = renderer.rules
        rules["brief_link"] = self._show_link
        rules["citation"] = self._show_citation
        rules["term"] = self._show_term
        self._markdown.add_render_rule("link_open", _show_external)

    def html(self, text: str, place: RenderContext, *, autolink: bool = False, explain: bool = False) -> Markup:
        """Return the prose as one line of safe HTML blocks.

        With ``autolink``, the first mention of each actor becomes a link. With ``explain``, the first mention of each term on the
        page does, if it is not in a quotation, a heading or another link.
        """
        if explain and self._terms.are_in(text):
            return self._made_html(text, place, autolink=autolink, explain=True)
        if PLAIN.fullmatch(text) and not (autolink and self._mentions(text)):
            return Markup(f"<p>{escape(text.strip())}</p>")
        way = _LINKED if autolink else _BLOCKS
        return self._kept(text, place, way, lambda: self._made_html(text, place, autolink=autolink))

    def _made_html(self, text: str, place: RenderContext, *, autolink: bool, explain: bool = False) -> Markup:
        env: dict[str, Any] = {"place": place, "autolink": autolink, "explain": explain, "linked": {place.self_id}}
        tokens = without_markup(text.rstrip())
        if tokens is None:
            if "[^" in text:
                env["footnote_key"] = place.footnote_key(text)
            return _island(self._markdown.renderer.render(self._tokens(text, env), self._markdown.options, env))
        tokens = self._with_names(tokens, env["linked"]) if autolink else tokens
        tokens = self._with_terms(tokens, place.explained) if explain else tokens
        return Markup(f"<p>{self._shown(tokens, env)}</p>")

    def inline(self, text: str, place: RenderContext) -> Markup:
        """Return the prose as safe HTML without blocks, for a cell, a card or a list item."""
        if PLAIN.fullmatch(text):
            return escape(text.strip())
        return self._kept(text, place, _INLINE, lambda: self._made_inline(text, place))

    def _made_inline(self, text: str, place: RenderContext) -> Markup:
        env: dict[str, Any] = {"place": place, "autolink": False, "linked": set()}
        simple = without_markup(text.rstrip())
        if simple is not None:
            return Markup(self._shown(simple, env))
        env["is_line"] = True

        def shown(token: Token) -> str:
            if token.type == "inline":
                return str(self._markdown.renderer.render([token], self._markdown.options, env))
            return f"<code>{escape(token.content)}</code>"

        return _island(" ".join(tables_and_footnotes.lines(self._tokens(text, env), shown)))

    def plain(self, text: str) -> str:
        """Return the prose as plain text: no markup, no citations, links as their labels."""
        if PLAIN.fullmatch(text):
            return text.strip()
        if text not in self._plain and all(map(PLAIN.fullmatch, text.rstrip().split("\n"))):
            # lines that all begin with a letter are one paragraph
            return collapsed(text)
        if text not in self._plain:
            self._plain[text] = self._in_words(self._tokens(text, {"linked": set()}))
        return self._plain[text]

    def _in_words(self, tokens: list[Token]) -> str:
        return collapsed(" ".join(tables_and_footnotes.lines(tokens, self._words)))

    def _shown(self, tokens: list[Token], env: dict[str, Any]) -> str:
        """Return the HTML of text, links and citations, the only tokens of prose without other markup."""
        show = {"brief_link": self._show_link, "citation": self._show_citation, "term": self._show_term}
        return "".join(
            str(escape(token.content)) if token.type == "text" else show[token.type](tokens, index, None, env)
            for index, token in enumerate(tokens)
        )

    def _words(self, token: Token) -> str:
        if token.children is None:
            return token.content
        words = []
        for index, child in enumerate(token.children):
            if child.type == "brief_link":
                words.append(self._name(token.children, index))
            elif child.type in ("text", "code_inline"):
                words.append(child.content)
            elif child.type in ("softbreak", "hardbreak"):
                words.append(" ")
        return "".join(words)

    def _show_link(self, tokens: list[Token], index: int, _options: Any, env: dict[str, Any]) -> str:
        target = self._targets.get(tokens[index].meta["target"])
        words = escape(self._name(tokens, index))
        if target is None:
            return str(words)
        return f'<a href="{escape(env["place"].link(target.url))}">{words}</a>'

    def _name(self, tokens: Sequence[Token], index: int) -> str:
        """Return the text of a link to a brief.

        If the text ends with `?` or `!`, a full stop after the link is removed.
        """
        meta = tokens[index].meta
        target = self._targets.get(meta["target"])
        words: str = meta["words"] or (target.label if target else meta["target"])
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if words.endswith(("?", "!")) and after is not None and after.type == "text" and _STOP.match(after.content):
            after.content = after.content[1:]
        return words

    def _show_citation(self, tokens: list[Token], index: int, _options: Any, env: dict[str, Any]) -> str:
        # adjacent citations are one group, shown in the place of the last one
        if citation_beside(tokens, index, 1) is not None:
            return ""
        cited: list[tuple[str, str]] = []
        at: int | None = index
        while at is not None:
            cited.append((tokens[at].meta["source"], tokens[at].meta["locator"]))
            at = citation_beside(tokens, at, -1)
        return citation_marks.group(reversed(cited), env["place"].numbers, self._label)

    def _show_term(self, tokens: list[Token], index: int, _options: Any, env: dict[str, Any]) -> str:
        term = tokens[index].meta["term"]
        words = escape(tokens[index].content)
        url = escape(env["place"].link(term.url))
        # an actor can have the same name, with a link to its own page
        glossary = escape(gettext("glossary"))
        more = f'<span class="bg-sr"> ({glossary})</span>'
        return f'<a class="bg-term" href="{url}" title="{escape(term.meaning)}">{words}{more}</a>'

    def _label(self, id: str) -> str | None:
        target = self._targets.get(id)
        return target.label if target else None

    def _tokens(self, text: str, env: dict[str, Any]) -> list[Token]:
        """Return the tokens of prose, with links on names if the page wants them.

        Texts whose blocks take too many steps become one paragraph; the check has reported them.
        """
        try:
            tokens = self._markdown.parse(text, env)
        except TooManySteps:
            tokens = [Token("paragraph_open", "p", 1), Token("inline", "", 0), Token("paragraph_close", "p", -1)]
            tokens[1].children = [text_token(collapsed(text))]
        if len(text) >= _LONG and text not in self._plain:
            # lists show the first words of the same text, and a second parse would cost as much as this one
            self._plain[text] = self._in_words(tokens)
        if env.get("autolink"):
            for token in tokens:
                if token.type == "inline" and token.children:
                    token.children = self._with_names(token.children, env["linked"])
        if env.get("explain"):
            for token in own_words(tokens):
                token.children = self._with_terms(token.children or [], env["place"].explained)
        return tokens

    def _kept(self, text: str, place: RenderContext, way: str, make: Callable[[], Markup]) -> Markup:
        """Return the HTML of a text, made once for all pages on which it is the same.

        Only long texts are kept: they are slow to parse, and a version's text may be on ten pages.
        """
        # footnotes have other addresses in each place
        if len(text) < _LONG or "[^" in text:
            return make()
        numbers = tuple(place.numbers.get(match[1]) for match in CITATION.finditer(text))
        has_links = "[[" in text or (way == _LINKED and self._mentions(text))
        key = (text, way, numbers, (place.link("a/"), place.self_id) if has_links else ())
        if key not in self._long:
            made = make()
            while self._long and sum(map(len, self._long.values())) + len(made) > _MOST_KEPT:
                del self._long[next(iter(self._long))]
            self._long[key] = made
        return self._long[key]

    def _with_names(self, children: list[Token], linked: set[str]) -> list[Token]:
        result: list[Token] = []
        inside = 0
        for child in joined(children):
            inside += child.type == "link_open"
            inside -= child.type == "link_close"
            if child.type == "brief_link":
                linked.add(child.meta["target"])
            if child.type == "text" and not inside:
                result += self._split(child.content, linked)
            else:
                result.append(child)
        return result

    def _with_terms(self, children: list[Token], explained: set[str]) -> list[Token]:
        result: list[Token] = []
        inside, closing = 0, ""
        for child in joined(children):
            inside += child.type == "link_open"
            inside -= child.type == "link_close"
            if child.type != "text" or inside:
                result.append(child)
                continue
            done = 0
            mentions, closing = self._terms.mentions(child.content, closing)
            for mention in mentions:
                if mention.term.url in explained:
                    continue
                explained.add(mention.term.url)
                result += [text_token(child.content[done : mention.start])] if mention.start > done else []
                token = Token("term", "", 0)
                token.content = child.content[mention.start : mention.end]
                token.meta = {"term": mention.term}
                result.append(token)
                done = mention.end
            result += [text_token(child.content[done:])] if done < len(child.content) else []
        return result

    def named(self, text: str) -> tuple[str, ...]:
        """Return the ids of the actors that a plain text names, sorted."""
        found: set[str] = set()
        self._split(text, found)
        return tuple(sorted(found))

    def _split(self, text: str, linked: set[str]) -> list[Token]:
        if not self._mentions(text):
            return [text_token(text)]
        result: list[Token] = []
        done = 0
        for match in _WORD.finditer(text):
            if match[0] not in self._names or match.start() < done:
                continue
            found = self._name_at(text, match)
            if found is None or found[1] in linked:
                continue
            name, id = found
            if match.start() > done:
                result.append(text_token(text[done : match.start()]))
            result.append(prose_rules.link_token(id, name))
            linked.add(id)
            done = match.start() + len(name)
        if done < len(text):
            result.append(text_token(text[done:]))
        return result

    def _name_at(self, text: str, match: re.Match[str]) -> tuple[str, str] | None:
        for name, id in self._names[match[0]]:
            end = match.start() + len(name)
            if text.startswith(name, match.start()) and not (
                end < len(text) and (text[end].isalnum() or text[end] == "_")
            ):
                return name, id
        return None

    def _mentions(self, text: str) -> bool:
        return not self._names.keys().isdisjoint(_WORD.findall(text))


_LONG = 2_000
_MOST_KEPT = 4_000_000
"""The most characters of HTML that are kept."""
_LINKED, _BLOCKS, _INLINE = "linked", "blocks", "inline"
_WORD = re.compile(r"\w+")
_STOP = re.compile(r"\.(?!\.)")


def _by_first_word(names: Mapping[str, str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the names by their first word, longest first, for one look-up per word."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, id in names.items():
        first = _WORD.match(name)
        if first and len(name) > 1:
            found[first[0]].append((name, id))
    return {word: tuple(sorted(entries, key=lambda e: (-len(e[0]), e))) for word, entries in found.items()}


def _island(html: str) -> Markup:
    clean = sanitize.prose(html).replace("\u0002", "").replace("\u0003", "").strip()
    # keep line breaks inside <pre>
    return Markup(clean.replace("\n", "&#10;" if "<pre" in clean else " "))


def _show_external(renderer: Any, tokens: list[Token], index: int, options: Any, env: dict[str, Any]) -> str:
    if not tokens[index].attrs.get("href"):
        # CommonMark allows an empty address, which would link to the page itself
        tokens[index].attrs = {}
        return "<a>"
    tokens[index].attrSet("rel", "noopener noreferrer")
    tokens[index].attrSet("class", "bg-out")
    return str(renderer.renderToken(tokens, index, options, env))
