"""Files and folders, as people have them and as they should not be."""

import os
from pathlib import Path

import pytest

from custom_components.parlor.art.errors import FileUnreadable, FolderTooLarge, PictureTooLarge
from custom_components.parlor.art.files import MAX_BYTES, MAX_FILES, pictures_in, read


def everything(_: str) -> bool:
    return True


def test_pictures_of_a_folder(tmp_path: Path) -> None:
    for name in ("b.JPG", "A.heic", "c.webp", ".hidden.jpg", "notes.txt", "movie.mp4", "d.tiff"):
        (tmp_path / name).touch()
    (tmp_path / "below").mkdir()
    (tmp_path / "below/e.jpg").touch()
    assert [path.name for path in pictures_in(tmp_path)] == ["A.heic", "b.JPG", "c.webp", "d.tiff"]


def test_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file.jpg").touch()
    for path in (tmp_path / "absent", tmp_path / "file.jpg"):
        with pytest.raises(FileUnreadable):
            pictures_in(path)


def test_a_folder_of_too_many(tmp_path: Path) -> None:
    for number in range(MAX_FILES + 1):
        (tmp_path / f"{number}.jpg").touch()
    with pytest.raises(FolderTooLarge):
        pictures_in(tmp_path)


def test_read(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"picture")
    assert read(tmp_path / "a.jpg", everything) == b"picture"
    with pytest.raises(FileUnreadable):
        read(tmp_path / "a.jpg", lambda path: False)


@pytest.mark.timeout(10)
def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    (tmp_path / "folder.jpg").mkdir()
    (tmp_path / "nowhere.jpg").symlink_to(tmp_path / "absent")
    for name in ("pipe.jpg", "folder.jpg", "nowhere.jpg", "absent.jpg", "nul\0.jpg", "x" * 5000):
        with pytest.raises(FileUnreadable):
            read(tmp_path / name, everything)
    for device in ("/dev/zero", "/dev/stdin"):
        with pytest.raises(FileUnreadable):
            read(Path(device), everything)


def test_a_file_too_large(tmp_path: Path) -> None:
    with (tmp_path / "large.jpg").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(PictureTooLarge):
        read(tmp_path / "large.jpg", everything)
