/** Keeps the feature state of the drawn areas at the live counts. */
import { NOT_SHOWN } from "./area_layers.mjs";

/**
 * @typedef {Map<number, import("./book.mjs").Values>} Applied area id → the array whose counts the map holds
 */

/**
 * @param {object} map MapLibre map
 * @param {string} level
 * @param {Iterable<number>} ids of areas; those of another level's do no harm
 * @param {import("./book.mjs").Counts} counts
 * @param {Applied} applied
 * @returns {number[]} ids of the areas whose counts differed
 */
export function applyCounts(map, level, ids, counts, applied) {
    const changed = [];
    for (const id of ids) {
        const values = counts.values.get(id);
        if (values === applied.get(id)) continue;
        map.setFeatureState({ source: "areas", sourceLayer: level, id }, stateOf(values, counts.measures));
        if (values) applied.set(id, values);
        else applied.delete(id);
        changed.push(id);
    }
    return changed;
}

/**
 * @param {import("./book.mjs").Values|undefined} values
 * @param {string[]} measures
 * @returns {Object<string, number>}
 */
function stateOf(values, measures) {
    return Object.fromEntries(measures.map((measure, index) => [measure, values ? (values[index] ?? NOT_SHOWN) : 0]));
}
