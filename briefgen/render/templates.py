"""Render pages to Markdown with Jinja2, and join styles and scripts.

A project's template replaces briefgen's template of the same name. Templates see `page`, `brief`, `corpus`, `site`, `here`, and
the page's own values. An undefined name or a syntax error is reported with its file and line. Only this module and
`compiled_templates` use Jinja2.
"""

from __future__ import annotations

import html
import traceback
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
import msgspec
from markupsafe import Markup

from briefgen.config import Config
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Problem, Span
from briefgen.model import vocabulary
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import kind_of
from briefgen.registry import discover
from briefgen.render import citation_blocks, page_metadata, signs, template_messages
from briefgen.render.assets import assets
from briefgen.render.codes import TEMPLATE_FAILED, TEMPLATE_MISSING, TEMPLATE_NAME, TEMPLATE_SYNTAX, TOO_LONG
from briefgen.render.compiled_templates import compiled_templates
from briefgen.render.grades import grade
from briefgen.render.json_ld import linked_data
from briefgen.render.page_helpers import PageHelpers, code_block, isolated
from briefgen.render.print_style import print_style
from briefgen.render.room import Room, TooLong
from briefgen.render.share_bar import with_share_bar
from briefgen.site import former_addresses, urls
from briefgen.site.former_addresses import moved_pages
from briefgen.site.navigation import NavigationGroup, navigation
from briefgen.site.pages._base import DataFile, Page, PartsFile
from briefgen.site.shared import Site
from briefgen.text import languages
from briefgen.text.lines import collapsed, in_one_line
from briefgen.text.messages import ENGLISH, Message, gettext, in_language, translated


class RenderedPage(msgspec.Struct, frozen=True):
    """A rendered page: the path of its Markdown file, its text, and its YAML file."""

    uri: str
    content: bytes
    """The text with front matter in UTF-8, because a `str` with one non-Latin character takes twice the memory."""
    origin: str | None = None
    title: str = ""

    @property
    def markdown(self) -> str:
        """Return the page's text."""
        return self.content.decode()


class Rendered(msgspec.Struct, frozen=True):
    """All rendered pages, the assets, and the navigation."""

    pages: tuple[RenderedPage, ...]
    assets: dict[str, bytes]
    theme: tuple[Path, ...]
    """Folders with theme templates, the project's first."""
    navigation: tuple[NavigationGroup, ...] = ()
    redirects: dict[str, str] = {}
    """Former page to current page, as Markdown files."""
    language: str = ENGLISH
    """Language of labels and dates."""
    templates: int = 0
    """How many templates were compiled."""


def own_templates() -> Path:
    """Return the folder of briefgen's own templates.

    It is in the installed package, or next to the package in a checkout.
    """
    package = Path(str(files("briefgen")))
    inside = package / "site_templates"
    return inside if inside.is_dir() else package.parent / "site_templates"


def render(corpus: Corpus, config: Config, size: int = 0) -> tuple[Rendered, tuple[Problem, ...]]:
    """Render every page of the corpus; return them with the problems of templates.

    Labels and dates are in the language of the interface. Pages that fail are left out. ``size`` is the size of the content
    in bytes; the limit of all pages grows with it. If a limit is exceeded, the remaining pages are left out, too.
    """
    site = Site(corpus, config)
    with in_language(site.language):
        return _rendered_site(site, config, size)


def _rendered_site(site: Site, config: Config, size: int) -> tuple[Rendered, tuple[Problem, ...]]:
    room = Room(config.options.limits, size)
    folders = tuple(dict.fromkeys(f for f in (config.templates, own_templates()) if f.is_dir()))
    environment = template_environment(folders, site.language)
    problems: dict[tuple[str, str], Problem] = {}
    pages: list[RenderedPage] = []
    data: dict[str, bytes] = {}
    for page in _planned(site):
        try:
            if isinstance(page, DataFile):
                room.take(len(page.content))
                data[page.uri] = page.content
                continue
            found = _rendered(environment, site, page, room, config.project, folders)
        except TooLong as stop:
            problem = _too_long(stop, page, site, config)
            problems[problem.path, problem.message] = problem
            break
        if isinstance(found, Problem):
            problems.setdefault((found.path, found.message), found)
        elif isinstance(found, RenderedPage):
            pages.append(found)
        else:
            data[page.uri] = found
    rendered = Rendered(
        pages=tuple(pages),
        assets=assets(folders, print_style(site)) | data | _media(site),
        theme=tuple(folder / "theme" for folder in folders if (folder / "theme").is_dir()),
        navigation=navigation(site, {page.uri for page in pages}),
        redirects=_redirects(site) | moved_pages(page.uri for page in pages),
        language=site.language,
        templates=len(environment.cache or ()),
    )
    return rendered, tuple(problems.values())


