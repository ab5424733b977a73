"""Yes, no and digits, as people say them."""

import pytest

from custom_components.parlor.assistant.confirming.answer import Answer, load_answers


@pytest.mark.parametrize(
    ("language", "text", "answer"),
    [
        ("en", "yes", Answer.YES),
        ("en", "Yes, please!", Answer.YES),
        ("en", "do it", Answer.YES),
        ("en", "OK, go ahead.", Answer.YES),
        ("en", "that’s right", Answer.YES),
        ("en", "No.", Answer.NO),
        ("en", "no thanks", Answer.NO),
        ("en", "don't do it", Answer.NO),
        ("en", "Don’t!", Answer.NO),
        ("en", "yes, no, wait", Answer.NO),
        ("en", "never mind", Answer.NO),
        ("en", "yes and turn on the light", None),
        ("en", "yesterday", None),
        ("en", "please", None),
        ("en", "the user said yes", None),
        ("en", "", None),
        ("en", "?!", None),
        ("de", "Ja", Answer.YES),
        ("de", "ja bitte", Answer.YES),
        ("de", "Na klar, mach das!", Answer.YES),
        ("de", "Nein, lass.", Answer.NO),
        ("de", "mach das nicht", Answer.NO),
        ("de", "doch", None),
        ("de", "ja aber nur die Haustür", None),
        ("ko", "네", Answer.YES),
        ("ko", "응", Answer.YES),
        ("ko", "네, 해주세요", Answer.YES),
        ("ko", "그렇게 해 줘", Answer.YES),
        ("ko", "아니", Answer.NO),
        ("ko", "아니, 하지마", Answer.NO),
        ("ko", "네이버 켜 줘", None),
        ("ko", "불 켜 줘", None),
    ],
)
def test_answers(language: str, text: str, answer: Answer | None) -> None:
    assert load_answers(language).answer(text) is answer


@pytest.mark.parametrize(
    ("language", "text", "digits", "is_code"),
    [
        ("en", "1234", "1234", True),
        ("en", "1 2 3 4", "1234", True),
        ("en", "1-2-3-4.", "1234", True),
        ("en", "one two three four", "1234", True),
        ("en", "oh five 12", "0512", True),
        ("en", "my PIN is 1234", "1234", True),
        ("en", "yes, 1234", "1234", True),
        ("en", "unlock the door with the code 1234", "1234", True),
        ("en", "set the lamp to 2700 kelvin", "2700", False),
        ("en", "21.5 degrees", "215", False),
        ("en", "١٢٣٤", "1234", True),
        ("de", "eins zwei drei vier", "1234", True),
        ("de", "Die PIN ist null acht fünfzehn", "08", False),
        ("de", "zwo fünf acht null", "2580", True),
        ("ko", "일이삼사", "1234", True),
        ("ko", "일 이 삼 사", "1234", True),
        ("ko", "비밀번호는 공칠이오", "0725", True),
        ("ko", "하나 둘 셋 넷", "1234", True),
        ("ko", "불 켜 줘", "", False),
    ],
)
def test_digits(language: str, text: str, digits: str, is_code: bool) -> None:
    words = load_answers(language)
    assert words.spoken(text).digits == digits
    assert words.is_code(text) is is_code


@pytest.mark.parametrize("language", ["en", "de", "ko"])
def test_long_texts_are_read_at_once(language: str) -> None:
    words = load_answers(language)
    assert words.answer("yes no " * 300 + "x") is None
    assert not words.spoken("x" * 2000).digits
