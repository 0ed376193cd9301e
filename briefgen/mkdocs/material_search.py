"""Material's own search: what separates its words, and turning it off.

Material's default separates words only at spaces and hyphens, so a search for `300` does not find `$300`.
"""

from __future__ import annotations

import re
from typing import Any

from briefgen.text.folding import APOSTROPHES, HYPHENS

_SIGNS = '"“”„«»‹›()[]{}<>;!?…¿¡$€£¥₴₽₺₹¢#№§@%‰+*/\\|=~^°•·—―。，、；：！？（）「」『』《》【】'
SEPARATOR = rf"&(?:[lg]t|amp|quot);|[\s{re.escape(_SIGNS + APOSTROPHES + HYPHENS)}]+|[.,:](?!\d)"
"""Regular expression of the browser for what separates words; a comma or point inside a number does not."""


def set_separator(plugin: Any) -> None:
    """Set the separator of Material's search plugin, unless the project has set one."""
    # the search of MaterialX 10 has no such setting
    if not hasattr(plugin, "search_index"):
        return
    if not any("separator" in settings for settings in plugin.config.user_configs):
        # the index has its own copy of the settings
        plugin.config.separator = plugin.search_index.config["separator"] = SEPARATOR


def turn_off(plugins: Any, plugin: Any) -> None:
    """Remove the search plugin from the events in which it makes its index."""
    for event in ("page_context", "post_build"):
        methods = plugins.events[event]
        methods[:] = [method for method in methods if getattr(method, "__self__", None) is not plugin]
