"""What an appliance can want somebody for, as keys that all brands share; each has a text in every language."""

from typing import Final

SALT_LOW: Final = "salt_low"
RINSE_AID_LOW: Final = "rinse_aid_low"
DETERGENT_LOW: Final = "detergent_low"
SOFTENER_LOW: Final = "softener_low"
DOOR_OPEN: Final = "door_open"
STUCK: Final = "stuck"
FILTER: Final = "filter"
FILTER_CLEAN: Final = "filter_clean"
FILTER_REPLACE: Final = "filter_replace"
WATER_FILTER: Final = "water_filter"
WATER_TANK_EMPTY: Final = "water_tank_empty"
DUST_BIN_FULL: Final = "dust_bin_full"
DUST_BAG_FULL: Final = "dust_bag_full"
DESCALE: Final = "descale"
BLOCKED: Final = "blocked"
WATER_SUPPLY: Final = "water_supply"
DRAIN: Final = "drain"
UNBALANCED: Final = "unbalanced"
FOOD_READY: Final = "food_ready"
PREHEATED: Final = "preheated"
OTHER: Final = "other"

EVERY_REASON: Final = frozenset(
    {
        SALT_LOW,
        RINSE_AID_LOW,
        DETERGENT_LOW,
        SOFTENER_LOW,
        DOOR_OPEN,
        STUCK,
        FILTER,
        FILTER_CLEAN,
        FILTER_REPLACE,
        WATER_FILTER,
        WATER_TANK_EMPTY,
        DUST_BIN_FULL,
        DUST_BAG_FULL,
        DESCALE,
        BLOCKED,
        WATER_SUPPLY,
        DRAIN,
        UNBALANCED,
        FOOD_READY,
        PREHEATED,
        OTHER,
    }
)
