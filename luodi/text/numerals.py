"""Chinese numerals as they stand in marks: 一 to 九百九十九."""

DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
FIGURES = "〇一二三四五六七八九"


def read_numeral(text: str) -> int | None:
    """The number a Chinese numeral below one thousand means, or None where the characters make no numeral."""
    total, digit = 0, None
    for character in text:
        if character in DIGITS:
            if digit:
                return None
            digit = DIGITS[character]
        elif character == "十":
            total += 10 * (1 if digit is None else digit)
            digit = None
        elif character == "百":
            if digit is None:
                return None
            total += 100 * digit
            digit = None
        else:
            return None
    return total + (digit or 0)


def write_numeral(number: int) -> str:
    """The numeral as documents print it: 10 is 十, 21 is 二十一, 105 is 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{FIGURES[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{FIGURES[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (FIGURES[ones] if ones else "")
