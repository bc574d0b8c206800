"""The tags that every page draws with."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from tests.credit import credits
from waypost.web.base.icons import SHAPES
from waypost.web.base.presenters import Meter, avatar_color, credit_words, initials


def drawn(text: str, **values: object) -> str:
    return Template("{% load waypost %}" + text).render(Context(values))


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_every_icon_is_decoration_in_the_text_colour(name):
    svg = drawn("{% icon name 'sm' %}", name=name)
    assert 'class="i sm' in svg
    assert 'aria-hidden="true"' in svg
    assert "style=" not in svg


def test_an_unknown_icon_is_a_fault_of_ours():
    with pytest.raises(KeyError):
        drawn("{% icon 'unicorn' %}")


def test_arrows_turn_around_in_right_to_left():
    assert "flip" in drawn("{% icon 'arrow' %}")
    assert "flip" not in drawn("{% icon 'check' %}")


def test_a_meter_has_a_part_for_each_stage_and_no_style_attribute():
    html = drawn("{% meter 8 7 6 3 label='8 done' %}")
    assert [part in html for part in ("m-done n40", "m-now n35", "m-plan n30", "m-open n15")] == [True] * 4
    assert 'role="img" aria-label="8 done"' in html
    assert "style=" not in html


def test_a_meter_without_a_label_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in drawn("{% meter value thin=True %}", value=Meter(done=1, open=3))


def test_a_tiny_part_never_vanishes_and_an_empty_meter_is_empty():
    assert Meter(done=1, open=500).shares()[0] == ("m-done", 1)
    assert Meter(done=0).shares() == []


def test_a_bullet_speaks_the_readers_language():
    assert ">SC<" in drawn("{% bullet 'SC' %}")
    with override("es"):
        assert ">CI<" in drawn("{% bullet 'SC' %}")


@pytest.mark.parametrize(
    ("units", "scale", "words"),
    [
        (credits(1), 1, "1"),
        (credits(1.5), 1, "1½"),
        (credits(0.75), 1, "¾"),
        (0, 1, "0"),
        (credits("1/3"), 1, "⅓"),
        (credits("7/6"), 1, "1⅙"),
        (credits("3/8"), 1, "⅜"),
        (credits("1/5"), 1, "0.2"),
        (credits("3/10"), 1, "0.3"),
        (credits(1), 10, "10"),
        (credits(1.5), 10, "15"),
        (credits(0.25), 10, "2½"),
        (credits("1/10"), 10, "1"),
        (credits("2/10"), 10, "2"),
        (credits("1/20"), 10, "½"),
        (credits("25/20"), 10, "12½"),
        (credits("1/8"), 10, "1¼"),
        (credits("23/10"), 10, "23"),
    ],
)
def test_credits_are_written_as_the_district_counts_them(units, scale, words):
    assert credit_words(units, scale=scale) == words
    assert drawn("{{ units|credits:scale }}", units=units, scale=scale) == words


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Maya Reyes", "MR"), ("Lucía de la Cruz", "LC"), ("Theo", "T"), ("Ms. Whitfield", "MW"), ("", "")],
)
def test_initials_come_from_the_first_and_last_name(name, letters):
    assert initials(name) == letters


def test_an_avatar_keeps_its_colour_and_escapes_the_name():
    assert avatar_color("Maya Reyes") == avatar_color("Maya Reyes")
    assert "&lt;" in drawn("{% avatar '<b> >' %}") or "<b>" not in drawn("{% avatar '<b> >' %}")
