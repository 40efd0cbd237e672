"""Counts the loopback interface as a secure transport, for MiniStack 1.5.33.

Policies refuse what does not come over TLS (aws:SecureTransport). The embedded AWS speaks plain HTTP to this machine
alone, so a request counts as one over TLS unless it says of itself that it is not: x-forwarded-proto: http.
"""

from contextvars import ContextVar


def count_loopback_as_secure(app):
    """The application as an ASGI callable whose requests carry the transport that policies shall see."""
    from ministack import app as gateway
    from ministack.core import iam_evaluator

    # What services do for one another names no transport of its own.
    iam_evaluator._request_origin = ContextVar("request_origin", default=("127.0.0.1", True))
    plain = ContextVar("plain", default=False)
    pin = gateway.pin_request_origin

    def pin_request_origin(source_ip, secure_transport):
        pin(source_ip, secure_transport or not plain.get())

    async def serving(scope, receive, send):
        if scope["type"] == "http":
            plain.set((b"x-forwarded-proto", b"http") in [(name.lower(), value) for name, value in scope["headers"]])
        await app(scope, receive, send)

    gateway.pin_request_origin = pin_request_origin
    return serving
