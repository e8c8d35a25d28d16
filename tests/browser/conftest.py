"""A real Chromium before a stack whose identity provider is another site than its portals."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, Page, async_playwright

from tests.processes.addresses import Addresses
from tests.processes.whole_stack import whole_stack

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of whichever Chromium is there."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    assert found, "There is no Chromium on this machine. Install one: apt-get install chromium"
    return found


@pytest.fixture(scope="session")
def two_sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Addresses]:
    """Portals at 127.0.0.1, the identity provider at localhost: no cookie that is strict passes between them."""
    with whole_stack(tmp_path_factory.mktemp("two-sites"), IDENTITY_HOST="localhost") as started:
        yield started


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield browser
        await browser.close()


@pytest.fixture
async def page(browser: Browser) -> Page:
    return await browser.new_page()
