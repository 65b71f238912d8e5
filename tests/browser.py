"""A headless Chromium, told what to do through a pipe: no driver and no library stand between.

It speaks the DevTools protocol: JSON messages ended by a zero byte, on file descriptors 3 (to it) and 4 (from it). The
browser is looked for under its usual names, or in `CERTDOMAIN_BROWSER`.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import cast

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
VARIABLE = "CERTDOMAIN_BROWSER"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
)
PATIENCE = 60.0
# Puts the pipes where the browser looks for them, and is then the browser.
_BECOME = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])
"""

Data = dict[str, object]


def found() -> str | None:
    """The browser of this machine."""
    named = os.environ.get(VARIABLE)
    return named or next((path for name in NAMES if (path := shutil.which(name)) is not None), None)


def why_not() -> str:
    """Why there is no test in a browser here."""
    return f"no browser is installed: none of {', '.join(NAMES)} is on the path, and {VARIABLE} names none"


class NoBrowser(Exception):
    """What was started does not answer as a browser does."""


class Browser:
    """One page of one browser. What it logs, and what it asks the network for, is kept."""

    def __init__(self, to: int, out: int) -> None:
        self._to, self._from = to, out
        self._read = b""
        self._number = 0
        self._session: str | None = None
        self.events: list[Data] = []

    def open(self) -> None:
        """Open an empty page."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = str(self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])
        for domain in ("Page", "Runtime", "Log", "Network", "DOM", "Accessibility"):
            self.call(f"{domain}.enable")

    def call(self, method: str, /, **params: object) -> Data:
        """Ask for something, and wait for the answer."""
        self._number += 1
        message: Data = {"id": self._number, "method": method, "params": params}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, f"{method}: {answer['error']}"
                return cast("Data", answer["result"])
            self.events.append(answer)

    def show(self, path: Path, *, width: int = 1024, height: int = 800, scripts: bool = True) -> None:
        """Load a file into a window of that size."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500
        )
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.events.clear()
        self.call("Page.navigate", url=path.as_uri())
        until = time.monotonic() + PATIENCE
        while not self.seen("Page.loadEventFired"):
            assert time.monotonic() < until, "the page was never loaded"
            self.events.append(self._next())

    def seen(self, *methods: str) -> list[Data]:
        """What the page told of since it was loaded."""
        return [cast("Data", event["params"]) for event in self.events if event.get("method") in methods]

    def value(self, expression: str) -> object:
        """What an expression comes to in the page."""
        told = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in told, told
        return cast("Data", told["result"]).get("value")

    def click(self, x: float, y: float) -> None:
        """A click with the mouse."""
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def pdf(self) -> bytes:
        """The page as it is printed, on the paper that it asks for."""
        told = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return base64.b64decode(str(told["data"]))

    def picture(self) -> bytes:
        """The whole page as a PNG."""
        told = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        return base64.b64decode(str(told["data"]))

    def _next(self) -> Data:
        until = time.monotonic() + PATIENCE
        while b"\0" not in self._read:
            ready, _, _ = select.select([self._from], [], [], max(0.0, until - time.monotonic()))
            assert ready, "the browser does not answer"
            more = os.read(self._from, 1 << 16)
            assert more, "the browser is gone"
            self._read += more
        message, _, self._read = self._read.partition(b"\0")
        return cast("Data", json.loads(message))


def _high(descriptor: int) -> int:
    """The same, out of the way of 3 and 4."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(descriptor)
    return moved


@contextmanager
def browsing(program: str, folder: Path) -> Iterator[Browser]:
    """A browser of its own, with an empty profile in `folder`; it is gone at the end."""
    theirs_in, ours_out = (_high(each) for each in os.pipe())
    ours_in, theirs_out = (_high(each) for each in os.pipe())
    flags = (*FLAGS, f"--user-data-dir={folder / 'profile'}")
    environment: Mapping[str, str] = {**os.environ, "HOME": str(folder)}
    with (folder / "browser.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", _BECOME, str(theirs_in), str(theirs_out), program, *flags],
            pass_fds=(theirs_in, theirs_out),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=environment,
        )
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        browser = Browser(ours_out, ours_in)
        try:
            browser.open()
        except (AssertionError, OSError) as error:
            told = (folder / "browser.log").read_text(errors="replace")[-300:]
            msg = f"{program} does not work: {error}; {told}"
            raise NoBrowser(msg) from error
        yield browser
    finally:
        os.close(ours_out)  # it ends by itself when nobody can tell it anything any more
        os.close(ours_in)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
