"""What the documentation says of each brand is what the code declares."""

from pathlib import Path
from typing import Final

from custom_components.parlor.viewing.observation import Knows
from custom_components.parlor.viewing.sources.brand import Brand
from custom_components.parlor.viewing.sources.brands import (
    BOXES,
    BRANDS,
    CONSOLES,
    GENERAL,
    RECEIVERS,
    SERVERS,
    SPEAKERS,
    TVS,
)
import homeassistant.components

PAGE: Final = Path(__file__).parents[3] / "docs" / "viewing.md"
HEADING: Final = "## What each brand tells\n"
TABLES: Final[dict[str, dict[str, Brand]]] = {
    "TVs and projectors": TVS,
    "Boxes, sticks and casting": BOXES,
    "Media servers and players": SERVERS,
    "Consoles": CONSOLES,
    "AV receivers": RECEIVERS,
    "Speakers": SPEAKERS,
    "Everything else": {"": GENERAL},
}
COLUMNS: Final = {
    "power": Knows.POWER,
    "art": Knows.ART,
    "app": Knows.APP,
    "input": Knows.INPUT,
    "channel": Knows.CHANNEL,
    "plays or not": Knows.PLAYING,
    "title": Knows.TITLE,
    "position": Knows.POSITION,
    "who": Knows.PERSON,
}


def table(brands: dict[str, Brand]) -> str:
    """Return the table of some brands, as the documentation has it."""
    head = ["brand", "how soon", *COLUMNS, "remark"]
    rows = [head, ["---"] * 2 + [":-:"] * len(COLUMNS) + ["---"]]
    for domain, brand in brands.items():
        name = f"{brand.name} `{domain}`" if domain else brand.name
        soon = "at once" if brand.every is None else f"{brand.every:g} s"
        known = ["✓" if knows in brand.knows else "" for knows in COLUMNS.values()]
        rows.append([name, soon if brand.knows else "", *known, brand.note])
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def test_the_page_has_what_the_code_declares() -> None:
    """A brand that is added or changed is on the page, in its table."""
    page = PAGE.read_text(encoding="utf-8")
    section = page.partition(HEADING)[2].partition("\n## ")[0]
    wanted = {title: table(brands) for title, brands in TABLES.items()}
    found = {
        title: section.partition(f"### {title}\n\n")[2].partition("\n\n")[0].rstrip("\n") + "\n" for title in wanted
    }
    assert found == wanted


def test_every_brand_is_an_integration() -> None:
    """A domain that is written wrongly would never be met."""
    home = Path(homeassistant.components.__file__).parent
    missing = {domain for domain in BRANDS if not (home / domain / "manifest.json").exists()}
    assert missing <= {"parlor", "philips_infrared"}  # the latter came with 2026.11
