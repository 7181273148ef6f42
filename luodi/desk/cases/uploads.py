"""Uploads that are too big are cut off while they come in, before they fill the disk; what is left of one is still too big and refused."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect


class Cut(FileUploadHandler):
    """Stands before the handlers that store and lets no more through than one chunk above what a paper may have."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= settings.LUODI_PAPER_SIZE else None

    def file_complete(self, _file_size: int) -> UploadedFile | None:
        return None


def cut_short(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that takes papers. The check of the form's token reads the body, so it comes after the handler and not before the view."""
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def cutting(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        request.upload_handlers.insert(0, Cut(request))
        return checked(request, *args, **kwargs)

    return cutting
