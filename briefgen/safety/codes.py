"""The codes of what may not be published: in built pages (BG511 to BG519), in the settings and among the pages (BG610 to BG618)."""

from __future__ import annotations

from briefgen.diagnostics.types import Code, Severity

UNKNOWN_SCRIPT = Code.error(
    "BG511",
    "unknown-script",
    "A built page holds a script that is neither the theme's nor briefgen's nor listed under `extra_javascript`. Scripts come from templates and from that list alone.",
)
EVENT_HANDLER = Code.error(
    "BG512",
    "event-handler",
    "A built page holds an attribute such as `onclick`, which is a script. Write a script file and list it under `extra_javascript`.",
)
UNSAFE_ADDRESS = Code.error(
    "BG513",
    "unsafe-address",
    "A built page leads to an address that can run a script or read a file, such as `javascript:` or `data:`. Links lead to `https:`, `http:`, `mailto:`, `tel:`, or into the site.",
)
OTHER_HOST = Code.error(
    "BG514",
    "other-host",
    "A built page or style asks another host for something, which would tell it who reads the site. Put the file into the site.",
)
ACTIVE_ELEMENT = Code.error(
    "BG515",
    "active-element",
    "A built page holds an element that can replace, move or embed pages: `base`, `iframe`, `object`, `embed`, `meta http-equiv`, an animated address.",
)
INLINE_STYLE = Code(
    "BG516",
    "inline-style",
    Severity.WARNING,
    "A built page holds a `style` element or attribute. The site's policy keeps it from applying, so that text cannot cover or hide a page; styles belong into a file under `extra_css`.",
)
NOT_UTF8_PAGE = Code.error(
    "BG517",
    "page-encoding",
    "A built page is not UTF-8, or says that it is something else: a browser might read another page than the one that was checked.",
)
ACTIVE_FILE = Code.error(
    "BG518",
    "active-file",
    "A file of the built site can act like a page and cannot be checked: XML that is not well formed, or that declares entities or a style sheet of its own.",
)
NOT_A_FILE = Code.error(
    "BG519",
    "not-a-file",
    "A built site holds a symbolic link, a device, or a name with a control character or a backslash: whoever copies the site would publish something else.",
)
CODE_FROM_PAGES = Code.error(
    "BG610",
    "code-from-pages",
    "A plugin or Markdown extension lets a page run code or publish files of the machine that builds it. Whoever may propose a page could then take over the build. Take it out; `trust: [code]` under `briefgen` in `mkdocs.yml` says that everybody who may propose a page may also do that.",
)
ASKS_OTHER_HOST = Code(
    "BG611",
    "asks-other-host",
    Severity.WARNING,
    "A setting makes readers' browsers, or the build, ask another host. That host learns who reads what, and can change what is read. `trust: [hosts]` under `briefgen` in `mkdocs.yml` says that it is meant.",
)
CODE_AMONG_PAGES = Code.error(
    "BG612",
    "code-among-pages",
    "Templates and hooks are code and run at every build. Among the pages, or in the content folder, they would be changed by whoever may propose a page. Put them into a folder of their own.",
)
RUNNING_FILE = Code.error(
    "BG613",
    "file-that-runs",
    "A file among the pages would command the host of the site, or run as a page or a script of its own in the readers' browsers, under this site's name, past everything that is held for pages. Scripts and styles that `mkdocs.yml` names are the builder's and stay. `trust: [files]` under `briefgen` in `mkdocs.yml` says that whoever may propose a page may also do that.",
)
FRONT_MATTER = Code(
    "BG614",
    "front-matter",
    Severity.WARNING,
    "The front matter of a page asks for something that a page may not have: another template than one of the project's own, linked data, or more than a page can need. It is left out. Titles and other words are shown as they are typed.",
)
HEAVY = Code.error(
    "BG615",
    "heavy-front-matter",
    "The front matter of a page repeats parts by alias, or is nested so deep that reading it could end the program that reads it.",
)
CLEANED = Code(
    "BG616",
    "page-cleaned",
    Severity.WARNING,
    "A page written by hand has HTML that it may not have: elements, attributes or addresses through which a page could run scripts, ask other hosts, or take the place of what the site itself shows. It is left out. Write it in Markdown; what needs more belongs into a template.",
)
UNSAFE_NAME = Code.error(
    "BG617",
    "unsafe-name",
    "The name of a file or folder among the pages has characters that mean something in HTML. Themes show such names as they stand.",
)
TAKEN = Code.error(
    "BG618",
    "address-taken",
    "A file among the pages would stand at the address of a page or file that briefgen makes, and readers would take the one for the other.",
)
