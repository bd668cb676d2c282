/** Whether the areas of a level are large enough on the screen to be written on. */

/** About the width of two digits with their halo and some ground around them, in px. */
export const COUNT = 28;
/** The width that a name needs to have a chance. */
export const NAME = 56;
/** Width of the world at zoom 0, in px. */
const WORLD = 512;

/** @typedef {import("./areas.mjs").Area} Area */

/** @type {WeakMap<Area[], number>} degrees, by list: a list never changes */
const spacings = new WeakMap();

/**
 * @param {Area[]} areas of one level
 * @param {number} zoom
 * @param {number} width px
 * @returns {boolean} whether the mean area is so wide: where it is not, its color tells what there is to tell
 */
export function hasRoom(areas, zoom, width) {
    if (!spacings.has(areas)) spacings.set(areas, meanSpacing(areas));
    return (spacings.get(areas) / 360) * WORLD * 2 ** zoom >= width;
}

/**
 * @param {Area[]} areas
 * @returns {number} degrees of longitude from one label point to the next, as if they stood in a square lattice
 */
function meanSpacing(areas) {
    if (areas.length < 2) return Infinity;
    const [west, east] = findEnds(areas.map((area) => area.point[0]));
    const [south, north] = findEnds(areas.map((area) => area.point[1]));
    const height = (north - south) / Math.cos(((north + south) * Math.PI) / 360);
    return (east - west + height) / 2 / (Math.sqrt(areas.length) - 1);
}

/** @param {number[]} numbers any number of them */
function findEnds(numbers) {
    let [least, most] = [Infinity, -Infinity];
    for (const number of numbers) [least, most] = [Math.min(least, number), Math.max(most, number)];
    return [least, most];
}
