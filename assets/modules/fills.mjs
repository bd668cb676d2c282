/** Keeps the feature state of the drawn areas at the live counts. */
import { NOT_SHOWN } from "./area_layers.mjs";

/** @typedef {Set<number>|Map<number, any>} Ids of areas */
/**
 * @typedef {object} Applied what the map holds of a level
 * @property {Map<number, import("./book.mjs").Values>} values area id → the array whose counts it holds
 * @property {?Ids} ids of the areas that were gone through
 * @property {number} serial of the counts
 */

/** @returns {Applied} nothing yet */
export function applyNone() {
    return { values: new Map(), ids: null, serial: 0 };
}

/**
 * @param {object} map MapLibre map
 * @param {string} level
 * @param {Ids} ids; those of another level's areas do no harm
 * @param {import("./book.mjs").Counts} counts
 * @param {Applied} applied
 * @returns {number[]} ids of the areas whose counts differed
 */
export function applyCounts(map, level, ids, counts, applied) {
    const changed = [];
    for (const id of listUntold(ids, counts, applied)) {
        const values = counts.values.get(id);
        if (values === applied.values.get(id)) continue;
        map.setFeatureState({ source: "areas", sourceLayer: level, id }, stateOf(values, counts.measures));
        applied.values.set(id, values);
        changed.push(id);
    }
    Object.assign(applied, { ids, serial: counts.serial });
    return changed;
}

/**
 * Of ten thousands of areas one message names a few: who knows all before it goes through those alone.
 * @param {Ids} ids
 * @param {import("./book.mjs").Counts} counts
 * @param {Applied} applied
 * @returns {Iterable<number>} ids of the areas whose counts may differ
 */
function listUntold(ids, counts, applied) {
    if (applied.ids !== ids || applied.serial < counts.serial - 1) return ids.keys();
    return applied.serial === counts.serial ? [] : counts.changed.filter((id) => ids.has(id));
}

/**
 * @param {import("./book.mjs").Values|undefined} values
 * @param {string[]} measures
 * @returns {Object<string, number>}
 */
function stateOf(values, measures) {
    return Object.fromEntries(measures.map((measure, index) => [measure, values ? (values[index] ?? NOT_SHOWN) : 0]));
}
