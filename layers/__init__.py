"""What the map can draw, in drawing order."""

from layers import areas, lines, places

LAYERS = (areas.LAYER, lines.LAYER, places.LAYER)
