from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which

import pytest
from harbour import prefer, resize
from selenium import webdriver
from selenium.webdriver.remote.webdriver import WebDriver

from compressor.view import Shown, View, render

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NEEDED = "no Chromium: apt-get install chromium chromium-driver, or run the rest with -m 'not browser'"
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    binary, driver = next(filter(None, map(which, BROWSERS)), None), which("chromedriver")
    if not binary or not driver:
        pytest.fail(NEEDED, pytrace=False)
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    window = webdriver.Chrome(options, webdriver.ChromeService(driver))
    yield window
    window.quit()


@pytest.fixture
def browser(chromium: WebDriver) -> Iterator[WebDriver]:
    """A window of a desk; after the test, its console has to be empty."""
    resize(chromium, 1400, 900)
    prefer(chromium, "light")
    chromium.get_log("browser")
    yield chromium
    assert chromium.get_log("browser") == []


@pytest.fixture
def show(browser: WebDriver, tmp_path: Path) -> Callable[..., WebDriver]:
    """Open a page of documents from a file."""

    def opened(*documents: Shown, title: str = "Title") -> WebDriver:
        page = tmp_path / "page.html"
        page.write_bytes(render(View(documents), title))
        browser.get(page.as_uri())
        return browser

    return opened
