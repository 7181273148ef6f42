"""Papers as files: taken for what they are and not for what they say, kept whole or not at all, given out within the scope alone."""

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

from luodi.desk import clock
from luodi.desk.cases.actions import Step, take_step_with
from luodi.desk.cases.contents import content_of
from luodi.desk.cases.errors import FileError, PaperError, StepError
from luodi.desk.cases.files import ATTACHED, MOST_WAITING, content_stored, daily, keeping, named_by, place, take_out
from luodi.desk.cases.filing import file_case
from luodi.desk.cases.models import Case, Event, Kind, PaperFile, State
from luodi.desk.cases.uploads import Cut
from luodi.desk.ledger.models import Entry
from luodi.desk.ledger.queries import first_broken
from luodi.desk.outbox.models import Message
from luodi.desk.parties.models import Account
from tests.desk.case_files import (
    DONGHU,
    HEALTH,
    INDUSTRY,
    QINGSHANHU,
    RETURN,
    clerk,
    counter,
    filed,
    filing,
    firm,
    grant,
    medium_risk,
    officer,
    step,
)
from tests.desk.signed import signed_in
from tests.desk.test_scope import account, unit

__all__ = ["counter"]
ADDRESS = f"/services/{RETURN}/"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20 + b"IEND\xaeB`\x82"
JPG = b"\xff\xd8\xff\xe0" + b"\0" * 20 + b"\xff\xd9"
PLAN, HEALTHY, INVOICE, NOTICE = "疫情防控方案", "返岗人员健康情况表", "购买设备发票", "技术改造项目备案通知书"


def packed(*parts: str) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w") as book:
        for part in parts:
            book.writestr(part, "示例")
    return out.getvalue()


DOCX, XLSX = packed("[Content_Types].xml", "word/document.xml"), packed("[Content_Types].xml", "xl/workbook.xml")
GOOD = {"pdf": PDF, "png": PNG, "jpg": JPG, "docx": DOCX, "xlsx": XLSX}
BAD = {
    "nothing": b"",
    "html": b"<html><script>alert(1)</script>",
    "html-before-pdf": b"<html>%PDF-1.4 %%EOF",
    "pdf-cut-short": PDF[:20],
    "png-cut-short": PNG[:20],
    "zip": packed("a.txt"),
    "zip-cut-short": DOCX[:-10],
    "macros": packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    "old-office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "program": b"MZ\x90\0",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
}


