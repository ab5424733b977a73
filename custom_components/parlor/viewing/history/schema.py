"""The tables of the history. What is changed here needs a step in `migrations.py`."""

from typing import Final

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text

METADATA: Final = MetaData()

TITLES: Final = Table(
    "titles",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("series", Text),
    Column("season", Integer),
    Column("episode", Integer),
    Column("year", Integer),
    Column("artist", Text),
    Column("people", Text),  # JSON
    Column("ids", Text),  # JSON
    Index("titles_key", "key"),
)

VIEWINGS: Final = Table(
    "viewings",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("screen", Text, nullable=False),
    Column("title", Integer, ForeignKey("titles.id")),
    Column("person", Text),
    Column("activity", Text, nullable=False),
    Column("app_id", Text),
    Column("app", Text),
    Column("source", Text),
    Column("player", Text),
    Column("content_id", Text),
    Column("channel", Text),
    Column("started", Float, nullable=False),
    Column("as_of", Float, nullable=False),
    Column("ended", Float),
    Column("watched", Float, nullable=False),
    Column("position", Float),
    Column("duration", Float),
    Column("outcome", Text),
    Column("is_paused", Integer, nullable=False),
    Column("origin", Text, nullable=False),
    Column("kind", Text),  # the title's, which never changes
    Index("viewings_started", "started"),
    Index("viewings_title", "title", "started", "watched"),
    Index("viewings_person", "person", "started", "screen", "kind", "watched"),
    Index("viewings_screen", "screen", "started", "kind", "watched"),
    Index("viewings_app", "app", "started", "watched"),
    Index("viewings_kind", "kind", "started"),
    Index("viewings_open", "screen", sqlite_where=Column("ended", Float).is_(None)),
)

# When something ran, cut at each midnight of the home: a viewing that went on past one counts to each day what lay in it. `seconds` is how much
# of the time between `since` and `until` it really ran.
SPANS: Final = Table(
    "spans",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("viewing", Integer, ForeignKey("viewings.number", ondelete="CASCADE"), nullable=False),
    Column("day", Integer, nullable=False),  # the date's proleptic ordinal
    Column("since", Float, nullable=False),
    Column("until", Float, nullable=False),
    Column("seconds", Float, nullable=False),
    Index("spans_viewing", "viewing"),
    Index("spans_since", "since", "until", "viewing", "seconds"),
    Index("spans_day", "day", "seconds", "viewing"),
)

# What spans and viewings come to in blocks of time that are over, so that a question about years need not read them all. A row is of one facet and has
# that facet's columns. Whoever changes anything within a block deletes all of it; it is added up again later, and until then what is in it is read.
SUMS: Final = Table(
    "sums",
    METADATA,
    Column("facet", Integer, primary_key=True),
    Column("level", Integer, primary_key=True),  # 0: of a block; 1 and more: of several of the level before
    Column("block", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("person", Text),
    Column("screen", Text),
    Column("kind", Text),
    Column("app", Text),
    Column("series", Text),
    Column("seconds", Float, nullable=False),
    Column("viewings", Integer, nullable=False),  # that began in the block and ran
    Column("still", Integer, nullable=False),  # that began in the block and never ran, as what was marked by hand
    sqlite_with_rowid=False,  # so that what is read together lies together
)

BLOCKS: Final = Table(  # those that are added up
    "blocks",
    METADATA,
    Column("level", Integer, primary_key=True),
    Column("block", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
