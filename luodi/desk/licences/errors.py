"""What licences refuse: str() says what is wrong with a type, a number, a day or a holder, and what is taken."""


class LicenceError(Exception):
    pass
