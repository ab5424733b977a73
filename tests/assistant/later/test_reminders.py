"""What somebody wants to be reminded of, as it is said."""

import pytest

from custom_components.parlor.assistant.later.spoken import read_about_plans, read_delayed, read_reminder
from custom_components.parlor.assistant.later.words import load_words
from custom_components.parlor.assistant.understand.language import load

from .test_reading import PLACE


def reminder(code: str, said: str) -> str:
    """Return what a sentence wants somebody to be reminded of, by its first reading."""
    words, bare = load_words(code), load(code).bare(said)
    if not words.hint.search(bare):
        return ""
    readings = read_delayed(bare, words, PLACE)
    return read_reminder(readings[0], words) if readings else ""


@pytest.mark.parametrize(
    ("code", "said", "text"),
    [
        ("en", "remind me in 20 minutes to take the pizza out", "take the pizza out"),
        ("en", "Remind me to take the pizza out in 20 minutes, please.", "take the pizza out"),
        ("en", "Could you remind me tomorrow at 7 that the bin has to go out?", "the bin has to go out"),
        ("en", "remind us about the match at 8 pm", "the match"),
        ("en", "set a reminder for 8:30 pm to call mum", "call mum"),
        ("en", "tell me to go to bed at 11 pm", "go to bed"),
        ("en", "remind me to water the plants when Anna leaves", "water the plants"),
        ("de", "Erinnere mich in 20 Minuten an die Pizza", "die Pizza"),
        ("de", "erinnere mich um 22 Uhr daran, Mama anzurufen", "Mama anzurufen"),
        ("de", "Kannst du mich morgen um 7 Uhr an den Müll erinnern?", "den Müll"),
        ("de", "Erinner uns bitte in einer Stunde daran, dass der Kuchen fertig ist", "der Kuchen fertig ist"),
        ("ko", "20분 뒤에 피자 꺼내라고 알려줘", "피자 꺼내라"),
        ("ko", "내일 아침 7시에 약 먹으라고 말해 줘", "약 먹으라"),
        ("ko", "10분 후에 빨래 널기 알림 설정해 줘", "빨래 널기"),
        # The time is a part of it, or it asks for something else.
        ("en", "remind me that the match begins at 8 pm", ""),
        *[
            ("en", said, "")
            for said in (
                "remind me at 8 pm",
                "set a reminder for tomorrow at 8",
                "remind us again tomorrow at 9",
                "remind me when the film starts at 8 pm",
                "remind me if the door is open at 10 pm",
                "remind me every day at 8 to take my pills",
                "take my pills at 8 am and 8 pm",
                "remind me to take my pills at 8 am and 9 pm",
                "remind me 10 minutes before my appointment at 8 pm",
                "remind me what is on my calendar at 8 pm",
                "remind me how to cook rice in 20 minutes",
                "tell me to what the light is set at 8 pm",
                "remind me tomorrow at 8 and turn off the light now",
                "remind me to call mum at 8 pm and turn off the light",
                "remind me on Mondays at 8 am to put the bin out",
            )
        ],
        *[
            ("de", said, "")
            for said in (
                "erinnere mich morgen um 8 Uhr",
                "erinnere mich morgen um 8 Uhr daran",
                "erinnere mich jeden Tag um 8 Uhr an die Tabletten",
                "erinnere mich 10 Minuten vor dem Termin um 8 Uhr",
                "erinnere mich um 22 Uhr an Anna und mach das Licht aus",
            )
        ],
        *[
            ("ko", said, "")
            for said in (
                "매일 8시에 약 먹으라고 알려 줘",
                "불 끄고 10분 뒤에 약 먹으라고 알려 줘",
                "엄마한테 8시에 오라고 말해 줘",
            )
        ],
        ("en", "tell me at 7 pm what the weather is like", ""),
        ("en", "remind me to take the pizza out", ""),
        ("de", "erinnere mich daran, dass der Film um 20:15 Uhr beginnt", ""),
        ("ko", "20분 뒤에 날씨 알려줘", ""),
    ],
)
def test_reminders(code: str, said: str, text: str) -> None:
    assert reminder(code, said) == text


@pytest.mark.parametrize(
    ("code", "said", "is_cancel", "words"),
    [
        ("en", "what reminders do I have", False, ""),
        ("en", "list my reminders", False, ""),
        ("en", "cancel the reminder for 8 pm", True, "8 pm"),
        ("en", "cancel all my reminders", True, "all"),
        ("de", "welche Erinnerungen habe ich", False, ""),
        ("de", "lösche die Erinnerung an die Pizza", True, "die Pizza"),
        ("ko", "알림 취소해 줘", True, ""),
    ],
)
def test_reminders_are_listed_and_cancelled(code: str, said: str, is_cancel: bool, words: str) -> None:
    about = read_about_plans(said, load_words(code))
    assert about is not None
    assert (about.is_cancel, about.words) == (is_cancel, words)
