"""Runs MiniStack for a supervisor that may die at any moment.

Usage: supervised_server.py FOLDER TEMPORARY LOG PORT
FOLDER keeps everything the server writes for later, TEMPORARY what it needs for one run, the code of functions above
all. LOG is begun anew, the last one kept as LOG.previous. PORT 0 takes the port of the last run, else a free one.

Standard input is the lifeline: when it closes, the server writes its state and ends. File descriptor 3 carries one
JSON object to the supervisor: {"port", "pid", "recovered", "moved", "unrestored"} once requests are answered, or
{"refused", ...} when it cannot start. Exit code 0 means that the state was written, 1 that it was not, 2 refused.
"""

import asyncio
import json
import logging
import os
import shutil
import signal
import sys
import threading

from server_folder import ServerFolder

SHUTDOWN_SECONDS = 30


def tell(**message):
    os.write(3, (json.dumps(message) + "\n").encode())


def refuse(**reason):
    tell(**reason)
    sys.exit(2)


class Complaints(logging.Handler):
    """Collects what MiniStack only logs: state that could not be read back or written."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.lines = []

    def emit(self, record):
        if record.name == "persistence" or "persisted state" in record.getMessage():
            self.lines.append(record.getMessage())


async def serve(app, listener, ready):
    from hypercorn.asyncio import serve as run_server
    from hypercorn.config import Config

    config = Config()
    config.bind = [f"fd://{listener.fileno()}"]
    config.keep_alive_timeout = 75
    config.accesslog = None
    config.graceful_timeout = 1
    # From Python 3.12 on this waits for every open WebSocket, before Hypercorn gets to end them.
    asyncio.base_events.Server.wait_closed = lambda server: asyncio.sleep(0)

    loop = asyncio.get_running_loop()
    asked = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, asked.set)

    def watch_lifeline():
        while os.read(0, 1024):
            pass
        loop.call_soon_threadsafe(asked.set)

    async def until_asked():
        await asked.wait()
        end_at_the_latest(SHUTDOWN_SECONDS)

    threading.Thread(target=watch_lifeline, daemon=True).start()

    async def announcing(scope, receive, send):
        async def watched(message):
            await send(message)
            if message["type"] == "lifespan.startup.complete":
                ready()

        await app(scope, receive, watched if scope["type"] == "lifespan" else send)

    await run_server(announcing, config, shutdown_trigger=until_asked)


def end_at_the_latest(seconds):
    """End this process group by force if the server does not end by itself: it must not outlive its supervisor."""
    timer = threading.Timer(seconds, os.killpg, (os.getpgrp(), signal.SIGKILL))
    timer.daemon = True
    timer.start()


def raise_descriptor_limit():
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard and hard != resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def main():
    folder = ServerFolder(*sys.argv[1:4], refuse)
    folder.hold()
    folder.begin_log()
    listener = folder.listen(int(sys.argv[4]))
    recovered = folder.recover()
    folder.prepare_temporary()
    port = listener.getsockname()[1]
    moved = recovered == "restored" and port != folder.last_port()
    folder.keep_port(port)
    os.environ.update(
        BIND_HOST="127.0.0.1",
        GATEWAY_PORT=str(port),
        MINISTACK_HOST="127.0.0.1",
        AUTH="true",
        LAMBDA_EXECUTOR="local",
        DOCKER_HOST=f"unix://{folder.temporary}/no-docker",
        SFTP_ENABLED="0",
        IOT_MTLS_ENABLED="0",
        PERSIST_STATE="1",
        STATE_DIR=str(folder.state),
        S3_PERSIST="1",
        S3_DATA_DIR=str(folder.state / "objects"),
    )
    raise_descriptor_limit()
    from ministack.app import app
    from alias_weights import divide_traffic_by_weight
    from invocation_reports import report_broken_invocations
    from loopback_transport import count_loopback_as_secure
    from queue_batches import judge_batches_as_single
    from secret_rotation import rotate_secrets_by_function
    from stream_records import keep_stream_records

    divide_traffic_by_weight()
    judge_batches_as_single()
    report_broken_invocations()
    keep_stream_records()
    rotate_secrets_by_function()
    app = count_loopback_as_secure(app)
    complaints = Complaints()
    logging.getLogger().addHandler(complaints)

    def ready():
        folder.begin_run()
        tell(port=port, pid=os.getpid(), recovered=recovered, moved=moved, unrestored=complaints.lines[:])
        complaints.lines.clear()

    asyncio.run(run(app, listener, ready, complaints, folder))


async def run(app, listener, ready, complaints, folder):
    from ministack.core import lambda_runtime

    await serve(app, listener, ready)
    lambda_runtime.reset()
    if not complaints.lines:
        folder.end_run()
    shutil.rmtree(folder.temporary, ignore_errors=True)
    # Nothing that still runs in a thread may change what was just written, or hold up the end.
    logging.shutdown()
    os._exit(1 if complaints.lines else 0)


main()
