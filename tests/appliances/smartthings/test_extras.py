"""What is made of TVs, soundbars and appliances besides their jobs, and not where core has it itself."""

from pathlib import Path

import pytest

from custom_components.parlor.appliances.command import CloudCall
from custom_components.parlor.appliances.smartthings.extras import EXTRAS, Extra, chooses, extras_of, options, reads
from tests.appliances.smartthings.payloads import names, said, status_of

EXPECTED = {
    "27_smart_monitor_m5": {"picture_mode", "sound_mode"},
    "da_ks_microwave_0101x": {"operation_time"},
    "da_ks_oven_01061": {"operation_time"},
    "da_ks_oven_0107x": {"operation_time"},
    "da_ks_range_0101x": {"operation_time"},
    "da_wm_sc_000001": {"delay_end"},
    "da_wm_wd_000001": {"delay_end"},
    "da_wm_wd_00001": {"delay_end"},
    "da_wm_wd_01011": {"delay_end"},
    "da_wm_wm_000001": {"delay_end"},
    "da_wm_wm_000001_1": {"delay_end"},
    "da_wm_wm_000001_2": {"delay_end"},
    "hw_q80r_soundbar": {"input_source"},
    "vd_network_audio_002s": {"input_source"},
    "vd_network_audio_003s": {"input_source"},
    "vd_stv_2018_k": {"picture_mode", "sound_mode"},
    "vd_stv_2022": {"picture_mode", "sound_mode"},
    "vd_stv_2023": {"picture_mode", "sound_mode"},
    "vd_stv_2023_1": {"picture_mode", "sound_mode"},
}


def _of(key: str, capability: str) -> Extra:
    return next(one for one in EXTRAS if (one.key, one.capability) == (key, capability))


def test_every_payload_has_what_it_tells(data_folder: Path) -> None:
    found = {name: set(extras_of(status_of(data_folder, name))) for name in names(data_folder)}
    assert {name: keys for name, keys in found.items() if keys} == EXPECTED


def test_a_tv_says_its_modes_in_its_own_language(data_folder: Path) -> None:
    status = status_of(data_folder, "vd_stv_2018_k")
    picture = extras_of(status)["picture_mode"]
    assert reads(picture, status) == "Film"
    assert options(picture, status) == ("Dynamisk", "Standard", "Naturlig", "Film")
    assert chooses(picture, "Naturlig") == (
        CloudCall(capability="custom.picturemode", command="setPictureMode", arguments=("Naturlig",)),
    )


def test_times_are_minutes(data_folder: Path) -> None:
    status = status_of(data_folder, "da_ks_range_0101x")
    assert reads(extras_of(status)["operation_time"], status) == 360


@pytest.mark.parametrize("told", [None, 3, "", [], {}, True])
def test_nonsense_is_nothing(told: object) -> None:
    for extra in EXTRAS:
        status = {"main": {extra.capability: {extra.attribute: told, extra.listed or "": told}}}
        assert reads(extra, status) in ((None, 3.0) if extra.unit else (None,))
        assert options(extra, status) == ()


def test_what_is_chosen_is_an_option_also_where_it_is_not_listed() -> None:
    extra = _of("picture_mode", "samsungvd.pictureMode")
    status = said(extra.capability, pictureMode="Filmmaker", supportedPictureModes=["Eco"])
    assert options(extra, status) == ("Eco", "Filmmaker")


def test_what_cannot_be_chosen_is_not_told() -> None:
    assert chooses(_of("input_source", "samsungvd.audioInputSource"), "HDMI1") == ()


@pytest.mark.parametrize(
    ("key", "capability", "domain", "ends", "features", "is_it"),
    [
        ("picture_mode", "custom.picturemode", "select", "main_custom.picturemode_pictureMode_pictureMode", 0, True),
        ("picture_mode", "custom.picturemode", "sensor", "main_custom.picturemode_pictureMode_pictureMode", 0, False),
        ("sound_mode", "custom.soundmode", "media_player", "main", 65536 | 4, True),
        ("sound_mode", "custom.soundmode", "media_player", "main", 4, False),
        ("input_source", "samsungvd.audioInputSource", "media_player", "main", 2048, True),
        ("input_source", "samsungvd.audioInputSource", "media_player", "main", 65536, False),
        (
            "delay_end",
            "samsungce.washerDelayEnd",
            "sensor",
            "main_samsungce.washerDelayEnd_remainingTime_remainingTime",
            0,
            True,
        ),
    ],
)
def test_how_core_s_own_is_known(key: str, capability: str, domain: str, ends: str, features: int, is_it: bool) -> None:
    found = [
        core.is_of(domain=domain, unique_id=f"abc_{ends}", device_id="abc", features=features)
        for core in _of(key, capability).core
    ]
    assert any(found) is is_it
    assert not any(
        core.is_of(domain=domain, unique_id=f"abc_{ends}", device_id="ab", features=features)
        for core in _of(key, capability).core
    )
