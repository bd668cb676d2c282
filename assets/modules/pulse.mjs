/** Marks a place on the map: its outline, and three calm rings around its middle. */
import { loadMapLibre } from "./maplibre.mjs";

/**
 * @param {string} target id of the map
 * @param {import("./places.mjs").Place} place
 * @param {import("./alarms.mjs").Kind} kind
 * @returns {() => void} takes the mark away
 */
export function markPlace(target, place, kind) {
    const map = window.gridboard.maps[target];
    if (!map || !place.bounds) return () => {};
    const [west, south, east, north] = place.bounds;
    const ring = document.createElement("div");
    ring.className = `pulse is-${kind}`;
    let marker = null;
    let isGone = false;
    window.dash_clientside.set_props(target, { selected: place.area });
    loadMapLibre().then((engine) => {
        if (!isGone) marker = new engine.Marker({ element: ring }).setLngLat([(west + east) / 2, (south + north) / 2]).addTo(map);
    });
    return () => {
        isGone = true;
        marker?.remove();
        window.dash_clientside.set_props(target, { selected: null });
    };
}
