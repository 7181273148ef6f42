"""What can go wrong before a text can be read: a missing, empty, binary or wrongly encoded file."""


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


class BrokenCatalogueError(TextError):
    id = "text.catalogue"
