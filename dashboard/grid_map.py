"""GridMap: our Dash component over MapLibre GL JS; its code is assets/modules/grid_map.mjs."""

from dashboard.component import GridboardComponent


class GridMap(GridboardComponent):
    """Areas filled by a live count or rate, with their outlines; with numbers and names where the mean area holds them.

    Properties:

    * `id`: the map's id; `window.gridboard.maps[id]` is its MapLibre map.
    * `tiles`: version of the boundaries whose tiles and lists are drawn, a decimal string.
    * `levels`: the level table from the top down, each `{"name", "rank", "min_zoom", "count", "has_others",
      "shown", "hides"}`; `hides`: the measures that are not shown at that level.
    * `measure`: name of the count that fills the areas.
    * `per`: what it is taken per: `households` (1,000), `residents` (10,000), for overdue issues also `open` (percent
      of the open ones); None is the count itself. An area where nobody lives, or nobody knows how many, has no rate.
    * `classes`: measure → level → lower edges of the classes of counts (one to six, rising);
      what is not named gets edges by quantiles.
    * `ownClasses`: True parts counts and rates as the reader chose in this browser (`ClassChoice`), first of all.
    * `look`: `table` shows the areas as a table, and no map runs.
    * `counts`: `{"revision", "measures", "values", "serial", "changed", "hidden"}`, set from the live stream: values by
      area id in the order of measures, None is not shown to this reader, an area not named is zero; the number of
      messages so far, the areas that the last one named, the measures of which some count is not shown.
    * `points`: whether issue points are shown, from zoom 13 on.
    * `selected`: the chosen area as `{"id", "code", "level"}`, or None; with `stays` the map does not go there;
      with `asksIssues` the panel shows its first issues at once.
    * `drills`: whether choosing is drilling: beneath the chosen area the map fills no more than the next level.
    * `view`: `[lon, lat, zoom]` to begin with or to jump to.
    * `fit`: `[west, south, east, north]` to bring into sight; the map stays where it is when it is there already.
    * `theme`: `light` or `dark`; the colors come from the page's CSS custom properties.
    * `reducedMotion`: True cuts instead of moving; by default as the reader's system says.
    * `words`: the few words that the map and its table need, by name.
    * `clicked` (output): the area under a tap, `{"id", "level", "code", "name", "at"}`.
    * `viewed` (output): `[lon, lat, zoom]` after every move.

    A change of counts, measure or theme never moves the view. Without WebGL it is the table as well.
    """

    _type = "GridMap"
    _prop_names = [
        *("id", "tiles", "levels", "measure", "per", "classes", "ownClasses", "look", "counts", "selected", "view"),
        *("fit", "theme", "reducedMotion", "points", "drills", "words", "clicked", "viewed"),
    ]
