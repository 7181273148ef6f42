"""What can go wrong before a text can be read: a missing, empty, binary, locked, damaged, oversized or wrongly encoded file."""


class TextError(Exception):
    """Base of this folder's errors: file, place in it, what was found, what was expected. `str` is the message a user reads."""

    id = "text.error"

    def __init__(self, file: str, message: str, hint: str = "", position: int | None = None) -> None:
        self.file = file
        self.message = message
        self.hint = hint
        self.position = position
        where = file if position is None else f"{file}，第{position}字节"
        super().__init__(f"{where}：{message}" + (f"\n  {hint}" if hint else "") + f"  [{self.id}]")


class MissingFileError(TextError):
    id = "text.missing"


class EmptyFileError(TextError):
    id = "text.empty"


class BinaryFileError(TextError):
    id = "text.binary"


class UnknownEncodingError(TextError):
    id = "text.encoding"


class UnknownFormatError(TextError):
    id = "text.format"


class BrokenFileError(TextError):
    """A file that begins as its format does and cannot be opened as such."""

    id = "text.broken"


class LockedFileError(TextError):
    """A file behind a password."""

    id = "text.locked"


class NoTextError(TextError):
    """A file that opens but holds no words: a scan, a page filled in by script."""

    id = "text.no-text"


class UntitledError(TextError):
    """A document without a title, which nothing can be tied to."""

    id = "text.untitled"


class TooLargeError(TextError):
    """An archive beyond its bounds: entries, bytes, or how far it unfolds."""

    id = "text.too-large"


class NestedArchiveError(TextError):
    id = "text.nested"


class BrokenCatalogueError(TextError):
    id = "text.catalogue"


class UnwritableError(TextError):
    """A place where nothing can be written, or where something stands already."""

    id = "text.unwritable"
