"""What appointments refuse; str() says what was asked and what can be done.

AppointmentError
├── TakenError   a time that is full, or that this account has already
└── EntryError   a hall or times that cannot be: no unit, no source, hours that run backwards
"""


class AppointmentError(Exception):
    pass


class TakenError(AppointmentError):
    pass


class EntryError(AppointmentError):
    pass
