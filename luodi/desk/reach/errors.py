"""What reach refuses."""


class RefusedError(ValueError):
    """What was asked cannot be done; str() says why and what can."""
