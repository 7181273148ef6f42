"""What is refused about parties: str() says what was found and what is expected."""


class RefusedError(ValueError):
    """An act about a party that cannot be."""
