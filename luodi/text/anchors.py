"""A clause's anchor: the id of its element wherever a document is shown as a page."""


def clause_id(path: str) -> str:
    """The id of a clause's element; a path holds no blanks, so it is an id as it stands."""
    return f"c-{path}"
