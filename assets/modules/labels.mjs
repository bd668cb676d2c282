/** The points that counts and names are written at. A bare zero is not written: the legend tells its color. */
import { pick } from "./book.mjs";
import { classOf, rampPlace } from "./classes.mjs";

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
 * @param {Area[]} areas
 * @param {LabelStyle} style
 * @returns {object} GeoJSON of the areas that have something to say
 */
export function countPoints(areas, style) {
    return collect(areas.map((area) => countPoint(area, style)).filter(Boolean));
}

/**
 * @param {Area[]} areas that changed
 * @param {LabelStyle} style
 * @returns {{add: object[], remove: number[]}} for `GeoJSONSource.updateData`
 */
export function countChanges(areas, style) {
    const points = areas.map((area) => countPoint(area, style));
    return {
        add: points.filter(Boolean),
        remove: areas.filter((_, index) => !points[index]).map((area) => area.id),
    };
}

/**
 * @param {Area[]} areas
 * @returns {object} GeoJSON of their names
 */
export function namePoints(areas) {
    return collect(areas.map((area) => point(area, { name: area.name })));
}

/**
 * @param {Area} area
 * @param {LabelStyle} style
 * @returns {?object} a GeoJSON feature; null where nothing is written
 */
function countPoint(area, { counts, measure, edges, flip, isNamed, isHidden }) {
    const value = isHidden ? null : pick(counts, area.id, measure);
    if ((value === 0 || isHidden) && !isNamed) return null;
    return point(area, {
        name: isNamed ? `${area.name}\n` : "",
        count: value === null ? NOT_SHOWN : NUMBER.format(value),
        value: value ?? 0,
        is_deep: value !== null && rampPlace(edges, classOf(edges, value)) >= flip,
    });
}

/**
 * @param {Area} area
 * @param {object} properties
 */
function point({ id, point: coordinates }, properties) {
    return { type: "Feature", id, geometry: { type: "Point", coordinates }, properties };
}

/** @param {object[]} features */
function collect(features) {
    return { type: "FeatureCollection", features };
}
