"""The page in a real browser: nothing hostile runs, its policy refuses nothing, it filters, and it is readable."""

import json
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed (reports/requirements.txt)")
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

GOLDEN = Path(__file__).parent / "golden"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="no browser: the packages chromium and chromium-driver are not installed"
)

# WCAG contrast of every visible text with the colours that are really behind it.
LOW_CONTRAST = r"""
const channel = (value) => { const c = value / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const parse = (text) => { const n = text.match(/[\d.]+/g).map(Number); return [n[0], n[1], n[2], n[3] ?? 1]; };
const ground = (node) => {
  for (let each = node; each; each = each.parentElement) {
    const colour = parse(getComputedStyle(each).backgroundColor);
    if (colour[3] === 1) return colour;
    if (colour[3] !== 0) throw new Error("a half transparent ground");
  }
  return matchMedia("(prefers-color-scheme: dark)").matches ? [0, 0, 0] : [255, 255, 255];
};
const found = [];
let judged = 0;
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode.parentElement;
  if (!walker.currentNode.textContent.trim() || node.tagName === "SCRIPT" || !node.checkVisibility()) continue;
  const [a, b] = [parse(getComputedStyle(node).color), ground(node)].map(luminance);
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  judged += 1;
  const where = `${node.tagName} ${node.className} ${walker.currentNode.textContent}`;
  if (ratio < 4.5) found.push(`${ratio.toFixed(2)} ${where}`);
}
return [judged, found];
"""


# A cell as long as those on the wire, in the place of the first one.
LENGTHEN = """
const row = document.querySelector("#cells tbody tr");
row.querySelector("th a").textContent = "wire/greeting-of-a-connecting-socket[transport=tcp,type=ROUTER,version=3.1]";
row.children[3].textContent = "the other side closed the connection before a greeting: https://" + "x".repeat(200);
"""

# What reaches beyond the visible box that it is in, even if one can scroll there.
CUT_OFF = r"""
const nameOf = (node) => `${node.tagName} ${node.className} ${node.textContent.slice(0, 60)}`;
const page = document.documentElement;
const found = page.scrollWidth > innerWidth ? [`the page: ${page.scrollWidth}`] : [];
const boxes = [...document.querySelectorAll(arguments[0])].filter((box) => box.checkVisibility());
for (const box of boxes) {
  const right = box.getBoundingClientRect().left + box.clientLeft + box.clientWidth;
  for (const node of box.querySelectorAll("*")) {
    const beyond = node.getBoundingClientRect().right - right;
    if (node.checkVisibility() && beyond > 0.5) found.push(`${beyond.toFixed(1)} ${nameOf(node)}`);
  }
}
return [boxes.length, found];
"""


def start(scheme="light", script=True, size=(1280, 900)):
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    for argument in [*arguments, "--disable-dev-shm-usage", f"--window-size={size[0]},{size[1]}"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not script:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=DRIVER))
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    return browser


def url_of(name, fragment=""):
    return (GOLDEN / name).as_uri() + (f"#{fragment}" if fragment else "")


@pytest.fixture(scope="module")
def browser():
    driver = start()
    yield driver
    driver.quit()


def open_page(driver, name, fragment=""):
    driver.get("about:blank")  # a new fragment alone would not load the page anew
    driver.get_log("browser")
    driver.get(url_of(name, fragment))
    assert driver.execute_script("return document.readyState") == "complete"


def shown_cells(driver):
    rows = driver.find_elements(By.CSS_SELECTOR, "#cells tbody tr")
    return [row.find_element(By.TAG_NAME, "th").text for row in rows if row.is_displayed()]


