/** What the map shows at this moment, for the pieces of the page that describe it: legend, ranks. */
import { needAreas } from "./areas.mjs";
import { divide } from "./classes.mjs";
import { findSame, listGaps, measureLevel, valueOf } from "./quantity.mjs";
import { makeTold } from "./told.mjs";

/**
 * @typedef {object} Picture
 * @property {string} tiles version of the boundaries
 * @property {string} measure
 * @property {?import("./quantity.mjs").Per} per
 * @property {?string} level whose areas are filled
 * @property {import("./classes.mjs").Division} [division] its classes
 * @property {?number} [same] the one value that all of its areas have
 * @property {import("./quantity.mjs").Gap[]} gaps that some of them have
 * @property {boolean} isBlank whether none of them has a value
 * @property {boolean} isWaiting whether what a rate is taken of is not here yet
 * @property {boolean} [hasOthers] whether areas of other systems are drawn
 * @property {boolean} hasFailed whether its areas, or what a rate is taken of, could not be fetched
 */

/** The present picture is null before the map drew. */
export const { tell: showPicture, present: presentPicture, watch: watchPicture } = makeTold(null);

/**
 * @param {object} props of the map
 * @param {?string} level
 * @param {import("./areas.mjs").Area[]} areas of the level
 * @returns {Picture}
 */
export function describePicture(props, level, areas) {
    const quantity = measureLevel(props, level);
    const { measure, per } = quantity;
    const hasFailed = Boolean(quantity.hasFailed || (level && needAreas(props.tiles, level).hasFailed));
    const isWaiting = "bases" in quantity && !quantity.bases;
    const hasValue = (area) => typeof valueOf(quantity, area.id) === "number";
    const isBlank = quantity.isHidden || (areas.length > 0 && !areas.some(hasValue));
    const read = (area) => valueOf(quantity, area.id);
    const gaps = listGaps(quantity, areas);
    const picture = { tiles: props.tiles, measure, per, level, gaps, isBlank, isWaiting, hasFailed };
    if (!level) return picture;
    const division = divide({ ...props, per }, level, () => areas.map(read));
    return { ...picture, division, same: findSame(areas, read) };
}
