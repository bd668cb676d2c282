/** Households and residents of the areas: what rates are taken of. A level's are fetched when a rate is first chosen. */
import { need } from "./kept.mjs";

/** @typedef {Map<number, [?number, ?number]>} Bases area id → households and residents, null where they are not known */

/**
 * @param {string} version of the boundaries
 * @param {string} level
 * @returns {import("./kept.mjs").Kept<Bases>}
 */
export function needBases(version, level) {
    return need(version, `${level}/bases`, (rows) => new Map(rows.map(([id, households, residents]) => [id, [households, residents]])));
}
