"""What can be wrong with a decision model before it is asked anything."""

from luodi.feel.errors import FeelError


class ModelError(FeelError):
    """The file is no decision model that can be read. `position` counts its lines from 0."""

    id = "dmn.model"

    def __init__(self, message: str, source: str, line: int = 0, hint: str = "") -> None:
        super().__init__(message, source, line, hint=hint)

    def __str__(self) -> str:
        place = f"{self.text} 第{self.position}行" if self.position else self.text
        return f"{place}：{self.message}" + (f"；{self.hint}" if self.hint else "")
