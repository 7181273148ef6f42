"""The shape of one document's blocks sorted into what they are: head, notice, issued text, annexes, notes, signature, page crumbs."""

from dataclasses import dataclass, field

from luodi.text.block import Block


@dataclass(slots=True)
class Sections:
    """Blocks by what they are. `above` are organisations named in the head, `decree` the words of a number whose figure follows.

    `issued` names the further texts a notice issues, by their parts.
    `parts` are (name, blocks): 通知, 前言 …, 注, 附件; the main part has the name "".
    """

    number: str | None = None
    addressees: Block | None = None
    signature: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    decree: str = ""
    dates: list[str] = field(default_factory=list)
    published: str | None = None
    written: str | None = None
    inner_title: str | None = None
    issued: dict[str, str] = field(default_factory=dict)
    matter: list[Block] = field(default_factory=list)
    parts: list[tuple[str, list[Block]]] = field(default_factory=list)
