"""The API put together: its routes, and what it says when something is refused."""

import logging
from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import REF_TEMPLATE, OpenAPISchema
from ninja.renderers import JSONRenderer

from luodi.desk.api import case_routes, library_routes, scope_routes, voice_routes
from luodi.desk.api.problems import KIND, TITLES, Problem, answer, fields
from luodi.desk.api.shapes import ProblemOut

logger = logging.getLogger("django.request")


class Plain(JSONRenderer):
    """Chinese as it is written."""

    json_dumps_params: ClassVar[Mapping[str, Any]] = {"ensure_ascii": False}


class Api(NinjaAPI):
    """Describes with every route what it may be refused with."""

    def get_openapi_schema(self, **places: Any) -> OpenAPISchema:
        described = super().get_openapi_schema(**places)
        described["components"]["schemas"] |= described_shapes(ProblemOut)
        refused = {KIND: {"schema": {"$ref": REF_TEMPLATE.format(model=ProblemOut.__name__)}}}
        for operations in described["paths"].values():
            for operation in operations.values():
                operation["responses"] |= {str(status): {"description": title, "content": refused} for status, (title, _) in TITLES.items()}
        return described


def described_shapes(shape: type[Schema]) -> dict[str, Any]:
    """A shape and those within it, as they stand in openapi.json."""
    described = shape.model_json_schema(ref_template=REF_TEMPLATE)
    return {**described.pop("$defs", {}), shape.__name__: described}


# No page of its own: it would load its script from elsewhere.
api = Api(
    renderer=Plain(), title="落地", version="1", description="据所收的文件作答，以主管部门审核为准。", docs_url=None, urls_namespace="api"
)
api.add_router("", library_routes.router)
api.add_router("", case_routes.router)
api.add_router("", voice_routes.router)
api.add_router("", scope_routes.router)


@api.exception_handler(Problem)
def problem(_request: HttpRequest, refused: Problem) -> HttpResponse:
    return answer(refused)


@api.exception_handler(ValidationError)
def not_valid(_request: HttpRequest, refused: ValidationError) -> HttpResponse:
    # Without its key a POST is not one of ours; all else is wrong in what it says.
    status = 400 if all(error["loc"][0] == "header" for error in refused.errors) else 422
    return answer(Problem(status, errors=fields(refused.errors)))


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
