/** Keeps the feature state of the drawn areas at the live counts, and at the rate that the map is filled with. */
import { valueOf } from "./quantity.mjs";

/** @typedef {Set<number>|Map<number, any>} Ids of areas */
/**
 * @typedef {object} Applied what the map holds of a level
 * @property {Map<number, import("./book.mjs").Values>} values area id → the array whose counts it holds
 * @property {?Ids} ids of the areas that were gone through
 * @property {number} serial of the counts
 * @property {?string} rate of which it holds the present values
 * @property {?import("./bases.mjs").Bases} bases that they were taken of
 * @property {Set<number>} rated ids of the areas whose rate it was told
 */

/** States cannot hold words: why an area has no value. */
export const STATES = { not_shown: -1, no_data: -2, none_open: -3 };
/** Under this name stands the rate that the map is filled with, beside every count under its own. */
const RATE = "rate";

/** @returns {Applied} nothing yet */
export function applyNone() {
    return { values: new Map(), ids: null, serial: 0, rate: null, bases: null, rated: new Set() };
}

/**
 * @param {{measure: string, per: ?import("./quantity.mjs").Per}} quantity
 * @returns {Array} expression: the value in the feature state; an area without state has no issue, no member
 */
export function readState({ measure, per }) {
    return ["coalesce", ["feature-state", per ? RATE : measure], bareState(per)];
}

/**
 * @param {object} map MapLibre map
 * @param {string} level
 * @param {Ids} ids; those of another level's areas do no harm
 * @param {import("./quantity.mjs").Quantity} quantity
 * @param {Applied} applied
 * @returns {number[]} ids of the areas whose counts differed
 */
export function applyCounts(map, level, ids, quantity, applied) {
    const { counts } = quantity;
    const isNew = holdsOther(applied, quantity);
    const changed = [];
    for (const id of isNew ? ids.keys() : listUntold(ids, counts, applied)) {
        const values = counts.values.get(id);
        const isSame = values === applied.values.get(id);
        if (isSame && !(isNew && isRated(quantity, id, applied))) continue;
        if (quantity.per) applied.rated.add(id);
        map.setFeatureState({ source: "areas", sourceLayer: level, id }, stateOf(values, quantity, id));
        applied.values.set(id, values);
        if (!isSame) changed.push(id);
    }
    Object.assign(applied, { ids, serial: counts.serial, rate: quantity.per && nameRate(quantity), bases: quantity.bases });
    return changed;
}

/** Counts are all told at any time; a rate from when it is chosen. */
function holdsOther({ rate, bases }, quantity) {
    return quantity.per !== null && (rate !== nameRate(quantity) || bases !== quantity.bases);
}

/** @param {import("./quantity.mjs").Quantity} quantity */
const nameRate = ({ measure, per, isHidden }) => `${measure}/${per}/${isHidden}`;

/** @returns {boolean} whether the area's rate must be told: the map keeps a former one until it is */
function isRated(quantity, id, { rated }) {
    return rated.has(id) || rateState(quantity, id) !== bareState(quantity.per);
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
 * @param {import("./quantity.mjs").Quantity} quantity
 * @param {number} id
 * @returns {Object<string, number>}
 */
function stateOf(values, quantity, id) {
    const { counts, per } = quantity;
    const states = counts.measures.map((measure, index) => [measure, values ? (values[index] ?? STATES.not_shown) : 0]);
    if (per) states.push([RATE, rateState(quantity, id)]);
    return Object.fromEntries(states);
}

/** @returns {number} the value, or the state of its gap; what is not known yet is drawn as nothing */
function rateState(quantity, id) {
    const value = valueOf(quantity, id);
    return STATES[value] ?? value ?? 0;
}

/** Where nothing is counted there is no open issue either. */
const bareState = (per) => (per === "open" ? STATES.none_open : 0);
