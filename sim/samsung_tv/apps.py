"""The apps of a simulated TV, with the ids real sets use."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class App:
    """One installed app; `aliases` are other ids under which sets know it, `native` ones are hidden from REST."""

    app_id: str
    name: str
    version: str = "1.0.0"
    native: bool = False
    aliases: tuple[str, ...] = ()
    colour: str = "#334155"

    @property
    def app_type(self) -> int:
        """Return 2 for a web app and 4 for a native one, as the app list does."""
        return 4 if self.native else 2

    @property
    def icon(self) -> str:
        """Return the path of the icon on the TV."""
        return f"/opt/share/webappservice/apps_icon/FirstScreen/{self.app_id}/250x250.png"


BROWSER = App(app_id="org.tizen.browser", name="Internet", version="6.0.60", native=True, colour="#1d6fd8")

CATALOGUE: tuple[App, ...] = (
    App(
        app_id="111299001912",
        name="YouTube",
        version="2.1.498",
        aliases=("9Ur5IzDKqV.TizenYouTube",),
        colour="#d90f0f",
    ),
    App(app_id="3201907018807", name="Netflix", version="5.3.550", aliases=("11101200001",), colour="#b20710"),
    App(
        app_id="3201910019365",
        name="Prime Video",
        version="4.7.21",
        aliases=("3201512006785",),
        colour="#1399c6",
    ),
    App(
        app_id="3201901017640",
        name="Disney+",
        version="2.11.0",
        aliases=("MCmYXNxgcu.DisneyPlus",),
        colour="#12328f",
    ),
    App(app_id="3201606009684", name="Spotify - Music and Podcasts", version="1.18.2", colour="#158a3e"),
    App(app_id="3201512006963", name="Plex", version="5.92.1", aliases=("kIciSQlYEM.plex",), colour="#b9820b"),
    App(app_id="3201807016597", name="Apple TV", version="3.0.60", colour="#2b2b2e"),
    App(app_id="3201611010983", name="YouTube Kids", version="2.0.77", colour="#c2185b"),
    App(app_id="3201608010191", name="Deezer", version="2.4.0", colour="#7c2fd0"),
    App(app_id="3202203026841", name="Twitch", version="1.4.2", colour="#6b3fd1"),
    App(app_id="3201511006428", name="Rakuten TV", version="3.9.4", colour="#8a1c1c"),
    App(app_id="3201710015037", name="Gallery", version="7.1.11", colour="#0f766e"),
    App(app_id="3201710015016", name="SmartThings", version="6.0.12", colour="#1f6feb"),
    BROWSER,
)


def find_app(apps: Iterable[App], app_id: str) -> App | None:
    """Return the app known under an id, numeric or a package's."""
    return next((app for app in apps if app_id == app.app_id or app_id in app.aliases), None)
