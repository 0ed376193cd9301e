"""Delete the partial files that killed commands left in a project.

Every command that reads the configuration calls this first, and so does each build.
"""

from __future__ import annotations

from pathlib import Path

from briefgen.config import Config
from briefgen.corpus import disk_cache, records
from briefgen.files.partial import delete_abandoned
from briefgen.safety import docs_audit

EDITOR_FOLDER = ".vscode"
"""The folder of editor settings and schemas, which `briefgen schema --write` writes."""


def delete_partial_files(config: Config) -> int:
    """Delete partial files in the project, and return their number.

    All folders that commands write to are searched. A folder that leads out of the project by a symbolic link or by `..` is skipped.
    """
    project = config.project.resolve()
    docs = docs_audit.premises(config.settings).docs
    names = (config.options.content, docs, records.FOLDER, config.options.templates, disk_cache.FOLDER, EDITOR_FOLDER)
    inside = [folder for folder in (project / name for name in names) if _is_inside(folder, project)]
    return delete_abandoned((project,), below=False) + delete_abandoned(inside)


def _is_inside(folder: Path, project: Path) -> bool:
    return folder != project and folder.resolve().is_relative_to(project)
