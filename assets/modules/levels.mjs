/** Which level of areas is filled at a zoom. */

/**
 * @typedef {object} Level
 * @property {string} name
 * @property {number} rank grows downwards
 * @property {number} min_zoom from which its outlines are drawn
 * @property {number} count of areas
 * @property {boolean} has_others whether areas of other systems than the tree's are drawn with it
 * @property {boolean} shown
 * @property {string[]} hides measures that are not shown at this level
 */

/** A level's outlines come at its `min_zoom`; its areas are large enough for a fill with a number this much later. */
const LEGIBLE = 1.4;

export const BUILDING = "building";
/** From this zoom on counts stand in the buildings. */
export const BUILDING_COUNTS = 16.5;

/**
 * The deepest shown level whose areas are legible; buildings are drawn over it, never instead of it. Beneath an area that
 * is drilled into it is at most the next level, so that no tap skips one; of that it is enough that it is drawn.
 * @param {Level[]} levels
 * @param {number} zoom
 * @param {?{level: string}} [drilled]
 * @returns {?Level}
 */
export function filledLevel(levels, zoom, drilled) {
    const next = drilled ? levelBeneath(levels, drilled) : null;
    const isLegible = (level) => zoom >= (level === next ? level.min_zoom : fillZoom(level));
    const legible = areaLevels(levels).filter((level) => isLegible(level) && !(next && level.rank > next.rank));
    return legible.at(-1) ?? null;
}

/**
 * @param {Level[]} levels
 * @param {{level: string}} area
 * @returns {?Level} the level of what lies right beneath the area; its own where that is buildings
 */
function levelBeneath(levels, area) {
    const here = levels.find((level) => level.name === area.level);
    const deeper = levels.filter(({ name, count, rank }) => here && count > 0 && name !== BUILDING && rank > here.rank);
    return deeper.sort((one, other) => one.rank - other.rank)[0] ?? here ?? null;
}

/**
 * @param {Level[]} levels
 * @param {number} zoom
 * @param {?{level: string}} drilled
 * @returns {boolean} whether a tap is meant for a building: nothing else lies beneath, or their counts are written
 */
export function takesBuildings(levels, zoom, drilled) {
    if (countedBuildings(levels, zoom)) return true;
    return Boolean(drilled) && levelBeneath(levels, drilled)?.name === drilled.level;
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

/**
 * @param {{drills: ?boolean, selected: ?object}} props of a map
 * @returns {?{level: string}} the area that it is drilled into: the chosen one, where choosing is drilling
 */
export function drilledArea({ drills, selected }) {
    return (drills && selected) || null;
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
 * @param {?{level: string}} [drilled]
 * @returns {?string} the level above the filled one: its names stand beside the counts
 */
export function namedLevel(levels, zoom, drilled) {
    const filled = filledLevel(levels, zoom, drilled);
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
