"""What the hotline refuses; str() says what was asked, what stands, and what can be done.

VoiceError
├── NobodyError   nobody is entered who takes it in this place
├── WordsError    words, a rating or an entry that are missing or make no sense
└── StepError     a step that is not lawful now, or not this account's
"""


class VoiceError(Exception):
    pass


class NobodyError(VoiceError):
    pass


class WordsError(VoiceError):
    pass


class StepError(VoiceError):
    pass