@pytest.mark.parametrize("name", ["index.html", "hostile.index.html", "empty.index.html"])
def test_no_error_no_violation_and_nothing_hostile_runs(browser, name):
    open_page(browser, name)
    model = json.loads(browser.find_element(By.ID, "model").get_attribute("textContent"))
    for link in browser.find_elements(By.CSS_SELECTOR, "a[data-cells]"):
        if not link.is_displayed():
            continue
        browser.execute_script("arguments[0].click()", link)
        assert browser.find_element(By.ID, "detail").is_displayed()
        browser.execute_script("document.getElementById('detail').close()")
    assert browser.get_log("browser") == []  # an alert would have ended a command above with an error
    assert browser.execute_script("return document.querySelectorAll('img, iframe, object, embed').length") == 0
    assert browser.execute_script("return document.scripts.length") == 2
    assert len(browser.find_elements(By.CSS_SELECTOR, "#cells tbody tr")) == len(model["cells"])


def test_the_policy_refuses_a_script_that_is_not_ours(browser):
    """The other tests expect an empty log: here is the proof that a violation would stand in it."""
    open_page(browser, "index.html")
    browser.execute_script(
        "const s = document.createElement('script'); s.textContent = 'window.hostile = 1'; document.body.append(s);"
    )
    assert browser.execute_script("return window.hostile") is None
    assert any("Content Security Policy" in entry["message"] for entry in browser.get_log("browser"))


def test_the_filter_shows_what_matches_and_stands_in_the_url(browser):
    open_page(browser, "index.html")
    everything = shown_cells(browser)
    field = browser.find_element(By.ID, "filter")
    field.send_keys("blocks tcp")
    assert shown_cells(browser) == ["hwm/push-blocks-and-resumes[transport=tcp]"]
    assert "q=blocks+tcp" in browser.current_url
    assert browser.find_element(By.ID, "shown").text == f"1 of {len(everything)} cells shown"
    field.clear()
    field.send_keys(" " + Keys.BACKSPACE)
    browser.find_element(By.CSS_SELECTOR, "[data-verdict=stuck]").click()
    browser.find_element(By.CSS_SELECTOR, "[data-verdict=crash]").click()
    assert shown_cells(browser) == ["eintr/wakes[transport=tcp]", "wire/greeting[transport=tcp]"]
    url = browser.current_url
    assert url.endswith("#verdict=crash%2Cstuck")
    browser.get("about:blank")
    browser.get(url)
    assert shown_cells(browser) == ["eintr/wakes[transport=tcp]", "wire/greeting[transport=tcp]"]
    browser.find_element(By.CSS_SELECTOR, "[data-verdict=stuck]").click()
    browser.find_element(By.CSS_SELECTOR, "[data-verdict=crash]").click()
    assert shown_cells(browser) == everything


def test_cases_that_pass_everywhere_are_folded_until_asked_for(browser):
    open_page(browser, "index.html")

    def cases():
        rows = browser.find_elements(By.CSS_SELECTOR, "#cases tbody tr")
        return [row.get_attribute("data-passed") for row in rows if row.is_displayed()]

    assert "true" not in cases() and "false" in cases()
    browser.find_element(By.ID, "fold").click()
    assert "true" in cases()
    assert browser.current_url.endswith("#all=1")


def test_details_show_checks_clauses_ledger_and_the_command(browser):
    name = "hwm/push-blocks-and-resumes[transport=tcp]"
    open_page(browser, "index.html", "cell=" + quote(name, safe=""))
    detail = browser.find_element(By.ID, "detail")
    assert detail.is_displayed()
    text = detail.text
    for part in [
        name,
        "A PUSH socket shall not drop.",
        "17\u201319, 40",
        "unexplained",
        "zassay run --seed 7",
        "yaml:14",
    ]:
        assert part in text, part
    link = detail.find_element(By.LINK_TEXT, f"histories/{name}.jsonl")
    assert link.get_attribute("href").startswith(GOLDEN.as_uri() + "/histories/")
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not detail.is_displayed()
    WebDriverWait(browser, 60).until(lambda page: "cell=" not in page.current_url)  # the close event comes later


