/** Keeps the feature state of the drawn areas at the book's counts. */
import { NOT_SHOWN } from "./area_layers.mjs";
import { book } from "./book.mjs";

/**
 * @typedef {Map<number, import("./book.mjs").Values>} Applied area id → the array whose counts the map holds
 */

/**
 * @param {object} map MapLibre map
 * @param {string} level
 * @param {import("./areas.mjs").Area[]} areas of that level
 * @param {Applied} applied
 * @returns {number[]} ids of the areas whose counts differed
 */
export function applyCounts(map, level, areas, applied) {
    const changed = [];
    for (const { id } of areas) {
        const values = book.values.get(id);
        if (values === applied.get(id)) continue;
        map.setFeatureState({ source: "areas", sourceLayer: level, id }, stateOf(values));
        if (values) applied.set(id, values);
        else applied.delete(id);
        changed.push(id);
    }
    return changed;
}

/**
 * @param {import("./book.mjs").Values|undefined} values
 * @returns {Object<string, number>}
 */
function stateOf(values) {
    return Object.fromEntries(
        book.measures.map((measure, index) => [measure, values ? (values[index] ?? NOT_SHOWN) : 0]),
    );
}
