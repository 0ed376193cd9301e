"""Pack the records of a large Pagefind index: up to sixteen fragments in one file.

Pagefind writes a file for each record, and hosts limit the number of files of a site. A pack is a JSON array of
fragments, in a file that is named by its content. The id of a record names its pack and its place there, and one
statement in Pagefind's script follows it. An index or a script in another format is left as Pagefind made it.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.search import pagefind_format
from briefgen.search.pagefind_format import Item, as_list

MOST_FILES = 512
"""The number of files of an index up to which each pack has one record."""
MOST_RECORDS = 16
"""The number of records in a pack; five results of a search then take at most about 25 kB."""
_PAGES = 1
"""Index in `.pf_meta` of the list of records: id and number of words."""
_LOADS = b"async _loadFragment(hash){"
_READS = b"fragment/${hash}.pf_fragment`"
_FOLLOWS = (
    b'const[pack,place]=hash.split(".");'
    b"if(place!==undefined)return(await(this.loaded_fragments[pack]||=this._loadFragment(pack)))[place];"
)


def reading_packs(script: bytes) -> bytes | None:
    """Return Pagefind's script with a statement that reads packs.

    The result is None if its format is unknown.
    """
    before, found, after = script.partition(_LOADS)
    if not found or _LOADS in after or _READS not in after[:200]:
        return None
    return before + _LOADS + _FOLLOWS + after


def in_packs(files: Mapping[str, bytes], fragments: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return an index with its fragments in packs.

    The packs have the order in which Pagefind numbers the records. ``fragments`` holds the text of each fragment by path. The ids of one pack begin alike, so the list of records
    becomes smaller, too.
    """
    try:
        path = pagefind_format.meta_path(files)
        meta = as_list(pagefind_format.read(files[path]))
        records = [as_list(record) for record in as_list(meta[_PAGES])]
        texts = [(id, fragments[_path(id)]) for id, *_ in records if isinstance(id, str)]
        if len(texts) != len(records) or len(dict(texts)) != len(fragments):
            raise ValueError("the list of records is not that of the fragments")
    except (OSError, EOFError, KeyError, IndexError, TypeError, ValueError):
        return separate(files, fragments)
    found = {path: content for path, content in files.items() if path not in fragments}
    used: set[str] = set()
    named: list[Item] = []
    size = min(MOST_RECORDS, -(-len(texts) // MOST_FILES)) or 1
    for start in range(0, len(texts), size):
        content = b"[" + b",".join(text for _, text in texts[start : start + size]) + b"]"
        name = pagefind_format.name_by_content(content, texts[start][0], used)
        found[_path(name)] = pagefind_format.compressed(content)
        for place, (_, *rest) in enumerate(records[start : start + size]):
            named.append([f"{name}.{place}", *rest])
    meta[_PAGES] = named
    found[path] = pagefind_format.compressed(pagefind_format.encode(meta))
    return found


def separate(files: Mapping[str, bytes], fragments: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return an index with a file for each fragment, as Pagefind makes it."""
    return {**files, **{path: pagefind_format.compressed(text) for path, text in fragments.items()}}


def _path(id: str) -> str:
    return f"fragment/{id}.pf_fragment"
