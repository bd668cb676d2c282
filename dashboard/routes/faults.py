"""Named faults as answers: one sentence, in the language that `lang` asks for, and the fitting status."""

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from dashboard.text.sentences import translate
from data.faults import DemoStoreFault, Fault, FileFault, StoreAway, StoreBusy, UnknownArea, UnknownLoad

STATUSES: dict[type[Fault], int] = {
    StoreAway: 503,
    StoreBusy: 503,
    UnknownArea: 404,
    UnknownLoad: 404,
    FileFault: 422,
    DemoStoreFault: 409,
}

RETRY_SECONDS = "5"


def answer_faults(application: FastAPI) -> None:
    """Turn every named fault of a route into its answer."""

    async def answer(request: Request, fault: Exception) -> Response:
        status = _find_status(fault)
        reason = translate(str(fault), request.query_params.get("lang", "en"))
        headers = {"Cache-Control": "no-store"} | ({"Retry-After": RETRY_SECONDS} if status == 503 else {})
        return JSONResponse({"reason": reason}, status, headers=headers)

    application.add_exception_handler(Fault, answer)


def _find_status(fault: Exception) -> int:
    return next((status for kind, status in STATUSES.items() if isinstance(fault, kind)), 500)
