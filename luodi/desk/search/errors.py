"""What a search refuses: SearchError, QueryRefusedError, NoIndexError."""


class SearchError(Exception):
    """`id` is stable; str() is what a visitor reads, with what to do next."""

    id = "search"

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message}{hint}")
        self.message = message
        self.hint = hint


class QueryRefusedError(SearchError):
    id = "search.query-too-long"


class NoIndexError(SearchError):
    id = "search.no-index"
