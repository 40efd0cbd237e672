"""Says in the log how an invocation ended and whether it had to wait for a new instance, where MiniStack 1.5.33 reports each alike.

Lambda ends the REPORT line of an invocation that failed with its status: error or timeout. Without it nothing in the log
tells of a function that could not be loaded. The line of an instance's first invocation has an Init Duration; MiniStack
does not measure that by itself, so here it is the whole of that invocation.
Delete this file when MiniStack knows.
"""

import threading

_told = threading.local()


def report_broken_invocations():
    """Make the log tell of invocations that failed, and of first ones; call before requests are answered."""
    from ministack.core import lambda_runtime
    from ministack.services import cloudwatch_logs, lambda_svc

    invoke = lambda_runtime.Worker.invoke
    emit = lambda_svc._emit_lambda_logs
    append = cloudwatch_logs._append_log_events

    def invoke_and_remember(self, *asked, **rest):
        result = invoke(self, *asked, **rest)
        _told.cold = isinstance(result, dict) and result.get("cold_start") is True
        return result

    def emit_with_status(func, request_id, log_text, error, duration_ms, **rest):
        timed_out = "Task timed out after" in (log_text or "")
        first = [f"\tInit Duration: {duration_ms} ms"] if getattr(_told, "cold", False) else []
        broken = [f"\tStatus: {'timeout' if timed_out else 'error'}"] if error else []
        _told.ending = "".join(first + broken)
        try:
            emit(func, request_id, log_text, error, duration_ms, **rest)
        finally:
            _told.ending = ""
            _told.cold = False

    def append_with_ending(stream, events):
        ending = getattr(_told, "ending", "")
        return append(stream, [_with_ending(event, ending) for event in events])

    lambda_runtime.Worker.invoke = invoke_and_remember
    lambda_svc._emit_lambda_logs = emit_with_status
    cloudwatch_logs._append_log_events = append_with_ending


def _with_ending(event, ending):
    if not ending or not event["message"].startswith("REPORT RequestId: "):
        return event
    return {**event, "message": f"{event['message']}{ending}"}
