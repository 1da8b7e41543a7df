"""When headless Chromium first paints the pages of a site, served on the loopback, and how many bytes it got.

    .venv/bin/python Benchmarks/paint.py SITE [PAGE …]
"""

import functools
import http.server
import pathlib
import statistics
import sys
import threading

from playwright.sync_api import sync_playwright


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def main():
    site = pathlib.Path(sys.argv[1])
    pages = sys.argv[2:] or ["index.html", "runs/index.html"]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium-headless-shell", args=["--no-sandbox", "--disable-gpu"])
        for path in pages:
            paints, received = [], 0
            for _ in range(9):
                # A new context has an empty cache.
                context = browser.new_context(viewport={"width": 1440, "height": 900})
                page = context.new_page()
                sizes = []
                page.on("response", lambda response: sizes.append(len(response.body())))
                page.goto(f"http://127.0.0.1:{server.server_port}/{path}", wait_until="load")
                page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
                paints.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
                received = sum(sizes)
                context.close()
            print(f"{path}: first paint {statistics.median(paints):.0f} ms ({min(paints):.0f}–{max(paints):.0f}), {received:,} bytes")
        browser.close()


if __name__ == "__main__":
    main()
