"""The tables as earlier versions of Parlor wrote them, word for word, and some viewings in them."""

from pathlib import Path
import sqlite3

from .conftest import EVENING

TITLES = """
CREATE TABLE titles (id INTEGER NOT NULL, "key" TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, series TEXT, season INTEGER, episode INTEGER,
    year INTEGER, artist TEXT, people TEXT, ids TEXT, PRIMARY KEY (id));
CREATE INDEX titles_key ON titles ("key");
INSERT INTO titles VALUES (1, 'film:metropolis', 'film', 'Metropolis', NULL, NULL, NULL, 1927, NULL, '["Brigitte Helm"]', '{"imdb": "tt0017136"}');
INSERT INTO titles VALUES (2, 'episode:severance:s01e04', 'episode', 'The You You Are', 'Severance', 1, 4, 2022, NULL, NULL, NULL);
"""
VIEWINGS = """
CREATE TABLE viewings (number INTEGER NOT NULL, id TEXT NOT NULL, screen TEXT NOT NULL, title INTEGER, person TEXT, activity TEXT NOT NULL, app_id TEXT,
    app TEXT, source TEXT, channel TEXT, started FLOAT NOT NULL, as_of FLOAT NOT NULL, ended FLOAT, watched FLOAT NOT NULL, position FLOAT, duration FLOAT,
    outcome TEXT, is_paused INTEGER NOT NULL, PRIMARY KEY (number), UNIQUE (id), FOREIGN KEY(title) REFERENCES titles (id));
CREATE INDEX viewings_open ON viewings (screen) WHERE ended IS NULL;
CREATE INDEX viewings_person ON viewings (person, started, watched);
CREATE INDEX viewings_screen ON viewings (screen, started, watched);
CREATE INDEX viewings_app ON viewings (app, started, watched);
CREATE INDEX viewings_started ON viewings (started);
CREATE INDEX viewings_title ON viewings (title, started, watched);
CREATE TABLE spans (id INTEGER NOT NULL, viewing INTEGER NOT NULL, day INTEGER NOT NULL, since FLOAT NOT NULL, until FLOAT NOT NULL, seconds FLOAT NOT NULL,
    PRIMARY KEY (id), FOREIGN KEY(viewing) REFERENCES viewings (number) ON DELETE CASCADE);
CREATE INDEX spans_since ON spans (since, until, viewing, seconds);
CREATE INDEX spans_day ON spans (day, seconds, viewing);
CREATE INDEX spans_viewing ON spans (viewing);
"""
ORIGINS = """
ALTER TABLE viewings ADD COLUMN origin TEXT NOT NULL DEFAULT 'watched';
ALTER TABLE viewings ADD COLUMN player TEXT;
ALTER TABLE viewings ADD COLUMN content_id TEXT;
UPDATE viewings SET origin = 'imported', player = 'media_player.plex' WHERE number % 2;
"""
SUMS = """
ALTER TABLE viewings ADD COLUMN kind TEXT;
UPDATE viewings SET kind = (SELECT kind FROM titles WHERE titles.id = viewings.title);
DROP INDEX viewings_person;
DROP INDEX viewings_screen;
CREATE INDEX viewings_person ON viewings (person, started, screen, kind, watched);
CREATE INDEX viewings_screen ON viewings (screen, started, kind, watched);
CREATE INDEX viewings_kind ON viewings (kind, started);
CREATE TABLE sums (facet INTEGER NOT NULL, level INTEGER NOT NULL, block INTEGER NOT NULL, number INTEGER NOT NULL, person TEXT, screen TEXT, kind TEXT,
    app TEXT, series TEXT, seconds FLOAT NOT NULL, viewings INTEGER NOT NULL, still INTEGER NOT NULL,
    PRIMARY KEY (facet, level, block, number)) WITHOUT ROWID;
CREATE TABLE blocks (level INTEGER NOT NULL, block INTEGER NOT NULL, PRIMARY KEY (level, block)) WITHOUT ROWID;
INSERT INTO sums VALUES (0, 1, 52, 1, NULL, NULL, 'film', NULL, NULL, 4711, 12, 0);  -- an age of twelve blocks, which are groups of four today
INSERT INTO blocks VALUES (1, 52);
"""
SCHEMAS = {1: "", 2: ORIGINS, 3: ORIGINS + SUMS}
COUNT = 40


def write_older(path: Path, version: int) -> None:
    """Write a file of a version with some viewings in it, three days from one to the next, of which the last goes on."""
    connection = sqlite3.connect(path)
    connection.executescript(TITLES + VIEWINGS)
    for number in range(1, COUNT + 1):
        started = EVENING - (COUNT - number) * 3 * 86400
        ended = None if number == COUNT else started + 1200
        title = (1, 2, None)[number % 3]
        row = (number, f"v{number}", "bedroom", title, "Ada", "watching", "jf", "Jellyfin", None, None)
        times = (started, started + 1200, ended, 1200.0, 1200.0, 5400.0, "abandoned" if ended else None, 0)
        connection.execute(
            "INSERT INTO viewings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row + times
        )
        day = int(started // 86400) + 719_163
        connection.execute(
            "INSERT INTO spans VALUES (?, ?, ?, ?, ?, 1200)", (number, number, day, started, started + 1200)
        )
    connection.commit()
    connection.executescript(f"{SCHEMAS[version]} PRAGMA user_version = {version}")
    connection.close()
