"""The page for everyone: by keyboard, in the dark, on a phone, on paper, and with a hostile document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from driving import focused, kept, luminance, many, marked, press, row, rows, text_of, texts
from harbour import harbour, plain, prefer, resize
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

pytestmark = pytest.mark.browser

Show = Callable[..., WebDriver]
CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
HOSTILE = '</script><img src=x onerror="ran=1"><script>ran=1</script><svg onload="ran=1">\u202eevil\u202c 🛶 Ærø'


def test_everything_can_be_done_with_the_keyboard(show: Show) -> None:
    browser = show(harbour(), plain("Another text."))
    press(browser, "/", "marstal", Keys.ENTER)
    assert focused(browser) == "entities"
    press(browser, Keys.ARROW_DOWN, Keys.ENTER)
    assert marked(browser) == "Marstal"
    press(browser, Keys.ESCAPE, Keys.ESCAPE)
    assert marked(browser) == ""
    browser.find_element(By.ID, "records").send_keys(Keys.END, Keys.ARROW_UP, Keys.ENTER)
    assert marked(browser) == "The crossing was lovely, the coffee was dreadful."
    active = browser.find_element(By.ID, "records").get_attribute("aria-activedescendant")
    assert browser.find_element(By.ID, str(active)).get_attribute("aria-selected") == "true"
    browser.find_element(By.ID, "text").send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    assert marked(browser) == "Marstal"
    press(browser, Keys.ENTER)
    assert len(rows(browser, "records")) == 1
    press(browser, "]")
    assert text_of(browser, "text-title") == "plain.txt"
    press(browser, "[", "?")
    assert text_of(browser, "text-title") == "harbour.txt"
    assert browser.find_element(By.ID, "keys").is_displayed()


def test_the_focus_goes_through_the_panes_in_order_and_can_be_seen(show: Show) -> None:
    browser = show(harbour())
    stops = list[str]()
    while not stops or stops[-1] != "records":
        press(browser, Keys.TAB)
        assert len(stops) < 30
        stops.append(focused(browser))
        assert browser.execute_script("return getComputedStyle(document.activeElement).outlineStyle") != "none"
    named = [stop for stop in stops if stop]
    assert named == ["search", "theme", "help", "documents", "entities", "text", "polarity", "confidence", "records"]


def test_roles_and_names_are_there(show: Show) -> None:
    browser = show(harbour())
    grid = browser.find_element(By.ID, "records")
    assert (grid.aria_role, grid.accessible_name, grid.get_attribute("aria-rowcount")) == ("grid", "Records", "6")
    for name in ("documents", "entities"):
        box = browser.find_element(By.ID, name)
        assert (box.aria_role, box.accessible_name) == ("listbox", name.capitalize())
    for control in browser.find_elements(By.CSS_SELECTOR, "button, input, select"):
        assert control.accessible_name or not control.is_displayed()


def test_a_hostile_document_is_shown_and_runs_nothing(show: Show) -> None:
    browser = show(plain(HOSTILE, source=HOSTILE), title=HOSTILE)
    assert text_of(browser, "text") == HOSTILE
    assert HOSTILE.rpartition("/")[2] in text_of(browser, "documents")
    assert browser.title.startswith("</script>")
    assert browser.execute_script("return typeof ran") == "undefined"
    assert browser.find_elements(By.CSS_SELECTOR, "img, svg, script[src]") == []


def test_the_page_cannot_be_made_to_run_or_load_anything_else(show: Show, chromium: WebDriver) -> None:
    show(harbour())
    for attempt in (
        "const s = document.createElement('script'); s.append('ran = 1'); document.body.append(s)",
        "document.body.setAttribute('onclick', 'ran = 1'); document.body.click()",
        "document.body.innerHTML = '<img src=x onerror=\"ran = 1\">'",
    ):
        chromium.execute_script(f"try {{ {attempt} }} catch {{}}")
    assert chromium.execute_script("return typeof ran") == "undefined"
    assert chromium.get_log("browser")  # the browser says what it refused


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_colours_follow_the_system_and_have_contrast(show: Show, browser: WebDriver, scheme: str, dark: bool) -> None:
    prefer(browser, scheme)
    show(kept(), harbour())
    for place in (0, 1):
        rows(browser, "documents")[place].click()
        if rows(browser, "records"):
            rows(browser, "records")[0].click()
        assert (luminance(browser, "#pane-text") < 0.2) is dark
        assert browser.execute_script(CONTRAST) == []


def test_the_button_turns_the_colours_over(show: Show) -> None:
    browser = show(harbour())
    seen = []
    for _ in range(3):
        browser.find_element(By.ID, "theme").click()
        seen.append(luminance(browser, "#pane-text") < 0.2)
    assert seen == [False, True, False]


@pytest.mark.parametrize("pane", ["documents", "text", "entities", "records"])
def test_a_narrow_phone_shows_one_pane_and_never_scrolls_sideways(show: Show, browser: WebDriver, pane: str) -> None:
    resize(browser, 360, 740)
    show(harbour(), plain("word" * 500, source="a-very-long-name-" * 20 + ".txt"), title="A long title " * 20)
    browser.find_element(By.CSS_SELECTOR, f"#tabs [data-pane={pane}]").click()
    shown = [one.get_attribute("id") for one in browser.find_elements(By.CSS_SELECTOR, ".pane") if one.is_displayed()]
    assert shown == [f"pane-{pane}"]
    assert browser.execute_script("return document.documentElement.scrollWidth") == 360
    assert browser.execute_script("return document.documentElement.scrollHeight") == 740


def test_on_a_phone_a_record_leads_to_the_text_and_words_lead_to_the_records(show: Show, browser: WebDriver) -> None:
    resize(browser, 360, 740)
    show(harbour())
    browser.find_element(By.CSS_SELECTOR, "#tabs [data-pane=records]").click()
    row(browser, "records", "coffee").click()
    assert browser.find_element(By.ID, "text").is_displayed()
    assert marked(browser) == "The crossing was lovely, the coffee was dreadful."
    browser.find_element(By.CSS_SELECTOR, "#text mark.part").click()
    assert len(rows(browser, "records")) == 2


def test_paper_gets_the_whole_text_and_every_record(show: Show) -> None:
    browser = show(many(60))
    browser.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert len(texts(browser, "#text .mention")) == 60
    assert len(rows(browser, "records")) == 60
    browser.execute_script("dispatchEvent(new Event('afterprint'))")
    assert len(rows(browser, "records")) < 60


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_those_who_want_no_motion(show: Show, browser: WebDriver, motion: str) -> None:
    feature = {"name": "prefers-reduced-motion", "value": motion}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    show(harbour())
    script = "return [...document.querySelectorAll('*')].some((n) => getComputedStyle(n).transitionDuration !== '0s')"
    moves: Any = browser.execute_script(script)
    assert moves is (motion == "no-preference")
