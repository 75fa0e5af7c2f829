"""A real browser without a window, for the page that visitors see: Chromium, spoken to through two pipes."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
PHONE = (390, 844)
PATIENCE_S = 30.0
_LAUNCH = """
import os, sys
a, b = map(int, sys.argv[1:3])
os.dup2(a, 93), os.dup2(b, 94), os.dup2(93, 3), os.dup2(94, 4)
os.execvp(sys.argv[3], sys.argv[3:])
"""
"""Puts two pipes where the browser looks for them, and becomes the browser."""


def chromium() -> str | None:
    """The browser of this machine; None where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Broken(AssertionError):
    """The browser said no, or a script of a test failed."""


class Browser:
    """Chromium with a fresh profile. Everything is a question with an answer; events are kept."""

    def __init__(self, program: str, profile: Path) -> None:
        out, self._to = os.pipe()
        self._from, back = os.pipe()
        arguments = [
            program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--hide-scrollbars", "--remote-debugging-pipe", f"--user-data-dir={profile}",
            "about:blank",
        ]  # fmt: skip
        self._process = subprocess.Popen(
            [sys.executable, "-c", _LAUNCH, str(out), str(back), *arguments],
            pass_fds=(out, back), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(out)
        os.close(back)
        self._asked = 0
        self._rest = b""
        self.events: list[dict[str, Any]] = []

    def ask(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        """The answer to a command of the DevTools protocol."""
        self._asked += 1
        question = {"id": self._asked, "method": method, "params": params}
        if session:
            question["sessionId"] = session
        os.write(self._to, json.dumps(question).encode() + b"\0")
        while True:
            said = self.listen()
            if said.get("id") == self._asked:
                if "error" in said:
                    raise Broken(f"{method}: {said['error']['message']}")
                answer: dict[str, Any] = said["result"]
                return answer
            self.events.append(said)

    def listen(self) -> dict[str, Any]:
        """The next thing the browser says."""
        import select

        while b"\0" not in self._rest:
            if not select.select([self._from], [], [], PATIENCE_S)[0]:
                raise Broken("the browser has fallen silent")
            more = os.read(self._from, 1 << 20)
            if not more:
                raise Broken("the browser has gone")
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\0")
        heard: dict[str, Any] = json.loads(line)
        return heard

    def close(self) -> None:
        try:
            self.ask("Browser.close")
        except (Broken, OSError):
            self._process.kill()
        self._process.wait(10)
        os.close(self._to)
        os.close(self._from)


class Tab:
    """One page at the size of a phone, in storage of its own."""

    def __init__(self, browser: Browser, size: tuple[int, int] = PHONE) -> None:
        self._browser = browser
        self._context = browser.ask("Target.createBrowserContext")["browserContextId"]
        target = browser.ask("Target.createTarget", url="about:blank", browserContextId=self._context)
        self._session = browser.ask("Target.attachToTarget", targetId=target["targetId"], flatten=True)[
            "sessionId"
        ]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(f"{domain}.enable")
        self.size(*size)

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        return self._browser.ask(method, self._session, **params)

    def size(self, width: int, height: int, zoom: float = 1.0) -> None:
        """How large the window is. zoom: 2 leaves half as many points of CSS, as browsers do at 200 %."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=round(width / zoom), height=round(height / zoom), deviceScaleFactor=2, mobile=False,
        )  # fmt: skip

    def media(self, **features: str) -> None:
        """What the visitor prefers, such as prefers_reduced_motion='reduce'."""
        asked = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.ask("Emulation.setEmulatedMedia", features=asked)

    def open(self, url: str) -> None:
        """Load a page anew, and wait until it has loaded."""
        self._browser.events.clear()
        self.ask("Page.navigate", url="about:blank")
        self._loaded()
        self._browser.events.clear()
        self.ask("Page.navigate", url=url)
        self._loaded()

    def reload(self) -> None:
        self._browser.events.clear()
        self.ask("Page.reload")
        self._loaded()

    def _loaded(self) -> None:
        while not any(e.get("method") == "Page.loadEventFired" for e in self.heard):
            self._browser.events.append(self._browser.listen())

    @property
    def heard(self) -> list[dict[str, Any]]:
        """Events of this page since it was loaded."""
        return [e for e in self._browser.events if e.get("sessionId") == self._session]

    @property
    def requests(self) -> list[str]:
        """Every address this page has asked for."""
        sent = (e["params"]["request"] for e in self.heard if e["method"] == "Network.requestWillBeSent")
        return [request["url"] for request in sent if not request["url"].startswith("data:")]

    @property
    def complaints(self) -> list[str]:
        """Exceptions, dialogs, and what the browser logs as wrong, a broken policy among it."""
        out = []
        for event in self.heard:
            params = event.get("params", {})
            match event["method"]:
                case "Runtime.exceptionThrown":
                    out.append(str(params["exceptionDetails"].get("exception", {}).get("description")))
                case "Page.javascriptDialogOpening":
                    out.append(f"dialog: {params['message']}")
                case "Log.entryAdded" if params["entry"]["level"] in ("error", "warning"):
                    out.append(params["entry"]["text"])
        return out

    def run(self, script: str) -> Any:
        """What an expression comes to on the page; promises are awaited."""
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise Broken(answer["exceptionDetails"].get("exception", {}).get("description", script))
        return answer["result"].get("value")

    def texts(self, selector: str) -> list[str]:
        """What stands in every element that fits, with single blanks."""
        found = self.run(f"[...document.querySelectorAll({json.dumps(selector)})].map(e => e.textContent)")
        return [" ".join(text.split()) for text in found]

    def click(self, selector: str) -> None:
        self.run(f"document.querySelector({json.dumps(selector)}).click()")

    def picture(self, file: Path, whole: bool = True) -> None:
        shot = self.ask("Page.captureScreenshot", captureBeyondViewport=whole)
        file.write_bytes(base64.b64decode(shot["data"]))

    def printed(self) -> bytes:
        """The page as a PDF, on the paper it asks for."""
        answer = self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(answer["data"])

    def close(self) -> None:
        self._browser.ask("Target.disposeBrowserContext", browserContextId=self._context)


@contextmanager
def browsing(program: str) -> Iterator[Browser]:
    with tempfile.TemporaryDirectory(prefix="dig-itma2-", ignore_cleanup_errors=True) as profile:
        browser = Browser(program, Path(profile))
        try:
            yield browser
        finally:
            browser.close()


def served(folder: Path, headers: Mapping[str, str] | None = None) -> Any:
    """A server for the files of a folder, on a port of its own; `server_address` says which."""
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

    return ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a folder's files on this machine, as long as they are needed."""
    server = served(folder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
