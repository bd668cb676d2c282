"""What the map can draw, in drawing order."""

from layers import areas, lines, other_areas, places

LAYERS = (areas.LAYER, other_areas.LAYER, lines.LAYER, places.LAYER)
