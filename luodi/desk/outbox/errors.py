"""What goes wrong in the outbox: OutboxError; below it NotSentError (tried again later), RefusedError (never again), RequestError."""


class OutboxError(Exception):
    """`id` is stable; str() says in Chinese where, what was found and what to do."""

    id = "outbox"


class NotSentError(OutboxError):
    """This time it did not work; it may later."""

    id = "outbox.not-sent"


class RefusedError(OutboxError):
    """The receiver will never take it as it is: it is set aside at once."""

    id = "outbox.refused"


class RequestError(OutboxError):
    """What was to be put into the outbox is not right."""

    id = "outbox.request"
