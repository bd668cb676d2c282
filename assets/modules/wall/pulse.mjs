/** Marks what the wall looks at: an area's outline, and for an alarm three calm rings around its middle. */
import { loadMapLibre } from "../maplibre.mjs";

/**
 * @param {string} target id of the map
 * @param {?{id: number, level: string, code: string}} area null takes the outline away
 */
export function outlineArea(target, area) {
    window.dash_clientside.set_props(target, { selected: area });
}

/**
 * @param {object} map MapLibre map
 * @param {[number, number, number, number]} bounds west, south, east, north
 * @param {import("./alarms.mjs").Kind} kind
 * @returns {() => void} takes the rings away
 */
export function pulse(map, [west, south, east, north], kind) {
    const element = document.createElement("div");
    element.className = `pulse is-${kind}`;
    element.append(document.createElement("i"));
    let marker = null;
    let isGone = false;
    loadMapLibre().then((engine) => {
        if (isGone) return;
        marker = new engine.Marker({ element }).setLngLat([(west + east) / 2, (south + north) / 2]).addTo(map);
    });
    return () => {
        isGone = true;
        marker?.remove();
    };
}
