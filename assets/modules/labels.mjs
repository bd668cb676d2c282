/** The points that counts and names are written at. A bare zero is not written: the legend tells its color. */
import { pick } from "./book.mjs";
import { classOf, rampPlace } from "./classes.mjs";
import { project } from "./count_frame.mjs";

/** @typedef {import("./areas.mjs").Area} Area */
/**
 * @typedef {object} LabelStyle
 * @property {import("./book.mjs").Counts} counts
 * @property {string} measure
 * @property {number[]} edges of the classes
 * @property {number} flip from this place on the ramp on the ink changes to the other one
 * @property {boolean} isHidden whether the level does not show the measure
 * @property {boolean} isNamed whether the area's name stands over its count
 */

const NUMBER = new Intl.NumberFormat("en");
const NOT_SHOWN = "—";

/**
 * @typedef {object} Mark a count that is written
 * @property {number} id of its area
 * @property {number} x of its place, in widths of the world
 * @property {number} y likewise
 * @property {string} text
 * @property {number} value of two that do not fit side by side the larger one is written
 * @property {boolean} isDeep whether it stands on a deep color
 */

/**
 * @param {Area} area
 * @param {LabelStyle} style
 * @returns {?Mark} null where nothing is written
 */
export function markCount(area, { counts, measure, edges, flip, isNamed, isHidden }) {
    const value = isHidden ? null : pick(counts, area.id, measure);
    if ((value === 0 || isHidden) && !isNamed) return null;
    return {
        id: area.id,
        ...project(area.point),
        text: value === null ? NOT_SHOWN : NUMBER.format(value),
        value: value ?? 0,
        isDeep: value !== null && rampPlace(edges, classOf(edges, value)) >= flip,
    };
}

/**
 * @param {Area} area
 * @param {?Mark} mark its count
 * @param {boolean} isNamed
 * @returns {?object} the GeoJSON point for which MapLibre keeps room and writes the name; null where nothing is written
 */
export function makeSlot(area, mark, isNamed) {
    return mark && point(area, { room: mark.text.replace(/\d/g, "0"), name: isNamed ? area.name : "" });
}

/**
 * @param {Area[]} areas
 * @returns {object[]} GeoJSON points of their names
 */
export function namePoints(areas) {
    return areas.map((area) => point(area, { name: area.name }));
}

/**
 * @param {object[]} features
 * @returns {object} GeoJSON
 */
export function collect(features) {
    return { type: "FeatureCollection", features };
}

/**
 * @param {Area} area
 * @param {object} properties
 */
function point({ id, point: coordinates }, properties) {
    return { type: "Feature", id, geometry: { type: "Point", coordinates }, properties };
}
