/** Where an area lies: the part of the street that holds it, and the area right below that part, as large as a grid. */
import { askJson } from "../asking.mjs";

const MOST = 100;
/** What an alarm brings into sight is so many times as wide as its place: the neighbours say where it is. */
const AROUND = 1.6;

/** @typedef {{id: number, level: string, code: string, name: string, bounds: [number, number, number, number]}} Step */
/**
 * @typedef {object} Place
 * @property {?number} id null: no area covers it
 * @property {string} name
 * @property {?number[]} bounds to bring into sight
 * @property {?number} part id of the part of the board that holds it
 * @property {?{id: number, level: string, code: string}} area to mark on the map
 */

/** @type {Place} */
const NOWHERE = { id: null, name: "", bounds: null, part: null, area: null };
/** @type {Place} it could not be learnt which */
export const SOMEWHERE = { ...NOWHERE, id: 0 };

const PATIENCE = 5000;

/** @type {Map<number, Promise<Step[]>>} by area */
const kept = new Map();

/**
 * @param {?number} area
 * @param {number[]} parts ids
 * @returns {Promise<Place>} `SOMEWHERE` when it cannot be learnt
 */
export async function findPlace(area, parts) {
    if (area === null) return NOWHERE;
    if (!kept.has(area)) keep(area, askJson(`/places/${area}.json`, { patience: PATIENCE }));
    const path = await kept.get(area).catch(() => []);
    if (path.length === 0) kept.delete(area);
    return path.length > 0 ? choosePlace(path, parts) : SOMEWHERE;
}

/** Boundaries may have changed. */
export function forgetPlaces() {
    kept.clear();
}

/**
 * @param {Step[]} path from the root down
 * @param {number[]} parts ids
 * @returns {Place}
 */
function choosePlace(path, parts) {
    const at = path.findIndex((step) => parts.includes(step.id));
    const held = path.slice(Math.max(at, 0), Math.max(at, 0) + 2);
    const { id, level, code, bounds } = held.at(-1);
    return {
        id,
        name: held.map((step) => step.name).join(" "),
        bounds: widen(bounds),
        part: at < 0 ? null : path[at].id,
        area: { id, level, code },
    };
}

/** @param {[number, number, number, number]} bounds */
function widen([west, south, east, north]) {
    const [x, y] = [((east - west) * (AROUND - 1)) / 2, ((north - south) * (AROUND - 1)) / 2];
    return [west - x, south - y, east + x, north + y];
}

function keep(area, path) {
    if (kept.size >= MOST) kept.delete(kept.keys().next().value);
    kept.set(area, path);
}
