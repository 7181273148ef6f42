"""What the ledger refuses; str() says what was given and what is expected.

LedgerError
├── OutsideError     written outside a transaction
└── UnplainError     details that are not plain data, or too long a text
"""


class LedgerError(Exception):
    pass


class OutsideError(LedgerError):
    pass


class UnplainError(LedgerError):
    pass
