/** The lists of areas beside the tiles, with names and label points. */
import { need } from "./kept.mjs";

/** @typedef {{id: number, parent: ?number, code: string, name: string, point: [number, number]}} Area */

/**
 * @param {string} version of the boundaries
 * @param {string} level
 * @returns {import("./kept.mjs").Kept<Area[]>}
 */
export function needAreas(version, level) {
    return need(version, level, (rows) =>
        rows.map(([id, parent, code, name, lon, lat]) => ({ id, parent, code, name, point: [lon, lat] })),
    );
}
