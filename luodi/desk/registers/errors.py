"""What the registers refuse; str() says what was asked, what stands, and what can be done.

RegisterError
├── StepError        a step that is not lawful in the row's state, or on that day
├── UnknownError     a register, an event or a calendar that nobody entered
└── CorrectionError  a correction that says nothing new or has no reason
"""


class RegisterError(Exception):
    pass


class StepError(RegisterError):
    pass


class UnknownError(RegisterError):
    pass


class CorrectionError(RegisterError):
    pass
