/** Which level of areas is filled at a zoom. */

/**
 * @typedef {object} Level
 * @property {string} name
 * @property {number} rank grows downwards
 * @property {number} min_zoom from which its outlines are drawn
 * @property {number} count of areas
 * @property {boolean} shown
 * @property {string[]} hides measures that are not shown at this level
 */

/** A level's outlines come at its `min_zoom`; its areas are large enough for a fill with a number this much later. */
const LEGIBLE = 1.4;

export const BUILDING = "building";
/** From this zoom on counts stand in the buildings. */
export const BUILDING_COUNTS = 16.5;

/**
 * @param {Level[]} levels
 * @param {number} zoom
 * @returns {?Level} the deepest shown level whose areas are legible; buildings are drawn over it, never instead of it
 */
export function filledLevel(levels, zoom) {
    const legible = areaLevels(levels).filter((level) => zoom >= fillZoom(level));
    return legible.at(-1) ?? null;
}

/**
 * @param {Level[]} levels
 * @returns {Level[]} the shown levels above buildings, from the top down
 */
export function areaLevels(levels) {
    return levels
        .filter((level) => level.shown && level.count > 0 && level.name !== BUILDING)
        .sort((one, other) => one.rank - other.rank);
}

/**
 * @param {Level[]} levels
 * @param {number} zoom
 * @returns {?Level} the buildings, when they are drawn
 */
export function drawnBuildings(levels, zoom) {
    return (
        levels.find((level) => level.name === BUILDING && level.shown && level.count > 0 && zoom >= level.min_zoom) ??
        null
    );
}

/**
 * @param {Level[]} levels
 * @param {number} zoom
 * @returns {?Level} the buildings, when their counts are written in them
 */
export function countedBuildings(levels, zoom) {
    return zoom >= BUILDING_COUNTS ? drawnBuildings(levels, zoom) : null;
}

/** @param {Level} level */
function fillZoom(level) {
    return level.min_zoom === 0 ? 0 : level.min_zoom + LEGIBLE;
}

/**
 * @param {Level[]} levels
 * @param {string} name
 * @param {number} zoom
 * @returns {boolean} whether a count is written together with its area's name
 */
export function isNamedAt(levels, name, zoom) {
    const level = levels.find((each) => each.name === name);
    if (name === BUILDING) return false;
    const deepest = areaLevels(levels).at(-1)?.name === name;
    return level.min_zoom < 12 || zoom >= fillZoom(level) + (deepest ? 1.2 : 1.8);
}

/**
 * @param {Level[]} levels
 * @param {number} zoom
 * @returns {?string} the level above the filled one: its names stand beside the counts
 */
export function namedLevel(levels, zoom) {
    const filled = filledLevel(levels, zoom);
    const above = levels.filter((level) => filled && level.count > 0 && level.rank < filled.rank && level.min_zoom > 0);
    return above.sort((one, other) => one.rank - other.rank).at(-1)?.name ?? null;
}

/**
 * @param {Level[]} levels
 * @param {?string} name
 * @param {string} measure
 * @returns {boolean} whether no area of the level shows this measure to this reader
 */
export function hidesMeasure(levels, name, measure) {
    return Boolean(levels.find((level) => level.name === name)?.hides?.includes(measure));
}
