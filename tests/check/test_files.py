"""The checks of single files find each kind of fault, and none where there is none."""

import json
from pathlib import Path
import struct

import pytest

from scripts.check import data_files, hacs, machine_names, size

HOST = "py" + "pi.org"


def _write(folder: Path, name: str, text: str) -> list[Path]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return [Path(name)]


def _function(lines: int) -> str:
    return "def f():\n" + "    pass\n" * (lines - 1)


NESTED = "def f(x):\n    if x:\n        for _ in x:\n            while x:\n                {}\n"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.py", "x = 1\n" * 300, ""),
        ("a.py", "x = 1\n" * 301, "301 lines, at most 300"),
        ("lib.sh", "true\n" * 301, "301 lines"),
        ("run", "#!/bin/sh\n" + "true\n" * 300, "301 lines"),
        ("words.txt", "word\n" * 301, ""),
        ("a.py", _function(40), ""),
        ("a.py", _function(41), "f has 41 lines, at most 40"),
        ("a.py", _function(40).replace("    pass\n", '    """Say.\n\n    More.\n    """\n', 1) + "    pass\n", ""),
        ("a.py", "class C:\n" + "".join(f"    {line}\n" for line in _function(41).splitlines()), "f has 41 lines"),
        ("a.py", NESTED.format("pass"), ""),
        ("a.py", NESTED.format("if x: pass"), "nested 4 deep, at most 3"),
        ("a.py", NESTED.format("try: pass\n                except E: pass"), "nested 4 deep"),
        ("a.py", "def f(x):\n    if x: pass\n" + "    elif x: pass\n" * 4, ""),
        (
            "a.py",
            "def f(x):\n    with x:\n        with x:\n            while x:\n                if x:\n                    if x: x\n",
            "",
        ),
        (
            "a.py",
            "def f(x):\n    with x:\n        x\n        while x:\n            if x:\n                if x: x\n",
            "4 deep",
        ),
    ],
)
def test_size(tmp_path: Path, name: str, text: str, said: str) -> None:
    """A limit holds up to its number, and what is beyond is said; docstrings and data cost nothing."""
    problems = list(size.check(tmp_path, _write(tmp_path, name, text)))
    assert (said in problems[0] and len(problems) == 1) if said else problems == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cd /wo" + "rk/main", "a folder of one machine: /wo" + "rk/main"),
        ("see file:///ho" + "me/me/x", "a folder of one machine"),
        ("pip -i https://" + HOST + "/simple", f"a package host: {HOST}"),
        ("deb http://deb.deb" + "ian.org/debian", "a package host"),
        ("https://example.org/home/page", ""),
        ("the topic is homeassistant/root/x", ""),
        ("$HOME/work/x, ./work/y, /tmp/x", ""),
    ],
)
def test_machine_names(tmp_path: Path, text: str, said: str) -> None:
    """Folders of one machine and package hosts are said with their line; addresses that look alike are not."""
    problems = list(machine_names.check(tmp_path, _write(tmp_path, "README.md", f"Fine.\n{text}\n")))
    assert problems == ([] if not said else problems[:1])
    assert not said or (problems[0].startswith("README.md:2: names ") and said in problems[0])


def test_pictures_have_no_lines(tmp_path: Path) -> None:
    """What is not text is passed over."""
    (tmp_path / "x.png").write_bytes(b"\x89PNG\xff\xfe/ho" + b"me/me")
    assert list(machine_names.check(tmp_path, [Path("x.png")])) == []


@pytest.mark.parametrize(
    ("text", "said"), [('{"a": 1}', ""), ('{"a": 1,}', "x.json"), ('{"a": 1, "b": 2, "a": 3}', "twice: a")]
)
def test_json(tmp_path: Path, text: str, said: str) -> None:
    """JSON that cannot be read, or loses a key, is said."""
    problems = list(data_files.check(tmp_path, _write(tmp_path, "x.json", text)))
    assert (said in problems[0]) if said else problems == []


