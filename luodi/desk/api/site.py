"""The API put together: its routes, and what it says when something is refused."""

import logging

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from luodi.desk.api import library_routes, scope_routes
from luodi.desk.api.problems import Problem, answer, fields

logger = logging.getLogger("django.request")
# No page of its own: it would load its script from elsewhere.
api = NinjaAPI(title="落地", version="1", description="据所收的文件作答，以主管部门审核为准。", docs_url=None, urls_namespace="api")
api.add_router("", library_routes.router)
api.add_router("", scope_routes.router)


@api.exception_handler(Problem)
def problem(_request: HttpRequest, refused: Problem) -> HttpResponse:
    return answer(refused)


@api.exception_handler(ValidationError)
def not_valid(_request: HttpRequest, refused: ValidationError) -> HttpResponse:
    return answer(Problem(422, errors=fields(refused.errors)))


@api.exception_handler(AuthenticationError)
def not_known(_request: HttpRequest, _refused: AuthenticationError) -> HttpResponse:
    return answer(Problem(401))


@api.exception_handler(HttpError)
def not_readable(_request: HttpRequest, refused: HttpError) -> HttpResponse:
    return answer(Problem(refused.status_code if refused.status_code in (400, 403, 404) else 400))


@api.exception_handler(Http404)
def not_there(_request: HttpRequest, _refused: Http404) -> HttpResponse:
    return answer(Problem(404))


@api.exception_handler(Exception)
def broken(_request: HttpRequest, error: Exception) -> HttpResponse:
    logger.error("api", exc_info=error)
    return answer(Problem(500))
