/** Which area a tap on the map means. */
import { BUILDING, drilledArea, filledLevel, takesBuildings } from "./levels.mjs";

/**
 * @param {import("./drawing.mjs").Drawing} drawing
 * @param {{x: number, y: number}} point
 * @param {(outputs: object) => void} report
 */
export function tapArea({ map, props }, { x, y }, report) {
    const [zoom, drilled] = [map.getZoom(), drilledArea(props)];
    const names = [
        takesBuildings(props.levels, zoom, drilled) && BUILDING,
        filledLevel(props.levels, zoom, drilled)?.name,
    ];
    const layers = names.map((name) => `${name}-fill`).filter((id) => map.getLayer(id));
    const [feature] = map.queryRenderedFeatures([x, y], { layers });
    if (!feature) return;
    const { code, name } = feature.properties;
    report({ clicked: { id: feature.id, level: feature.sourceLayer, code, name, at: Date.now() } });
}