SENTENCES = "language: {}\nintents:\n  TurnOn: {{data: [{{sentences: [x]}}]}}\nlists:\n  a: {{values: [x]}}\n"


@pytest.mark.parametrize(
    ("german", "said"),
    [
        ("done: Gut\nwhere: In {room}\n", ""),
        ("done: Gut\n", "de.yaml: where is missing"),
        ("done: Gut\nwhere: In {room}\nwhy: Darum\n", "de.yaml: why is not in en"),
        ("done: Gut\nwhere: In {raum}\n", "de.yaml: where has the placeholders ['raum'], en has ['room']"),
    ],
)
def test_replies_in_every_language(tmp_path: Path, german: str, said: str) -> None:
    """What is said in one language is said in all, with the same placeholders."""
    english = "done: Good\nwhere: In {room}\n"
    texts = {"en": english, "ko": english, "de": german}
    files = [file for name, text in texts.items() for file in _write(tmp_path, f"replies/{name}.yaml", text)]
    problems = list(data_files.check(tmp_path, files))
    assert (said in problems[0]) if said else problems == []


def test_sentences_in_every_language(tmp_path: Path) -> None:
    """Sentences share their intents, not their lists; a file says its own language."""
    texts = {name: SENTENCES.format(name) for name in ("en", "de", "ko")}
    files = [file for name, text in texts.items() for file in _write(tmp_path, f"sentences/{name}.yaml", text)]
    assert list(data_files.check(tmp_path, files)) == []
    _write(tmp_path, "sentences/de.yaml", texts["en"].replace("a:", "b:").replace("TurnOn", "TurnOff"))
    problems = list(data_files.check(tmp_path, files))
    assert [problem.removeprefix("sentences/de.yaml: ") for problem in problems] == [
        "says that its language is en",
        "intents.TurnOn is missing",
        "intents.TurnOff is not in en",
    ]


def test_language_that_is_missing(tmp_path: Path) -> None:
    """A folder of one language is a folder that lacks two."""
    files = _write(tmp_path, "replies/en.yaml", "done: Good\n")
    assert list(data_files.check(tmp_path, files)) == ["replies/de.yaml: missing", "replies/ko.yaml: missing"]


def _picture(folder: Path, name: str, width: int, height: int) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({"name": None}, "name"),
        ({"colour": "red"}, "colour"),
        ({"homeassistant": "26.10"}, "homeassistant"),
        ({"filename": "x.tar"}, "zip_release needs"),
        ({"zip_release": "yes"}, "zip_release"),
    ],
)
def test_hacs_json(tmp_path: Path, change: dict[str, object], said: str) -> None:
    """`hacs.json` is as the store reads it, which ignores what it does not understand."""
    good = {"name": "Lamp", "homeassistant": "2026.10.0", "zip_release": True, "filename": "lamp.zip"}
    content = {key: value for key, value in (good | change).items() if value is not None}
    (tmp_path / "hacs.json").write_text(json.dumps(content))
    _picture(tmp_path / "brand", "icon.png", 256, 256)
    _picture(tmp_path / "brand", "icon@2x.png", 512, 512)
    problems = list(hacs.check(tmp_path, Path()))
    assert (said in problems[0]) if said else problems == []


@pytest.mark.parametrize(
    ("name", "width", "height", "said"),
    [
        ("logo.png", 700, 200, ""),
        ("icon.png", 255, 256, "must be 256x256"),
        ("logo.png", 700, 100, "shortest side is 100"),
        ("picture.png", 9, 9, "nobody asks for it"),
    ],
)
def test_brand(tmp_path: Path, name: str, width: int, height: int, said: str) -> None:
    """The pictures have the sizes that Home Assistant shows them in."""
    (tmp_path / "hacs.json").write_text('{"name": "Lamp"}')
    _picture(tmp_path / "brand", "icon.png", 256, 256)
    _picture(tmp_path / "brand", "icon@2x.png", 512, 512)
    _picture(tmp_path / "brand", name, width, height)
    problems = list(hacs.check(tmp_path, Path()))
    assert (said in problems[0]) if said else problems == []