def upload(data: bytes = PDF, name: str = "方案.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def kept(by: Account, paper: str = PLAN, form: str = "form", data: bytes = PDF) -> PaperFile:
    with keeping(by) as keep:
        return keep(upload(data), paper, form=form)


def lying(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def folder(counter: str, settings: Any, tmp_path: Path) -> Iterator[Path]:
    settings.LUODI_PAPERS = tmp_path / "papers"
    return settings.LUODI_PAPERS


# ---- what a file is ----


@pytest.mark.parametrize("ending", GOOD)
def test_a_file_is_what_its_bytes_say(ending: str) -> None:
    assert content_of(io.BytesIO(GOOD[ending])) == ending


@pytest.mark.parametrize("name", BAD)
def test_everything_else_is_refused_with_a_reason(name: str) -> None:
    with pytest.raises(FileError):
        content_of(io.BytesIO(BAD[name]))


@given(st.binary(max_size=64), st.sampled_from([b"", *(data[:8] for data in GOOD.values())]))
def test_no_bytes_break_it(data: bytes, head: bytes) -> None:
    try:
        assert content_of(io.BytesIO(head + data)) in GOOD
    except FileError as error:
        assert str(error)


@given(st.text(max_size=200), st.sampled_from(["", *GOOD]))
@example("../../etc/passwd", "pdf")
@example("C:\\temp\\a.exe", "pdf")
@example("‮fdp.exe", "pdf")
@example("a\r\nSet-Cookie: x.pdf", "pdf")
def test_a_name_is_a_name_and_no_path(name: str, ending: str) -> None:
    cleaned = named_by(name, ending)
    assert cleaned
    assert not set(cleaned) & {"/", "\\", "\0", "\r", "\n", "\u202e"}
    assert len(cleaned) <= PaperFile._meta.get_field("name").max_length
    if ending:
        assert cleaned.lower().endswith((f".{ending}", ".jpeg" if ending == "jpg" else f".{ending}"))


# ---- whole or not at all ----


def test_what_is_kept_lies_under_a_random_name_for_its_owner_alone(folder: Path) -> None:
    file = kept(clerk(firm()))
    assert (file.content, file.size, file.sha256) == ("pdf", len(PDF), sha256(PDF).hexdigest())
    assert lying(folder) == [place(file.stored)]
    assert re.fullmatch(r"[0-9a-f]{32}", place(file.stored).name)
    assert place(file.stored).stat().st_mode & 0o777 == 0o600
    assert content_stored(file) == PDF


@pytest.mark.parametrize("name", BAD)
def test_of_two_files_one_bad_neither_is_kept(folder: Path, name: str) -> None:
    with pytest.raises(FileError, match="坏的"), keeping(clerk(firm())) as keep:
        keep(upload(), PLAN, form="form")
        keep(upload(BAD[name], "坏的.pdf"), PLAN, form="form")
    assert lying(folder) == []
    assert not PaperFile.objects.exists()


def test_one_that_is_too_big_is_refused(folder: Path, settings: Any) -> None:
    settings.LUODI_PAPER_SIZE = 1_000_000
    with pytest.raises(FileError, match="不能大于1兆"):
        kept(clerk(firm()), data=PDF + b" " * 1_000_000)
    assert lying(folder) == []


def test_a_big_one_is_cut_off_while_it_comes_in(folder: Path, settings: Any) -> None:
    settings.LUODI_PAPER_SIZE = 1_000_000
    medium_risk()

    client = signed_in(clerk(firm()))
    response = client.post(ADDRESS, {"keep": "1", "token": "t", "place": "江西省南昌市东湖区", "file-0": upload(PDF + b" " * 3_000_000)})
    assert response.status_code == 422
    assert "太大，一份不能大于1兆" in response.content.decode()
    assert lying(folder) == []


def test_no_more_of_it_is_stored_than_tells_that_it_is_too_big(settings: Any, rf: Any) -> None:
    settings.LUODI_PAPER_SIZE = 1_000_000
    request = rf.post(ADDRESS, {"file-0": upload(PDF + b" " * 9_000_000), "paper-0": "示例"})
    request.upload_handlers.insert(0, Cut(request))
    assert 1_000_000 < request.FILES["file-0"].size < 1_100_000
    assert request.POST["paper-0"] == "示例"
    request.close()


def test_a_form_of_another_site_is_refused_all_the_same(counter: str) -> None:
    owner = clerk(firm())
    client = signed_in(owner, Client(enforce_csrf_checks=True))
    assert client.post(ADDRESS, {"keep": "1", "token": "t", "file-0": upload()}).status_code == 403
    assert not PaperFile.objects.exists()


def test_the_form_sent_again_keeps_a_file_once_and_no_more_than_so_many(folder: Path) -> None:
    owner = clerk(firm())
    assert kept(owner) == kept(owner)
    for number in range(MOST_WAITING - 1):
        kept(owner, data=PDF + bytes([number]))
    with pytest.raises(FileError, match="先提交或删去一些"):
        kept(owner, data=PDF + b"one more")
    assert len(lying(folder)) == MOST_WAITING


# ---- from the form into the case ----


def test_a_file_stands_for_its_paper_and_goes_with_the_case(folder: Path) -> None:
    medium_risk()
    form = filing(papers={PLAN: "示例：分区"})
    owner = clerk(form.party)
    with pytest.raises(PaperError, match=f"还缺：{HEALTHY}"):
        file_case(form, by=owner)
    file = kept(owner, HEALTHY, form.token)
    # What is on no list is not taken.
    kept(owner, "房东同意书", form.token)
    # What another has kept under the same form's number is not this one's.
    kept(clerk(form.party), PLAN, form.token)
    case, _ = file_case(form, by=owner)
    assert case.papers == {PLAN: "示例：分区", HEALTHY: ATTACHED}
    assert list(case.files.all()) == [file]
    details = {"files": [{"paper": HEALTHY, "sha256": file.sha256}]}
    assert details.items() <= case.events.get().details.items()
    assert file.sha256 in Entry.objects.get(act="cases.filed").details
    assert first_broken() is None


def test_a_promised_paper_that_came_as_a_file_is_owed_no_more(folder: Path) -> None:
    case = grant()
    owner, file = case.applicant, upload(XLSX, "通知书.xlsx")
    take_step_with(Step(case.pk, Kind.DELIVERED, owner), [(NOTICE, file)])
    case.refresh_from_db()
    assert case.papers[NOTICE] == ATTACHED
    assert case.files.get().uploader == owner
    assert case.events.last().details["files"][0]["paper"] == NOTICE


def test_a_file_is_taken_out_before_filing_and_never_after(folder: Path, django_capture_on_commit_callbacks: Any) -> None:
    medium_risk()
    form = filing(papers={PLAN: "示例"})
    owner = clerk(form.party)
    first, second = kept(owner, HEALTHY, form.token), kept(owner, HEALTHY, form.token, PNG)
    with pytest.raises(FileError, match="不在这张表里"):
        take_out(first.pk, form.token, clerk(form.party))
    with django_capture_on_commit_callbacks(execute=True):
        take_out(first.pk, form.token, owner)
    assert lying(folder) == [place(second.stored)]
    file_case(form, by=owner)
    with pytest.raises(FileError, match="不能删"):
        take_out(second.pk, form.token, owner)
    assert content_stored(second) == PNG


def test_a_step_that_is_refused_leaves_no_file(folder: Path) -> None:
    case = grant()
    for kind, paper, error in (
        (Kind.SUPPLIED, INVOICE, StepError),
        (Kind.DELIVERED, "别的", PaperError),
        (Kind.WITHDRAWN, NOTICE, StepError),
    ):
        with pytest.raises(error):
            take_step_with(Step(case.pk, kind, case.applicant), [(paper, upload())])
    with pytest.raises(StepError):
        take_step_with(Step(case.pk, Kind.DELIVERED, clerk(firm())), [(NOTICE, upload())])
    assert lying(folder) == []
    assert Event.objects.count() == 1


def test_each_day_forms_left_lying_and_files_of_nobody_go(folder: Path) -> None:
    medium_risk()
    form = filing(papers={PLAN: "示例"})
    owner = clerk(form.party)
    filed_one = kept(owner, HEALTHY, form.token)
    file_case(form, by=owner)
    left = kept(owner, PLAN, "another form")
    stray = folder / "ab" / "abcd"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"half written")
    daily(Message())
    assert len(lying(folder)) == 3
    with clock.standing_at(moment=clock.now() + timedelta(days=8)):
        daily(Message())
    assert lying(folder) == [place(filed_one.stored)]
    assert not PaperFile.objects.filter(pk=left.pk).exists()


# ---- on the pages ----


def test_on_the_form_files_are_kept_taken_out_and_filed_without_scripts(folder: Path) -> None:
    medium_risk()
    client = signed_in(clerk(firm()))
    page = client.get(ADDRESS).content.decode()
    assert 'enctype="multipart/form-data"' in page
    posted = {"token": re.search(r'name="token" value="([^"]+)"', page)[1], "place": "江西省南昌市东湖区", "paper-0": "示例：分区"}
    page = client.post(ADDRESS, {**posted, "keep": "1", "file-1": [upload(), upload(PNG, "照片.png")]})
    assert page.status_code == 200
    text = page.content.decode()
    assert "方案.pdf" in text
    assert "照片.png" in text
    assert "示例：分区" in text
    one = PaperFile.objects.get(content="png")
    assert "照片.png" not in client.post(ADDRESS, {**posted, "keep": "1", "take-out": str(one.pk)}).content.decode()
    refused = client.post(ADDRESS, {**posted, "file": "1", "file-0": upload(BAD["html"], "网页.pdf")})
    assert refused.status_code == 422
    assert "“网页.pdf”不是能收的文件" in refused.content.decode()
    assert not Case.objects.exists()
    assert client.post(ADDRESS, {**posted, "file": "1"}).status_code == 302
    case = Case.objects.get()
    assert [file.name for file in case.files.all()] == ["方案.pdf"]
    assert f"{HEALTHY}，附件1" in client.get(f"/cases/{case.pk}/").content.decode()


def test_the_supplement_comes_as_a_file_on_the_page(folder: Path) -> None:
    medium_risk()
    case = filed()
    step(case, Kind.ASKED, officer(), papers={HEALTHY: ""}, text="缺一页")
    client = signed_in(case.applicant)
    assert client.post(f"/cases/{case.pk}/", {"kind": "supplied", "file-1": upload(BAD["nothing"])}).status_code == 422
    assert lying(folder) == []
    assert client.post(f"/cases/{case.pk}/", {"kind": "supplied", "file-1": upload(DOCX, "名单.docx")}).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.papers[HEALTHY], case.files.get().name) == (State.HANDLING, ATTACHED, "名单.docx")


