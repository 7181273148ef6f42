"""Papers as files: kept under random names outside everything that is served, whole or not at all, with what they hash to.

A file belongs to a form until that is filed, and can be taken out of it; then it belongs to the case and stays.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from unicodedata import category

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from luodi.desk import clock
from luodi.desk.cases.contents import content_of
from luodi.desk.cases.errors import FileError
from luodi.desk.cases.models import Case, PaperFile
from luodi.desk.outbox.models import Message
from luodi.desk.parties.models import Account

ATTACHED = "见所附文件"
MOST_WAITING = 40
LONGEST_NAME = 80
# A form left lying is given up after this; a file that no row names is left by a crash, unless it is being written just now.
FORM_KEPT, STRAY_KEPT = timedelta(days=7), timedelta(days=1)
Keep = Callable[..., PaperFile]


def place(stored: str) -> Path:
    """Where a file lies, two letters a folder."""
    return settings.LUODI_PAPERS / stored[:2] / stored


@contextmanager
def keeping(by: Account) -> Iterator[Keep]:
    """A transaction with the files kept in it: where it fails, neither rows nor files are left.

    Gives `keep(upload, paper, form=… or case=…)`, which raises FileError for a file that cannot be taken.
    """
    written: list[Path] = []
    try:
        with transaction.atomic():
            yield partial(_keep, written, by)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def _keep(written: list[Path], by: Account, upload: UploadedFile, paper: str, *, form: str = "", case: Case | None = None) -> PaperFile:
    ending, digest = _sound(upload), _digest(upload)
    if case is None:
        waiting = PaperFile.objects.filter(uploader=by, case=None)
        # The form sent again with the same file: it is there already.
        if there := waiting.filter(form=form, paper=paper, sha256=digest).first():
            return there
        if waiting.count() >= MOST_WAITING:
            raise FileError(f"您还没有提交的文件已有{MOST_WAITING}份，请先提交或删去一些")
    stored = token_hex(16)
    _write(upload, place(stored), written)
    return PaperFile.objects.create(
        case=case,
        form="" if case else form,
        paper=paper,
        name=named_by(upload.name or "", ending),
        content=ending,
        size=upload.size,
        sha256=digest,
        stored=stored,
        uploader=by,
    )


def _sound(upload: UploadedFile) -> str:
    most = settings.LUODI_PAPER_SIZE
    try:
        if upload.size > most:
            raise FileError(f"太大，一份不能大于{most // 1_000_000}兆")
        return content_of(upload)
    except FileError as error:
        raise FileError(f"“{named_by(upload.name or '')}”{error}") from error


def _digest(upload: UploadedFile) -> str:
    digest = sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _write(upload: UploadedFile, path: Path, written: list[Path]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    written.append(path)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        for chunk in upload.chunks():
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())


def named_by(name: str, ending: str = "") -> str:
    """A file's name as its owner gave it: no folders, nothing invisible; with its true ending where that is another."""
    name = name.replace("\\", "/").rpartition("/")[2]
    name = "".join(letter for letter in name if category(letter)[0] not in "CZ" or letter == " ").strip(" .")
    stem, dot, last = name.rpartition(".")
    if ending and last.lower() not in (ending, {"jpg": "jpeg"}.get(ending)):
        stem, dot, last = name, ".", ending
    return f"{(stem or '文件')[:LONGEST_NAME]}{dot}{last[:10]}" if dot else name[:LONGEST_NAME] or "文件"


def waiting_in(form: str, by: Account) -> list[PaperFile]:
    """The files of a form not yet filed, its owner's own."""
    return list(PaperFile.objects.filter(form=form, uploader=by, case=None)) if form else []


@transaction.atomic
def take_out(number: int, form: str, by: Account) -> None:
    """Take a file out of a form. FileError where it is not there, or was filed with its case."""
    file = PaperFile.objects.select_for_update().filter(pk=number, form=form, uploader=by, case=None).first()
    if file is None:
        raise FileError("这份文件不在这张表里；已经随件提交的，不能删")
    file.delete()
    transaction.on_commit(partial(place(file.stored).unlink, missing_ok=True))


def held_in(form: str, by: Account) -> list[PaperFile]:
    """The files of a form that is being filed: until that is done none is taken out."""
    waiting = PaperFile.objects.select_for_update().filter(form=form, uploader=by, case=None)
    return list(waiting.order_by("id"))


def move_into(case: Case, files: Iterable[PaperFile]) -> list[PaperFile]:
    """The form was filed: these are the case's from now on. What is on no list stays behind."""
    found = [file for file in files if file.paper in case.listed]
    PaperFile.objects.filter(pk__in=[file.pk for file in found]).update(case=case, form="")
    return found


def described(files: Iterable[PaperFile]) -> list[dict[str, str]]:
    """What an event, and so the ledger, keeps of files: whose paper, what they hash to."""
    return [{"paper": file.paper, "sha256": file.sha256} for file in files]


def content_stored(file: PaperFile) -> bytes:
    """The bytes as they were taken. FileError where they are gone or others."""
    try:
        data = place(file.stored).read_bytes()
    except OSError as error:
        raise FileError("这份文件不在了，请告诉管理员") from error
    if sha256(data).hexdigest() != file.sha256:
        raise FileError("这份文件与登记时的不一样了，请告诉管理员")
    return data


def daily(_message: Message) -> None:
    """Give up forms left lying, and remove files that no row names."""
    given_up = PaperFile.objects.filter(case=None, recorded_at__lt=clock.now() - FORM_KEPT)
    with transaction.atomic():
        stored = list(given_up.select_for_update().values_list("stored", flat=True))
        PaperFile.objects.filter(stored__in=stored, case=None).delete()
    known = set(PaperFile.objects.values_list("stored", flat=True))
    old = (clock.now() - STRAY_KEPT).timestamp()
    for path in settings.LUODI_PAPERS.glob("*/*"):
        if path.name not in known and (path.name in stored or path.stat().st_mtime < old):
            path.unlink(missing_ok=True)
