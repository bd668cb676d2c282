/**
 * Layers that draw nothing to be seen. A program of the graphics card is compiled when a layer first needs it, and the
 * picture stands still meanwhile: with these, programs of deeper zooms are there before the first flight to them.
 */
import { areaLevels } from "./levels.mjs";

/** From here on the layers are drawn that these stand in for. */
const DEEP = 16;
const CLEAR = "rgba(0, 0, 0, 0)";

/**
 * @param {import("./scene.mjs").Scene} scene
 * @returns {object[]} what stands in for the outlines of buildings and for the dots of places
 */
export function warmLayers({ levels, measure }) {
    const topmost = areaLevels(levels)[0];
    if (!topmost) return [];
    const varies = (value) => ["case", [">", ["coalesce", ["feature-state", measure], 0], 0], value, value];
    return [
        {
            id: "warm-outline",
            type: "line",
            source: "areas",
            "source-layer": topmost.name,
            maxzoom: DEEP,
            paint: { "line-color": varies(CLEAR), "line-width": varies(1) },
        },
        {
            id: "warm-dot",
            type: "circle",
            source: "names",
            maxzoom: DEEP,
            paint: { "circle-color": CLEAR, "circle-stroke-color": CLEAR },
        },
    ];
}
