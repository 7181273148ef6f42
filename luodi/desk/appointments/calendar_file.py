"""An appointment as an iCalendar file (RFC 5545), times in UTC: China has had no summer time since 1992."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from luodi.desk.appointments.models import Booking

CHINA, UTC = ZoneInfo("Asia/Shanghai"), ZoneInfo("UTC")
OCTETS = 75


def calendar_file(booking: Booking, stamped: datetime) -> bytes:
    """One event that lasts as long as the time taken, with an alarm an hour before."""
    start = datetime(booking.day.year, booking.day.month, booking.day.day, tzinfo=CHINA) + timedelta(minutes=booking.minute)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Luodi//appointments//ZH",
        "BEGIN:VEVENT",
        f"UID:appointment-{booking.pk}@luodi",
        f"DTSTAMP:{_moment(stamped)}",
        f"DTSTART:{_moment(start)}",
        f"DTEND:{_moment(start + timedelta(minutes=booking.length))}",
        f"SUMMARY:{_text(f'{booking.hall}：{booking.matter}')}",
        f"LOCATION:{_text(booking.hall.address)}",
        f"STATUS:{'CANCELLED' if booking.state == 'cancelled' else 'CONFIRMED'}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_text(booking.matter)}",
        "TRIGGER:-PT1H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _folded(line: str) -> str:
    """No line is longer than 75 octets; what follows begins with a blank. A character is never cut."""
    parts, width = [""], 0
    for sign in line:
        octets = len(sign.encode())
        if width + octets > OCTETS:
            parts.append(" ")
            width = 1
        parts[-1] += sign
        width += octets
    return "\r\n".join(parts)
