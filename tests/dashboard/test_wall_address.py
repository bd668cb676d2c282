"""What the wall's address asks for."""

from dataclasses import replace

import pytest
from dash import html

from dashboard.pages.absence import explain_absence
from dashboard.pages.wall import PANELS, read_wish

LEVELS = ["street", "community", "grid"]


def test_an_empty_address_asks_for_everything():
    wish = read_wish({}, LEVELS)
    assert (wish.measure, wish.levels, wish.tour, wish.theme) == ("open_issues", tuple(LEVELS), "on", "dark")
    assert (wish.panels, wish.lang, wish.memory, wish.wrong) == (PANELS, "zh", 400, [])


def test_every_parameter_is_read():
    address = {"measure": "overdue_issues", "levels": "grid,street", "tour": "off", "theme": "light", "lang": "en"}
    wish = read_wish({**address, "panels": "ticker,days", "memory": "off"}, LEVELS)
    assert (wish.measure, wish.levels, wish.tour, wish.theme) == ("overdue_issues", ("grid", "street"), "off", "light")
    assert (wish.panels, wish.lang, wish.memory, wish.wrong) == (("ticker", "days"), "en", None, [])


@pytest.mark.parametrize(
    ("name", "value", "default"),
    [
        ("measure", "foo", "open_issues"),
        ("levels", "grid,planet", "street,community,grid"),
        ("tour", "maybe", "on"),
        ("theme", "DARK", "dark"),
        ("panels", "", "totals,sources,on_time,ticker,days"),
        ("lang", "fr", "zh"),
        ("memory", "-3", "400"),
        ("memory", "１２８", "400"),
        ("memory", "10", "400"),
    ],
)
def test_a_wrong_value_is_named_and_the_default_taken(name, value, default):
    wish = read_wish({name: value}, LEVELS)
    assert wish == replace(read_wish({}, LEVELS), wrong=[(name, value, default)])


def test_what_is_given_several_times_is_a_list():
    draw = explain_absence(lambda **address: html.Div(title=address["panels"]))
    assert draw(panels=["ticker", "days"]).title == "ticker,days"
    assert read_wish({"measure": "volunteers,foo"}, LEVELS).wrong == [("measure", "volunteers,foo", "open_issues")]
