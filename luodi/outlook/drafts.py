"""A draft: a whole library, or one document's folder put into a library in the place of what it holds of that document."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from luodi.policy.errors import PolicyError
from luodi.policy.nodes import read_yaml

HEAD: Final = "document.yaml"


@contextmanager
def library_of(draft: Path, root: Path) -> Iterator[Path]:
    """The folder of the whole library that `draft` stands for: itself, or `root` with the document that `draft` is a folder of.

    PolicyError for what is neither.
    """
    if (draft / "policies").is_dir():
        yield draft
    elif (draft / HEAD).is_file():
        with TemporaryDirectory(prefix="luodi-") as made:
            yield _with_document(draft.resolve(), root.resolve(), Path(made))
    else:
        raise PolicyError("no-library", None, f"{draft} 里没有 policies/，也没有 {HEAD}", "一套政策的文件夹，或一份文件的文件夹")


def _with_document(draft: Path, root: Path, made: Path) -> Path:
    head = read_yaml(draft / HEAD).mapping("{id, title, short, source, region}")
    if "id" not in head:
        raise PolicyError("missing-key", None, f"{draft / HEAD} 没有 id", "id: 文件的编号")
    id = head["id"].text("文件的编号")
    (made / "policies").mkdir()
    for entry in (root / "policies").iterdir():
        if entry.name != id:
            (made / "policies" / entry.name).symlink_to(entry)
    (made / "policies" / id).symlink_to(draft)
    for name in ("sources", "reference"):
        (made / name).symlink_to(root / name)
    return made
