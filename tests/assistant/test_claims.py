"""What counts as telling of something done, and what ends with a question that waits for an answer."""

import pytest

from custom_components.parlor.assistant.claims import load

CLAIMS = load()


@pytest.mark.parametrize(
    ("language", "asked", "said"),
    [
        ("en", "turn on the light", "I've turned on the kitchen light."),
        ("en", "turn on the light", "Sure! I have switched the lights on for you."),
        ("en", "make it cosy", "Done."),
        ("en", "make it cosy", "All set! Enjoy your film!"),
        ("en", "can you turn off the tv?", "I'll turn off the TV right away."),
        ("en", "could you lock the door", "The front door is now locked."),
        ("en", "good night", "Good night! I’ve locked the doors and turned off the lights."),
        ("en", "turn on the light", "The light has been turned on."),
        ("en", "turn on the light", "Turning on the kitchen light now."),
        ("en", "turn on the light", "Okay, turned on the light."),
        ("en", "open the blinds", "Okay. Opening the blinds."),
        ("en", "vacuum the hall", "I am starting the vacuum now."),
        ("en", "pause", "Hm. I paused it."),
        ("en", "volume 30", "I'm setting the volume to 30%."),
        ("en", "make it warm", "Planned: today at 22:00: say “Reminder: make it warm”."),
        ("de", "mach es warm", "Geplant ist: heute um 22:00: wärmer machen."),
        ("ko", "따뜻하게 해 줘", "예약된 것은 오늘 22:00: 알림."),
        ("en", "remind me to call mum", "I will remind you to call mum in 20 minutes."),
        ("en", "wake me at seven", "Sure! I'll wake you at 7."),
        ("en", "when the wash is done, make the lamp blue", "The bedroom light is now blue."),
        ("de", "erinnere mich", "Gern, ich erinnere dich daran."),
        ("de", "mach das Licht an", "Ich habe das Licht in der Küche eingeschaltet."),
        ("de", "mach das Licht an", "Klar, ich schalte das Licht ein."),
        ("de", "mach das Licht an", "Erledigt."),
        ("de", "mach das Licht an", "Alles klar, erledigt!"),
        ("de", "mach das Licht an", "Das Licht wurde eingeschaltet."),
        ("de", "kannst du die Tür abschließen?", "Die Tür ist jetzt verriegelt."),
        ("de", "Film ab", "Fernseher eingeschaltet."),
        ("ko", "불 켜 줘", "주방 불을 켰습니다."),
        ("ko", "불 켜 줄래?", "네, 불을 켤게요."),
        ("ko", "문 잠가", "문이 잠겼습니다."),
        ("ko", "불 꺼 줘", "네, 완료되었습니다."),
        ("ko", "불 꺼", "불을 끄겠습니다. 잠시만요. 지금 꺼 드리겠습니다."),
    ],
)
def test_a_claim(language: str, asked: str, said: str) -> None:
    assert CLAIMS[language].are_made(said, asked)


@pytest.mark.parametrize(
    ("language", "asked", "said"),
    [
        ("en", "is the door locked?", "The front door is now locked."),
        ("en", "joke", "I will tell you in one sentence: it is late."),
        ("en", "turn on the light", "The living room light is now unavailable."),
        ("de", "gib mir einen Tipp", "Gern, ich gebe dir einen Tipp: lüften."),
        ("de", "hallo", "Ich erinnere mich gut an dich."),
        ("en", "when is the film over", "The film is now over."),
        ("en", "the time please", "It is now 5 pm."),
        ("en", "what did you do", "I turned off the kitchen light."),
        ("en", "did you turn off the tv", "Yes, I turned it off at ten."),
        ("en", "tell me what you did last", "I turned off the kitchen light."),
        ("en", "turn on the light", "I can't turn on the light: it cannot be reached."),
        ("en", "turn on the light", "Which light should I turn on?"),
        ("en", "turn on the light", "I have not turned on anything."),
        ("en", "turn on the sauna", "There is no sauna in this home."),
        ("en", "tell me a joke", "A light walks into a bar. The barman turned it off."),
        ("en", "hello", "Hello! How can I help you?"),
        ("en", "thanks", "You're welcome."),
        ("en", "a word about the lamp", "The lamp in the living room has been on since this morning."),
        ("en", "how do I dim a lamp", "Turning the dimmer is enough."),
        ("en", "turn it off", "Do you want me to turn off the TV or the lamp?"),
        ("en", "what should I cook", "Set the oven to 180 degrees and wait."),
        ("de", "ist die Tür zu?", "Die Tür ist jetzt geschlossen."),
        ("de", "mach das Licht an", "Das Licht kann ich nicht einschalten."),
        ("de", "mach das Licht an", "Welches Licht soll ich einschalten?"),
        ("de", "mach die Sauna an", "Eine Sauna gibt es hier nicht."),
        ("de", "danke", "Gern geschehen."),
        ("ko", "문 잠겼어?", "문이 잠겨 있습니다."),
        ("ko", "불 켜 줘", "어떤 불을 켤까요?"),
        ("ko", "불 켜 줘", "그 불은 켤 수 없습니다."),
        ("ko", "고마워", "천만에요."),
    ],
)
def test_no_claim(language: str, asked: str, said: str) -> None:
    assert not CLAIMS[language].are_made(said, asked)


@pytest.mark.parametrize(
    ("language", "said", "needs"),
    [
        ("en", "Which lamp do you mean?", True),
        ("en", "Unlock the front door?", True),
        ("en", "It is 20 degrees. Is there anything else I can help you with?", False),
        ("en", "Hello! How can I help you?", False),
        ("en", "It is on.", False),
        ("en", '"Which one?"', True),
        ("de", "Welche Lampe meinst du?", True),
        ("de", "Es sind 20 Grad. Kann ich sonst noch etwas tun?", False),
        ("ko", "어떤 불을 켤까요?", True),
        ("ko", "20도입니다. 더 필요하신 게 있나요?", False),
    ],
)
def test_who_waits_for_an_answer(language: str, said: str, needs: bool) -> None:
    assert CLAIMS[language].need_an_answer(said) is needs


def test_endless_words_are_looked_through_at_once() -> None:
    for words in ("I " * 100_000, "ich habe " * 50_000, "?" * 200_000, "ge" * 100_000 + "t"):
        for claims in CLAIMS.values():
            claims.are_made(words[:16_000], "mach es")
