"""The board's figures are those of the counts, of the trends and of the histories, all of one moment."""

from data.board import read_board
from data.trends import list_days, list_hours, read_trend


def test_parts_agree_with_the_trends_of_their_areas(demo, clock):
    now = clock.now()
    board = read_board(demo, now)
    trends = {
        part.id: [read_trend(demo, part.id, moments) for moments in (list_hours(now), list_days(now, 7))]
        for part, _ in board.parts
    }
    assert {part.id: (entry.open, [row[1:] for row in entry.days]) for part, entry in board.parts} == {
        area: (hours["open"].tolist(), [tuple(row) for row in days[["new", "closed"]].to_numpy().tolist()])
        for area, (hours, days) in trends.items()
    }
