"""The codes of the safety audits.

BG511 to BG519 are about the built site, BG610 to BG625 about the settings and the source pages.
"""

from __future__ import annotations

from briefgen.diagnostics.types import Code, Severity

UNKNOWN_SCRIPT = Code.error(
    "BG511",
    "unknown-script",
    "A built page contains a script that is not part of the theme or of briefgen and is not listed under `extra_javascript`. No other scripts are allowed.",
)
EVENT_HANDLER = Code.error(
    "BG512",
    "event-handler",
    "A built page contains an attribute such as `onclick`, which runs a script. Write a script file instead, and list it under `extra_javascript`.",
)
UNSAFE_ADDRESS = Code.error(
    "BG513",
    "unsafe-address",
    "A built page has an address that can run a script or read a file, such as `javascript:` or `data:`. Use `https:`, `http:`, `mailto:`, `tel:`, or an address within the site.",
)
OTHER_HOST = Code.error(
    "BG514",
    "other-host",
    "A built page or style sheet loads something from another host, which would learn who reads the site. Add the file to the site.",
)
ACTIVE_ELEMENT = Code.error(
    "BG515",
    "active-element",
    "A built page contains an element that can replace, redirect or embed pages: `base`, `iframe`, `object`, `embed`, `meta http-equiv`, an animated address.",
)
INLINE_STYLE = Code(
    "BG516",
    "inline-style",
    Severity.WARNING,
    "A built page contains a `style` element or attribute. The site's policy blocks it, so that no text can cover or hide a page. Move the style into a file under `extra_css`.",
)
NOT_UTF8_PAGE = Code.error(
    "BG517",
    "page-encoding",
    "A built page is not UTF-8, or declares another encoding. A browser might then read a different page than the one that was audited.",
)
ACTIVE_FILE = Code.error(
    "BG518",
    "active-file",
    "A file of the built site can act like a page and cannot be audited: its XML is not well-formed, or it declares entities or a style sheet.",
)
NOT_A_FILE = Code.error(
    "BG519",
    "not-a-file",
    "A built site contains a symbolic link, a device, or a name with a control character or a backslash. A copy of the site would then publish something else.",
)
CODE_FROM_PAGES = Code.error(
    "BG610",
    "code-from-pages",
    "A plugin or Markdown extension lets a page run code, or publish files of the machine that builds it. The author of a proposed page could then take over the build. Remove it, or set `trust: [code]` under `briefgen` in `mkdocs.yml` if every author may do that.",
)
ASKS_OTHER_HOST = Code(
    "BG611",
    "asks-other-host",
    Severity.WARNING,
    "A setting makes readers' browsers, or the build, contact another host. That host learns who reads what, and can change what they read. Set `trust: [hosts]` under `briefgen` in `mkdocs.yml` if that is intended.",
)
CODE_AMONG_PAGES = Code.error(
    "BG612",
    "code-among-pages",
    "Templates and hooks are code that runs at every build. Among the pages or in the content folder, the author of a proposed page could change them. Move them into a separate folder.",
)
RUNNING_FILE = Code.error(
    "BG613",
    "file-that-runs",
    "A file among the pages would configure the site's host, or its ending is not on the list of harmless files: images, fonts, PDF, sound, video and texts. A browser could run other files as a page or script of this site, without the policy that applies to pages. Scripts and styles that `mkdocs.yml` names are the builder's and are allowed. Set `trust: [files]` under `briefgen` in `mkdocs.yml` if every author of a page may add such files.",
)
FRONT_MATTER = Code(
    "BG614",
    "front-matter",
    Severity.WARNING,
    "The front matter of a page sets something that a page must not set: a template that is not the project's own, linked data, or a value that is too large. It is removed. Titles and other text are shown as typed.",
)
HEAVY = Code.error(
    "BG615",
    "heavy-front-matter",
    "The front matter of a page uses aliases or nests too deeply. Aliases can expand without bound, and deep nesting can overflow the parser's stack.",
)
CLEANED = Code(
    "BG616",
    "page-cleaned",
    Severity.WARNING,
    "A hand-written page contains HTML that is not allowed: elements, attributes or addresses that could run scripts, contact other hosts, or cover parts of the site. It is removed. Write it in Markdown, or move it into a template.",
)
UNSAFE_NAME = Code.error(
    "BG617",
    "unsafe-name",
    """The name of a file or folder among the pages has an invisible character, or an ASCII sign other than spaces and `-_.,()+@~!=`.
Themes print names unescaped, and such signs have a meaning in HTML, Markdown, templates or addresses.""",
)
TAKEN = Code.error(
    "BG618",
    "address-taken",
    "A file among the pages has the address of a page or file that briefgen creates. Readers would mistake one for the other.",
)
PAGE_MOVED = Code.error(
    "BG625",
    "generated-page-moved",
    "Another plugin moves or removes a page that briefgen creates. Links to that page would lead nowhere. Exclude the page in the options of that plugin, or remove the plugin.",
)
OTHER_CONTENT = Code.error(
    "BG619",
    "other-content",
    """A file among the pages does not contain what its name says, or it contains markup or a program beside that. A host or a browser might
run it as a page of this site. Texts must be UTF-8 without HTML. Set `trust: [files]` under `briefgen` in `mkdocs.yml` if every author of a page may add such files.""",
)
HEAVY_PAGE = Code.error(
    "BG620",
    "heavy-page",
    """A hand-written page has more marks of Markdown than its parser can read in about a second: lines, brackets, emphases or tags. The
parser reads some of them again for each of the others, so a small page could stop the build for hours.""",
)
