"""Says in the log how an invocation ended, where MiniStack 1.5.33 reports each as if it had gone well.

Lambda ends the REPORT line of an invocation that failed with its status: error or timeout. Without it nothing in the log
tells of a function that could not be loaded.
Delete this file when MiniStack knows.
"""

import threading

_failed = threading.local()


def report_broken_invocations():
    """Make the log tell of invocations that failed; call before requests are answered."""
    from ministack.services import cloudwatch_logs, lambda_svc

    emit = lambda_svc._emit_lambda_logs
    append = cloudwatch_logs._append_log_events

    def emit_with_status(func, request_id, log_text, error, duration_ms, **rest):
        timed_out = "Task timed out after" in (log_text or "")
        _failed.status = ("timeout" if timed_out else "error") if error else None
        try:
            emit(func, request_id, log_text, error, duration_ms, **rest)
        finally:
            _failed.status = None

    def append_with_status(stream, events):
        status = getattr(_failed, "status", None)
        if status is not None:
            events = [_with_status(event, status) for event in events]
        return append(stream, events)

    lambda_svc._emit_lambda_logs = emit_with_status
    cloudwatch_logs._append_log_events = append_with_status


def _with_status(event, status):
    if not event["message"].startswith("REPORT RequestId: "):
        return event
    return {**event, "message": f"{event['message']}\tStatus: {status}"}
