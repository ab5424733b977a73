"""Apps that TVs may have. Ids as seen on sets of several years and countries; the TV itself says which of them it has."""

from typing import Final

from ..frames import App

KNOWN_APPS: Final = (
    App("111299001912", "YouTube"),
    App("3201907018807", "Netflix"),
    App("11101200001", "Netflix"),
    App("3201910019365", "Prime Video"),
    App("3201512006785", "Prime Video"),
    App("3201901017640", "Disney+"),
    App("3201807016597", "Apple TV"),
    App("3201606009684", "Spotify"),
    App("3201512006963", "Plex"),
    App("3202301029760", "Max"),
    App("3201601007230", "HBO Max"),
    App("3201601007625", "Hulu"),
    App("3201710014981", "Paramount+"),
    App("3202110025305", "Paramount+"),
    App("3201707014489", "YouTube TV"),
    App("3201611010983", "YouTube Kids"),
    App("3202203026841", "Twitch"),
    App("3201808016802", "Pluto TV"),
    App("3201504001965", "Tubi"),
    App("3201806016390", "DAZN"),
    App("3201608010191", "Deezer"),
    App("3201511006428", "Rakuten TV"),
    App("3202302030097", "Crunchyroll"),
    App("3201710015016", "SmartThings"),
)