def _media(site: Site) -> dict[str, bytes]:
    """Return the images and PDF files that the published briefs name."""
    named = {item.file for brief in site.corpus.illustrated for item in brief.media}
    return {f"media/{name}": file.content for name, file in sorted(site.corpus.media.items()) if name in named}


def _planned(site: Site) -> Iterator[Page | PartsFile | DataFile]:
    for module in discover("briefgen.site.pages", "plan").values():
        yield from module.plan(site)


def template_environment(folders: tuple[Path, ...], language: str = ENGLISH) -> jinja2.Environment:
    """Return the environment for templates of some folders, the first one first."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
        bytecode_cache=compiled_templates(language),
        cache_size=-1,
        finalize=_of_one_line,
    )
    environment.policies["ext.i18n.trimmed"] = True
    # the extension passes the values to these functions, which escape them and the messages
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # an attribute that the extension adds
    environment.globals.update(template_messages.FUNCTIONS)
    environment.globals.update(
        kind_of=kind_of,
        former=former_addresses,
        grade=grade,
        kinds=kinds(),
        kind_words=translated(vocabulary.KINDS),
        states=translated(vocabulary.STATES),
        reliability=translated(vocabulary.RELIABILITY),
        credibility=translated(vocabulary.CREDIBILITY),
        changes=translated(vocabulary.CHANGES),
        meanings=translated(vocabulary.MEANINGS),
        renumbered_word=translated(vocabulary.RENUMBERED),
        version_states=translated(vocabulary.VERSION_STATES),
        stances=translated(vocabulary.STANCES),
        positions=translated(vocabulary.POSITIONS),
        position_meanings=translated(vocabulary.POSITION_MEANINGS),
        bases=translated(vocabulary.BASES),
        no_position=translated(vocabulary.NO_POSITION),
        agreement_words=translated(vocabulary.AGREEMENT),
        statuses=translated(vocabulary.STATUSES),
        not_in_line=translated(vocabulary.NOT_IN_LINE),
        language_tag=languages.tag,
    )
    environment.filters.update(words=vocabulary.plain, language=languages.name, code=code_block)
    environment.filters.update(md=_markdown_text, isolated=isolated)
    return environment


def _rendered(
    environment: jinja2.Environment,
    site: Site,
    page: Page | PartsFile,
    room: Room,
    project: Path,
    folders: tuple[Path, ...],
) -> RenderedPage | bytes | Problem:
    """Return a page or a file of parts, or the problem of its template. Raises TooLong."""
    try:
        if isinstance(page, PartsFile):
            return _parts(environment, site, page, room)
        return _render(environment, site, page, room)
    except TooLong:
        raise
    except jinja2.TemplateError as error:
        return _problem(error, page, project, folders)
    except Exception as error:
        return _failed(error, page, project, folders)


def _render(environment: jinja2.Environment, site: Site, page: Page, room: Room) -> RenderedPage:
    url = site.url(page.uri)
    brief = page.brief
    here = PageHelpers(site, url, (use.source.id for use in page.sources), brief.id if brief else "", page.places)
    try:
        template = environment.get_template(page.template)
    except jinja2.TemplateNotFound as error:
        if error.name != page.template or not page.template.startswith("kinds/"):
            raise
        template = environment.get_template("kinds/_default.md.j2")
    body = room.joined(template.generate(page=page, brief=brief, corpus=site.corpus, site=site, here=here, **page.view))
    origin = site.corpus.paths.get(brief.id) if brief else None
    banner = _banner(site, page)
    # readers do not cite the editors' manual
    cite = ""
    drawings = signs.definitions(body)
    if not page.uri.startswith("editing/"):
        body = with_share_bar(body, url)
        cite = f"\n\n{citation_blocks.page(site, page.title, url, brief)}"
    text = f"{_front_matter(site, page)}\n{banner}{body.strip()}{cite}\n" + (f"\n{drawings}\n" if drawings else "")
    return RenderedPage(page.uri, text.encode(), origin, page.title)


def _parts(environment: jinja2.Environment, site: Site, file: PartsFile, room: Room) -> bytes:
    here = PageHelpers(site, site.url(file.page))
    template = environment.get_template(file.template)
    return room.joined(template.generate(corpus=site.corpus, site=site, here=here, **file.view)).encode()


def _banner(site: Site, page: Page) -> str:
    """Return the notice of a page if the site is as of an earlier day."""
    day = site.corpus.stands_on
    if day is None:
        return ""
    is_cut = (page.brief.id if page.brief else "" if page.uri == "index.md" else None) in site.corpus.cut
    said = gettext("This is the briefing as it stood on %(date)s; what is later is not here.", date=day.words())
    if is_cut:
        said += " " + gettext("Passages of this page that speak of later days are left out.")
    return f'<p class="bg-asof" role="note">{html.escape(said)}</p>\n\n'


def _front_matter(site: Site, page: Page) -> str:
    # escaped here, because themes print these values unescaped
    meta: dict[str, Any] = {"title": html.escape(page.title)}
    if page.description:
        meta["description"] = html.escape(_cut(page.description, 300))
    if page.is_listing:
        meta["search"] = {"exclude": True}
    hidden = [*(["navigation"] if page.is_wide else []), *([] if page.has_toc else ["toc"])]
    if hidden:
        meta["hide"] = hidden
    if site.as_of:
        day = site.as_of.words()
        meta["day"] = html.escape(gettext("As of %(day)s", day=day))
        meta["describes"] = html.escape(gettext("This briefing describes %(day)s.", day=day))
    if page.brief:
        meta["jsonld"] = linked_data(site, page.brief)
    return page_metadata.written(meta)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def _of_one_line(value: object) -> object:
    """Return a value, without line breaks if it is text, and translated if it is a message.

    A blank line in it would end the HTML block around it.
    """
    if type(value) is Message:
        return gettext(value)
    return in_one_line(value) if type(value) is str else value


_MARKDOWN = {ord(c): f"&#{ord(c)};" for c in "\\`*_{}[]()#+-.!|<>&\"'~:=^$@/"}


def _markdown_text(text: object) -> Markup:
    """Return text for a line of Markdown, such as a heading, with all Markdown syntax escaped."""
    shown = gettext(text) if isinstance(text, Message) else str(text)
    return Markup(collapsed(shown).translate(_MARKDOWN))


def _redirects(site: Site) -> dict[str, str]:
    found = {}
    for old, new in sorted(site.corpus.former.items()):
        brief = site.corpus.briefs.get(new)
        if brief is not None:
            found[urls.uri(f"{brief.folder}/{old}/")] = urls.uri_of(brief)
    return found


def _too_long(stop: TooLong, page: Page | PartsFile | DataFile, site: Site, config: Config) -> Problem:
    brief = page.brief if isinstance(page, Page) else None
    path = site.corpus.paths[brief.id] if brief else f"{config.options.content}/briefing.yaml"
    help = (
        "remove statements or references; if that many are meant, "
        f"set `limits: {{{stop.limit}: …}}` under `briefgen` in `mkdocs.yml`"
    )
    return TOO_LONG.problem(path, None, f"the page `{page.uri.removesuffix('index.md')}` {stop}", help=help)


def _problem(error: jinja2.TemplateError, page: Page | PartsFile, project: Path, folders: tuple[Path, ...]) -> Problem:
    if isinstance(error, jinja2.TemplateSyntaxError):
        path = _shown(error.filename or error.name or page.template, project)
        return TEMPLATE_SYNTAX.problem(path, Span("", error.lineno, 1), error.message or "not a Jinja2 template")
    path, line = _template_frame(error, project, folders, page)
    if isinstance(error, jinja2.TemplateNotFound):
        return TEMPLATE_MISSING.problem(
            path, Span("", line, 1), f"there is no template `{error.name}`", help="check the name"
        )
    message = error.message or str(error)
    return TEMPLATE_NAME.problem(path, Span("", line, 1), message, help=f"seen while rendering `{page.uri}`")


def _failed(error: Exception, page: Page | PartsFile, project: Path, folders: tuple[Path, ...]) -> Problem:
    path, line = _template_frame(error, project, folders, page)
    message = f"{type(error).__name__}: {error}"
    return TEMPLATE_FAILED.problem(path, Span("", line, 1), message, help=f"seen while rendering `{page.uri}`")


def _template_frame(
    error: Exception, project: Path, folders: tuple[Path, ...], page: Page | PartsFile
) -> tuple[str, int]:
    """Return the innermost template file and line in an error's traceback."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.endswith(".j2") and any(Path(frame.filename).is_relative_to(f) for f in folders):
            return _shown(frame.filename, project), frame.lineno or 1
    return _shown(page.template, project), 1


def _shown(filename: str, project: Path) -> str:
    path = Path(filename)
    if path.is_relative_to(project):
        return path.relative_to(project).as_posix()
    own = own_templates()
    return (
        f"briefgen/site_templates/{path.relative_to(own).as_posix()}" if path.is_relative_to(own) else path.as_posix()
    )
