"""The page of the working-day calendar: its versions, a new one with what it would move, and which years are covered."""

from collections.abc import Mapping
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from luodi.days.calendar import Calendar
from luodi.days.errors import DayError
from luodi.desk.parties.models import Role
from luodi.desk.portal.gate import signed_in
from luodi.desk.portal.tables import TableError, read_table, read_text
from luodi.desk.registers.calendars import current_calendar, drafted, enter_calendar
from luodi.desk.registers.errors import CorrectionError, RegisterError
from luodi.desk.registers.foresight import foresee
from luodi.desk.registers.models import CalendarVersion

DAY, WORKED = HEADINGS = ("日期", "上班或放假")
WORDS = {"上班": True, "工作日": True, "补班": True, "1": True, "放假": False, "休息": False, "休息日": False, "0": False}
LONGEST = 60_000
SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(Role.ADMINISTRATOR, Role.SUPERVISOR)
def calendar(request: HttpRequest) -> HttpResponse:
    """Supervisors read it; administrators preview a new version and enter it."""
    context, wrong = {}, ""
    enters = request.user.role == Role.ADMINISTRATOR
    if request.method == "POST":
        try:
            if not enters:
                raise CorrectionError("只有管理员登记日历")
            days = _days(request)
            content = drafted(days)
            if "enter" in request.POST:
                after = request.POST.get("after", "")
                seen = int(after) if after.isdecimal() and len(after) < 6 else 0
                enter_calendar(content, reason=request.POST.get("reason", "")[:200], by=request.user, after=seen)
                return redirect("board:calendar")
            context = {"foreseen": foresee(Calendar.parse(content.splitlines(), "日历")), "text": _written(days), "count": len(days)}
        except (RegisterError, DayError, TableError) as error:
            wrong = f"{error}。"
    number, known = current_calendar()
    context = {
        "text": request.POST.get("rows", "")[:LONGEST],
        **context,
        "versions": CalendarVersion.objects.order_by("-number")[:SHOWN],
        "number": number,
        "known": known,
        "next_year": known.last.year + 1 if known else None,
        "enters": enters,
        "wrong": wrong,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "board/calendar.html", context, status=422 if wrong else 200)


def _days(request: HttpRequest) -> Mapping[date, bool]:
    """The days pasted or in the file. TableError names the row that is wrong."""
    file = request.FILES.get("file")
    lines = read_table(file, HEADINGS) if file else read_text(request.POST.get("rows", "")[:LONGEST], HEADINGS)
    days = {}
    for line in lines:
        try:
            day, worked = date.fromisoformat(line[DAY].replace("/", "-")), WORDS[line[WORKED]]
        except (ValueError, KeyError):
            raise TableError(f"第{line.number}行“{line[DAY]},{line[WORKED]}”不对，应写作 2020-04-26,上班 或 2020-05-01,放假") from None
        if days.setdefault(day, worked) != worked:
            raise TableError(f"第{line.number}行：{day}前面写的是另一样")
    return days


def _written(days: Mapping[date, bool]) -> str:
    return "\n".join(f"{day},{'上班' if worked else '放假'}" for day, worked in sorted(days.items()))
