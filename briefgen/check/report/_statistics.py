"""How often each code occurs, most frequent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefgen.diagnostics.types import Diagnostic


def statistics(diagnostics: Sequence[Diagnostic]) -> str:
    """Return one line for each code, and a last line with the total.

    A line has the number, the code, `*` if a fix exists, the severity and the name.
    """
    counts = Counter((d.code, d.name, d.severity.value) for d in diagnostics)
    fixable = {d.code for d in diagnostics if d.fix}
    width = len(str(len(diagnostics)))
    rows = [
        f"{number:>{width}}  {code} {'*' if code in fixable else ' '}  {severity:<8} {name}"
        for (code, name, severity), number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    rows.append(f"{len(diagnostics)} in total" + ("; * can be fixed with --fix or --unsafe-fixes" if fixable else ""))
    return "\n".join(rows) + "\n"
