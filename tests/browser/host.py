"""A site of somebody else with one page, a strict policy, and a place where breaches of it are reported."""

from __future__ import annotations

import http.server
import threading


class Host:
    """`.url` is the site; `.html` its page; `.policy` what its browser may do; `.reports` what broke it."""

    def __init__(self) -> None:
        self.html, self.policy = "", ""
        self.reports: list[str] = []
        host = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200 if self.path == "/" else 204)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Security-Policy", host.policy)
                self.end_headers()
                if self.path == "/":
                    self.wfile.write(host.html.encode())

            def do_POST(self) -> None:
                host.reports.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self.send_response(204)
                self.end_headers()

            def log_message(self, *about: object) -> None:
                return None

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> Host:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *fault: object) -> None:
        self.server.shutdown()
        self.server.server_close()