def with_file() -> tuple[Case, PaperFile]:
    medium_risk()
    form = filing()
    owner = clerk(form.party)
    file = kept(owner, PLAN, form.token)
    return file_case(form, by=owner)[0], file


def test_who_is_within_gets_it_as_an_attachment_and_leaves_a_trace(folder: Path) -> None:
    case, file = with_file()
    health = officer(HEALTH)
    response = signed_in(health).get(f"/cases/files/{file.pk}/")
    assert response.content == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%E6%96%B9%E6%A1%88.pdf")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    read = Entry.objects.get(act="read")
    assert (read.subject, read.actor) == (f"cases.paperfile:{file.pk}", f"parties.account:{health.pk}")
    assert "方案" not in read.details
    assert signed_in(case.applicant).get(f"/cases/files/{file.pk}/").content == PDF
    assert Entry.objects.filter(act="read").count() == 1


def test_who_is_outside_and_who_only_watches_does_not_get_it(folder: Path) -> None:
    case, file = with_file()
    waiting = kept(case.applicant, PLAN, "another form")
    for who in (officer(INDUSTRY), clerk(firm(QINGSHANHU, "示例·另一家")), account("supervisor", "far", unit=unit("示例·远", "360400"))):
        assert signed_in(who).get(f"/cases/files/{file.pk}/").status_code == 404
    watching = signed_in(account("supervisor", "near", unit=unit("示例·近", DONGHU, "county")))
    assert watching.get(f"/cases/files/{file.pk}/").status_code == 403
    assert f"/cases/files/{file.pk}/" not in watching.get(f"/cases/{case.pk}/").content.decode()
    assert Client().get(f"/cases/files/{file.pk}/").status_code == 302
    # A file of a form is nobody's but its owner's.
    assert signed_in(officer(HEALTH)).get(f"/cases/files/{waiting.pk}/").status_code == 404
    assert not Entry.objects.filter(act="read").exists()


def test_a_file_that_is_not_what_it_was_is_not_given_out(folder: Path) -> None:
    case, file = with_file()
    client = signed_in(case.applicant)
    place(file.stored).write_bytes(PDF + b"changed")
    response = client.get(f"/cases/files/{file.pk}/")
    assert (response.status_code, "不一样了" in response.content.decode()) == (410, True)
    place(file.stored).unlink()
    assert "不在了" in client.get(f"/cases/files/{file.pk}/").content.decode()
