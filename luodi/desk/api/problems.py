"""What is refused, as problem+json (RFC 9457): what is wrong and what to do, in Chinese."""

from collections.abc import Callable, Mapping, Sequence

from django.http import HttpRequest, HttpResponse, JsonResponse

KIND = "application/problem+json"
UNDER = "/api/"
TITLES = {
    400: ("请求不对", "请对照 /api/v1/openapi.json 检查请求"),
    401: ("没有令牌，或令牌不对", "请在 Authorization 里写 Bearer 和令牌；令牌由管理员用 manage.py issue_token 发"),
    403: ("令牌不能用于这件事", "请管理员发一个能用于这件事的令牌"),
    404: ("没有这个地址，或不在您的范围内", "请对照 /api/v1/openapi.json 检查地址和编号"),
    405: ("这个地址不接受这种方法", "请对照 /api/v1/openapi.json"),
    422: ("请求里有不对的内容", "请看 errors 里逐项的说明"),
    429: ("请求太密", "请过 Retry-After 所写的秒数再来"),
    500: ("没有办成", "请稍后再试；总是这样，请告诉管理员"),
}


class Problem(Exception):  # noqa: N818 - named as the standard names it
    """`errors` give a message for each field that is wrong."""

    def __init__(self, status: int, detail: str = "", errors: Mapping[str, str] | None = None, retry_after: int = 0) -> None:
        super().__init__(detail or TITLES[status][0])
        self.status, self.detail, self.errors, self.retry_after = status, detail, errors or {}, retry_after


def answer(problem: Problem) -> HttpResponse:
    title, hint = TITLES.get(problem.status, TITLES[400])
    content = {"type": "about:blank", "title": title, "status": problem.status, "detail": problem.detail or hint}
    if problem.errors:
        content["errors"] = [{"field": field, "message": message} for field, message in problem.errors.items()]
    response = JsonResponse(content, status=problem.status, content_type=KIND, json_dumps_params={"ensure_ascii": False})
    if problem.retry_after:
        response.headers["Retry-After"] = str(problem.retry_after)
    if problem.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def fields(errors: Sequence[Mapping[str, object]]) -> dict[str, str]:
    """What pydantic found wrong, a field a message."""
    said = {"missing": "缺这一项", "extra_forbidden": "没有这一项"}
    return {
        ".".join(map(str, error.get("loc", ()))): said.get(str(error.get("type")), "不合要求，应如 openapi.json 所写") for error in errors
    }


class Problems:
    """Whatever is refused below /api/, also by those who stand before the routes, is a problem and no page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(UNDER) or response.status_code < 400 or response.headers.get("Content-Type") == KIND:
            return response
        plain = answer(Problem(response.status_code if response.status_code in TITLES else 500 if response.status_code >= 500 else 400))
        if allowed := response.headers.get("Allow"):
            plain.headers["Allow"] = allowed
        return plain
