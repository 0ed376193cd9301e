"""How often each code occurs, most frequent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefgen.diagnostics.types import Diagnostic


def statistics(diagnostics: Sequence[Diagnostic]) -> str:
    """Return a line per code: how often, the code, `*` where some can be mended, severity and name; the sum last."""
    counts = Counter((d.code, d.name, d.severity.value) for d in diagnostics)
    fixable = {d.code for d in diagnostics if d.fix}
    width = len(str(len(diagnostics)))
    rows = [
        f"{number:>{width}}  {code} {'*' if code in fixable else ' '}  {severity:<8} {name}"
        for (code, name, severity), number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    rows.append(f"{len(diagnostics)} in all" + ("; * can be mended with --fix or --unsafe-fixes" if fixable else ""))
    return "\n".join(rows) + "\n"
