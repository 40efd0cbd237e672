"""What the emulator keeps on disk, what it keeps for one run, and its port: who may have them, and what the last run left.

`refuse` is told, as keyword arguments, why the server cannot start, and does not come back.
"""

import errno
import fcntl
import os
import shutil
import socket
from pathlib import Path


class ServerFolder:
    """The FOLDER, TEMPORARY and LOG that supervised_server.py was started with."""

    def __init__(self, folder, temporary, log, refuse):
        self.folder = Path(folder).resolve()
        self.temporary = Path(temporary).resolve()
        self.log = Path(log).resolve()
        self.state = self.folder / "state"
        self._lost = self.folder / "state.lost"
        self._running = self.folder / "running"
        self._port = self.folder / "port"
        self._refuse = refuse

    def hold(self):
        """Lock the folder for this process's lifetime; the kernel frees it however the process ends."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._refuse(refused="held", pid=os.pread(lock, 20, 0).decode().strip(), folder=str(self.folder))
        os.truncate(lock, 0)
        os.pwrite(lock, str(os.getpid()).encode(), 0)

    def begin_log(self):
        """Send both outputs to a new log and keep the last one beside it."""
        if self.log.exists():
            self.log.replace(f"{self.log}.previous")
        log = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(log, 1)
        os.dup2(log, 2)

    def recover(self):
        """Set aside the state of a run that did not end cleanly: it is older than what that run was asked to keep."""
        if self._running.exists():
            if self.state.exists():
                shutil.rmtree(self._lost, ignore_errors=True)
                self.state.rename(self._lost)
            return "lost"
        return "restored" if self.state.exists() else "fresh"

    def prepare_temporary(self):
        """Empty the temporary folder, and let Node read the code in it as Lambda does, whatever lies in folders above."""
        shutil.rmtree(self.temporary, ignore_errors=True)
        (self.temporary / "home").mkdir(parents=True)
        (self.temporary / "package.json").write_text("{}")

    def listen(self, wanted):
        """Take the loopback port before anything else can; early requests wait in its queue until the server is up."""
        for port in [wanted] if wanted else [self.last_port(), 0]:
            listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind(("127.0.0.1", port))
                listener.listen(1024)
            except OSError as error:
                listener.close()
                if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                    raise
                continue
            return listener
        self._refuse(refused="port", port=wanted)

    def last_port(self):
        return int(self._port.read_text()) if self._port.exists() else 0

    def keep_port(self, port):
        self._port.write_text(str(port))

    def begin_run(self):
        """From here on a run that does not end cleanly is known by this."""
        self._running.write_text(str(os.getpid()))

    def end_run(self):
        """Everything was written: the next run goes on from it."""
        self.state.mkdir(exist_ok=True)
        self._running.unlink()
        shutil.rmtree(self._lost, ignore_errors=True)
