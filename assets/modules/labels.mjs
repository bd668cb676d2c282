/** The points that counts and names are written at. A bare zero is not written: the legend tells its color. */
import { classOf, rampPlace } from "./classes.mjs";
import { project } from "./count_frame.mjs";
import { describeValue, valueOf } from "./quantity.mjs";

/** @typedef {import("./areas.mjs").Area} Area */
/**
 * @typedef {object} LabelStyle
 * @property {import("./quantity.mjs").Quantity} quantity
 * @property {import("./classes.mjs").Division} division
 * @property {number} flip from this place on the ramp on the ink changes to the other one
 * @property {boolean} isNamed whether the area's name stands over its count
 * @property {string} none says that there is no open issue of which a share could be overdue
 */

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
export function markCount(area, { quantity, division, flip, isNamed, none }) {
    const value = valueOf(quantity, area.id);
    const isBare = value === 0 || value === "none_open" || quantity.isHidden;
    if (value === undefined || (isBare && !isNamed)) return null;
    const isNumber = typeof value === "number";
    return {
        id: area.id,
        ...project(area.point),
        text: describeValue(value, quantity.per, none),
        value: isNumber ? value : 0,
        isDeep: isNumber && rampPlace(division, classOf(division, value)) >= flip,
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
