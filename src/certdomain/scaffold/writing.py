"""Writing a new folder: all of it, or nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def written(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write the files into a folder that is not there yet, and return their paths; on any failure nothing is left.

    Raises:
        FileExistsError: if the folder is there, or appears meanwhile.
        OSError: if it cannot be written.
    """
    missing = folder.parent
    while not missing.exists() and missing.parent != missing:
        missing = missing.parent
    made = [path for path in (folder.parent, *folder.parent.parents) if path != missing and not path.exists()]
    work: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        inner = work / folder.name
        for path, data in files.items():
            file = inner / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        if folder.exists():
            raise FileExistsError(17, "it is there already", str(folder))
        inner.rename(folder)
    except BaseException:
        if work is not None:
            shutil.rmtree(work, ignore_errors=True)
        for each in made:
            if each.exists() and not any(each.iterdir()):
                each.rmdir()
        raise
    shutil.rmtree(work, ignore_errors=True)
    return [folder / path for path in files]
