"""Sentences about what is kept, and those that only sound like it."""

import pytest

from custom_components.parlor.assistant.understand.kept import KeptPart, Wish, read_kept
from custom_components.parlor.assistant.understand.language import Language, load

LANGUAGES: dict[str, Language] = {}


def read(code: str, text: str) -> KeptPart | None:
    """Read a sentence."""
    return read_kept(text, LANGUAGES.setdefault(code, load(code)))


@pytest.mark.parametrize(
    ("code", "text", "wish", "words"),
    [
        ("en", "remember that the bins go out on Tuesday", "remember", "the bins go out on Tuesday"),
        ("en", "Remember: I park the car outside now", "remember", "I park the car outside now"),
        ("en", "remember my sister's birthday is on May 3, please", "remember", "my sister's birthday is on May 3"),
        ("en", "Don't forget that Anna is allergic to nuts!", "remember", "Anna is allergic to nuts"),
        ("en", "remember that we turn off the lights at ten", "remember", "we turn off the lights at ten"),
        ("en", "What do you remember about Anna's birthday?", "recall", "Anna's birthday"),
        ("en", "what do you know about me", "recall", ""),
        ("en", "what did I ask you to remember", "recall", ""),
        ("en", "forget that the bins go out on Tuesday", "forget", "the bins go out on Tuesday"),
        ("en", "forget what I told you about the bins", "forget", "the bins"),
        ("en", "forget everything you know about me", "forget_all", ""),
        ("en", "undo", "undo", ""),
        ("en", "could you undo that please", "undo", ""),
        ("en", "take that back", "undo", ""),
        ("en", "put it back the way it was", "undo", ""),
        ("en", "change it back", "undo", ""),
        ("en", "revert the last command", "undo", ""),
        ("de", "Merk dir, dass Anna Nüsse nicht verträgt", "remember", "Anna Nüsse nicht verträgt"),
        ("de", "Kannst du dir bitte merken, dass Anna kommt?", "remember", "Anna kommt"),
        ("de", "Was hast du dir über Anna gemerkt?", "recall", "Anna"),
        ("de", "Vergiss, dass Anna kommt", "forget", "Anna kommt"),
        ("de", "Vergiss alles", "forget_all", ""),
        ("de", "Mach das rückgängig", "undo", ""),
        ("de", "mach es bitte wieder rückgängig", "undo", ""),
        ("de", "Rückgängig", "undo", ""),
        ("de", "stell das wieder so wie es war", "undo", ""),
        ("ko", "엄마 생일은 5월 3일이라고 기억해 줘", "remember", "엄마 생일은 5월 3일"),
        ("ko", "안나는 땅콩을 못 먹는다고 기억해 줘", "remember", "안나는 땅콩을 못 먹는다"),
        ("ko", "엄마 생일 기억하고 있어?", "recall", "엄마 생일"),
        ("ko", "안나에 대해 뭐 기억하고 있어?", "recall", "안나"),
        ("ko", "뭐 기억해?", "recall", ""),
        ("ko", "엄마 생일 잊어 줘", "forget", "엄마 생일"),
        ("ko", "전부 잊어 줘", "forget_all", ""),
        ("ko", "방금 한 거 취소해 줘", "undo", ""),
        ("ko", "되돌려 줘", "undo", ""),
        ("ko", "원래대로 돌려 줘", "undo", ""),
        ("ko", "실행 취소", "undo", ""),
    ],
)
def test_understood(code: str, text: str, wish: str, words: str) -> None:
    part = read(code, text)
    assert part is not None
    assert (part.wish.value, part.words) == (wish, words)


def test_for_everybody() -> None:
    for code, text in (
        ("en", "remember for all of us that the bins go out on Tuesday"),
        ("de", "Merk dir für uns alle, dass die Müllabfuhr am Dienstag kommt"),
        ("ko", "우리 모두를 위해 분리수거는 화요일이라고 기억해 줘"),
    ):
        part = read(code, text)
        assert part is not None and part.is_for_all


def test_cancelling_may_mean_something_else() -> None:
    part = read("ko", "취소해 줘")
    assert part is not None and part.is_weak


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "cancel"),
        ("en", "cancel that"),
        ("en", "never mind"),
        ("en", "forget it"),
        ("en", "forget about it"),
        ("en", "forget that"),
        ("de", "vergiss es"),
        ("de", "abbrechen"),
        ("de", "Streich das wieder"),
        ("ko", "그거 잊어 줘"),
        ("ko", "없던 일로 해 줘"),
    ],
)
def test_forgetting_it_may_mean_never_mind(code: str, text: str) -> None:
    part = read(code, text)
    assert part is not None and part.is_of_last and part.wish is Wish.UNDO


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "cancel the timer"),
        ("en", "remember to turn off the lights"),
        ("en", "remember the milk"),
        ("en", "remind me that the bins go out"),
        ("en", "turn it back on"),
        ("en", "turn the volume back up"),
        ("en", "go back"),
        ("en", "play Undo by Björk"),
        ("en", "what do you know about dinosaurs"),
        ("de", "Brich den Timer ab"),
        ("de", "erinnere mich um acht an den Müll"),
        ("de", "Mach das Licht wieder an"),
        ("de", "zurück"),
        ("ko", "타이머 취소해 줘"),
        ("ko", "알람 취소"),
        ("ko", "불 다시 켜 줘"),
        ("ko", "안나 생일이 언제야"),
        ("ko", "뒤로 가기"),
    ],
)
def test_left_to_others(code: str, text: str) -> None:
    assert read(code, text) is None
