"""What is ours on a TV, whatever was stored and whatever the TV lists."""

from hypothesis import given, strategies as st
import pytest

from custom_components.parlor.art.ledger import MAX_HUNG, Hung, Ledger


def hung(number: int, *, form: str = "cover") -> Hung:
    return Hung(content_id=f"MY_F{number:04}", source=f"s{number}", picture=f"p{number}", form=form)


TWO = Ledger((hung(1), hung(2)))


def test_known_again() -> None:
    assert TWO.get("MY_F0001") == hung(1) and TWO.get("MY_F0003") is None is TWO.get("")
    assert TWO.of_source("s2", "cover") == hung(2)
    assert TWO.of_source("s2", "contain") is None and TWO.of_source("s3", "cover") is None
    assert TWO.of_picture("p1") == hung(1) and TWO.of_picture("s1") is None


def test_an_id_given_again_belongs_to_the_new_picture() -> None:
    new = Hung(content_id="MY_F0001", source="other", picture="other", form="cover")
    ledger = TWO.with_hung(new)
    assert ledger.hung == (hung(2), new) and ledger.of_source("s1", "cover") is None


@pytest.mark.parametrize(
    ("listed", "left"),
    [
        (["MY_F0001", "MY_F0002", "MY_F0009"], [1, 2]),
        (["MY_F0002"], [2]),
        (["MY_F0009"], []),
        ([], [1, 2]),
    ],
)
def test_what_the_tv_lost_is_no_longer_ours(listed: list[str], left: list[int]) -> None:
    assert TWO.without(TWO.lost(listed)).hung == tuple(map(hung, left))


def test_deleted() -> None:
    assert TWO.without(["MY_F0001", "MY_F0404"]).hung == (hung(2),)
    assert TWO.without([each.content_id for each in TWO.hung]) == Ledger()


def test_bounded() -> None:
    ledger = Ledger()
    for number in range(MAX_HUNG + 5):
        ledger = ledger.with_hung(hung(number))
    assert len(ledger.hung) == MAX_HUNG and not ledger.get("MY_F0004") and ledger.get("MY_F0005")
    assert Ledger.from_data(ledger.as_data()) == ledger


def test_stored_and_read() -> None:
    assert Ledger.from_data(TWO.as_data()) == TWO


@given(st.recursive(st.none() | st.integers() | st.text(max_size=3), st.lists, max_leaves=9))
def test_nonsense_in_the_store(data: object) -> None:
    assert Ledger.from_data(data) == Ledger()


@pytest.mark.parametrize(
    "entry", [None, [], {}, {"content_id": "x"}, {"content_id": "x", "source": 1, "picture": "", "form": "a"}]
)
def test_one_bad_entry_does_not_lose_the_others(entry: object) -> None:
    assert Ledger.from_data([*TWO.as_data(), entry]) == TWO