def test_the_keyboard_alone_opens_and_closes_details(browser):
    open_page(browser, "index.html")
    for _ in range(60):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        if browser.switch_to.active_element.get_attribute("data-cells"):
            break
    link = browser.switch_to.active_element
    assert link.get_attribute("data-cells")
    outline = link.value_of_css_property("outline-style")
    assert outline == "solid"
    link.send_keys(Keys.ENTER)
    assert browser.find_element(By.ID, "detail").is_displayed()
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not browser.find_element(By.ID, "detail").is_displayed()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_the_contrast_of_level_aa(scheme):
    driver = start(scheme)
    try:
        for fragment in ["all=1", "cell=" + quote("hwm/push-blocks-and-resumes[transport=tcp]", safe="")]:
            open_page(driver, "index.html", fragment)
            dark = driver.execute_script("return matchMedia('(prefers-color-scheme: dark)').matches")
            assert dark == (scheme == "dark")
            judged, low = driver.execute_script(LOW_CONTRAST)
            assert judged > 100
            assert low == []
    finally:
        driver.quit()


def test_a_narrow_window_does_not_scroll_sideways():
    driver = start(size=(500, 900))
    try:
        driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": 360, "height": 800, "deviceScaleFactor": 1, "mobile": False},
        )
        for name in ["index.html", "hostile.index.html"]:
            open_page(driver, name)
            assert driver.execute_script("return innerWidth") == 360
            assert driver.execute_script("return document.documentElement.scrollWidth") <= 360
    finally:
        driver.quit()


def set_width(driver, width):
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


@pytest.fixture(params=[1300, 1000, 700, 400])
def window(browser, request):
    set_width(browser, request.param)
    yield browser
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


# Hostile names of implementations may make the table of cases as wide as they like: it scrolls in its frame.
@pytest.mark.parametrize(("name", "frames"), [("index.html", ".scroll"), ("hostile.index.html", "#cells .scroll")])
def test_nothing_is_cut_off(window, name, frames):
    open_page(window, name, "all=1")
    window.execute_script(LENGTHEN)
    judged, found = window.execute_script(CUT_OFF, frames)
    assert judged == len(window.find_elements(By.CSS_SELECTOR, frames))
    assert found == []


def test_nothing_is_cut_off_in_the_details(window):
    open_page(window, "index.html", "cell=" + quote("hwm/push-blocks-and-resumes[transport=tcp]", safe=""))
    judged, found = window.execute_script(CUT_OFF, "dialog, dialog .scroll")
    assert judged == 3  # the details, their checks and their ledger
    assert found == []


@pytest.mark.parametrize(("width", "lines"), [(1300, 1), (1000, 2), (400, 3)])
def test_a_long_name_takes_few_lines(browser, width, lines):
    set_width(browser, width)
    open_page(browser, "index.html")
    browser.execute_script(LENGTHEN)
    name = browser.find_element(By.CSS_SELECTOR, "#cells tbody th a")
    assert len(browser.execute_script("return [...arguments[0].getClientRects()]", name)) <= lines
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_a_line_breaks_between_the_parts_of_a_name(browser):
    """And what is copied is the name, without a character more."""
    open_page(browser, "index.html")
    link = browser.find_element(By.CSS_SELECTOR, "#cells tbody th a")
    parts = [part.text for part in link.find_elements(By.CLASS_NAME, "part")]
    assert len(parts) == 2 and parts[1].startswith("[")
    browser.execute_script("getSelection().selectAllChildren(arguments[0])", link)
    assert browser.execute_script("return getSelection().toString()") == "".join(parts)


def test_without_javascript_the_tables_are_there():
    driver = start(script=False)
    try:
        driver.get(url_of("index.html"))
        assert not driver.find_element(By.ID, "controls").is_displayed()
        assert "Not judged" in driver.find_element(By.TAG_NAME, "h1").text
        cells = shown_cells(driver)
        assert len(cells) == 15
        cases = driver.find_elements(By.CSS_SELECTOR, "#cases tbody tr")
        assert cases and all(row.is_displayed() for row in cases)
        row = driver.find_element(By.ID, "cell-2")
        assert "message 17 of stream s was lost" in row.text and "fail" in row.text
        link = driver.find_element(By.CSS_SELECTOR, "#cases a.chip.fail")
        link.click()
        target = driver.current_url.split("#")[1]
        assert driver.find_element(By.ID, target).is_displayed()
    finally:
        driver.quit()
