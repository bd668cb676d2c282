"""The demo street: a fictional sub-district with its areas, roads, roster and ninety days of issues."""
