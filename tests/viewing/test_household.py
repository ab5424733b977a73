"""Who is told of screens and the history."""

from pathlib import Path

from custom_components.parlor.viewing.history import History
from custom_components.parlor.viewing.household import Household, KnownScreen
from custom_components.parlor.viewing.observation import Setup
from custom_components.parlor.viewing.watch import ScreenWatch


async def test_coming_and_going(tmp_path: Path) -> None:
    household = Household()
    told: list[tuple[list[str], bool]] = []
    stop = household.subscribe(lambda: told.append((list(household.screens), household.remembers)))
    watch = ScreenWatch(Setup(sources=()), screen="den")
    screen = KnownScreen(
        id="den",
        name="Den",
        watch=watch,
        player=lambda: "media_player.den",
        activity=lambda: None,
        subscribe=lambda _: lambda: None,
        today=lambda: 0.0,
        is_kept=lambda: True,
    )
    assert (screen.entity_id, screen.entity_of("tv")) == ("media_player.den", "media_player.den")
    assert screen.entity_of("media_player.box") == "media_player.box"
    household.add(screen)
    household.open_history(None, remembers=True, asks=True)  # nothing can be remembered without one
    history = await History.open(tmp_path / "history.db")
    household.open_history(history, remembers=True, asks=False)
    household.close_history()
    household.remove("den")
    household.remove("den")
    stop()
    household.close_history()
    await history.close()
    assert told == [(["den"], False), (["den"], False), (["den"], True), (["den"], False), ([], False)]
