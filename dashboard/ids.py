"""Every id that a callback or a piece of a page names."""

LANGUAGE = "language"

MAP = "map"
MEASURES = "measures"
LEVELS = "levels"
POINTS = "points"

BREADCRUMB = "breadcrumb"
SEARCH = "search"
AREA = "area"
TRENDS = "trends"
MINUTES = "minutes"
TRENDS_MINUTE = "trends-minute"
RANKS = "ranks"
ISSUES = "issues"
ISSUE_NEWS = "issue-news"
PANEL_FAULT = "panel-fault"
FAULT = "fault"

OPEN_SPARK = "open-spark"
OVERDUE_SPARK = "overdue-spark"
DAYS_CHART = "days-chart"
