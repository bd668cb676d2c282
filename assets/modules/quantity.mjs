/** What the areas are measured by: a count, or what it is taken per. Map, legend, ranks and table read values here alone. */
import { needBases } from "./bases.mjs";
import { pick } from "./book.mjs";
import { hidesMeasure } from "./levels.mjs";

/** @typedef {"households"|"residents"|"open"} Per 1,000 households, 10,000 residents, 100 open issues */
/**
 * Why an area has no value: its count is not shown to this reader; nobody knows how many live there, or nobody does; it
 * has no open issue of which a share could be overdue.
 * @typedef {"not_shown"|"no_data"|"none_open"} Gap
 */
/** @typedef {number|Gap|undefined} Value undefined is not known yet; a rate has one decimal */
/**
 * @typedef {object} Quantity of the areas of one level
 * @property {string} measure
 * @property {?Per} per null: it is the count itself
 * @property {?import("./book.mjs").Counts} counts
 * @property {import("./bases.mjs").Bases|undefined} [bases] of the level; undefined while they are not here
 * @property {boolean} [hasFailed] whether they could not be fetched so far
 * @property {boolean} isHidden whether the level does not show the measure
 */

const TIMES = { households: 1000, residents: 10_000, open: 100 };
const PLACES = ["households", "residents"];
/** A rate that is above zero, but rounds to it. */
export const TINY = 0.05;
const [WHOLE, DECIMAL] = [0, 1].map(
    (digits) => new Intl.NumberFormat("en", { minimumFractionDigits: digits, maximumFractionDigits: digits }),
);

/**
 * @param {string} measure
 * @param {?string} per
 * @returns {?Per} null for what the measure cannot be taken per
 */
export function choosePer(measure, per) {
    if (per === "open") return measure === "overdue_issues" ? per : null;
    return PLACES.includes(per) ? per : null;
}

/** @param {{measure: string, per: ?Per}} quantity @returns {string} the name under which its classes are kept */
export function nameQuantity({ measure, per }) {
    return per ? `${measure}/${per}` : measure;
}

/**
 * @param {object} props of the map
 * @param {?string} level
 * @returns {Quantity} what its areas are measured by
 */
export function measureLevel({ measure, per: chosen, counts, levels, tiles }, level) {
    const per = choosePer(measure, chosen);
    const quantity = { measure, per, counts, isHidden: hidesMeasure(levels, level, measure) };
    if (!level || !PLACES.includes(per)) return quantity;
    const { content: bases, hasFailed } = needBases(tiles, level);
    return { ...quantity, bases, hasFailed };
}

/**
 * @param {Quantity} quantity
 * @param {number} id of an area
 * @returns {Value}
 */
export function valueOf(quantity, id) {
    const { measure, per, counts, isHidden } = quantity;
    const count = isHidden ? null : pick(counts, id, measure);
    if (count === null) return "not_shown";
    if (count === undefined || !per) return count;
    const base = baseOf(quantity, id);
    return typeof base === "number" ? round((TIMES[per] * count) / base) : base;
}

/**
 * @param {Quantity} quantity
 * @param {number} id
 * @returns {Value} what the count is divided by: a number above zero
 */
function baseOf({ per, counts, bases }, id) {
    if (per === "open") return pick(counts, id, "open_issues") || "none_open";
    return bases && (bases.get(id)?.[PLACES.indexOf(per)] || "no_data");
}

/** @param {number} rate */
function round(rate) {
    return rate > 0 ? Math.max(TINY, Math.round(10 * rate) / 10) : 0;
}

/**
 * @param {Value} value
 * @param {?Per} per
 * @param {string} none says that there is no open issue
 * @returns {string} `1,203`; of a rate `12.5`, of a share `33.3%`; `—` where there is none
 */
export function describeValue(value, per, none) {
    if (value === undefined) return "";
    if (value === "none_open") return none;
    return typeof value === "number" ? writeNumber(value, per) : "—";
}

/**
 * @param {number} number
 * @param {?Per} per
 */
export function writeNumber(number, per) {
    const sign = per === "open" ? "%" : "";
    if (!per || number === 0) return `${WHOLE.format(number)}${sign}`;
    return number < 2 * TINY ? `<${2 * TINY}${sign}` : `${DECIMAL.format(number)}${sign}`;
}

/**
 * @template T
 * @param {T[]} areas
 * @param {(area: T) => Value} read
 * @returns {?number} the one value that all of them have; null when they differ, or fewer than two have one
 */
export function findSame(areas, read) {
    let same = null;
    let count = 0;
    for (const area of areas) {
        const value = read(area);
        if (typeof value !== "number") continue;
        if (count > 0 && value !== same) return null;
        [same, count] = [value, count + 1];
    }
    return count > 1 ? same : null;
}

/**
 * @param {Quantity} quantity
 * @param {import("./areas.mjs").Area[]} areas of its level
 * @returns {Gap[]} why some of them have no value
 */
export function listGaps(quantity, areas) {
    const { measure, per, counts, bases, isHidden } = quantity;
    if (isHidden) return ["not_shown"];
    const has = (gap) => areas.some((area) => valueOf(quantity, area.id) === gap);
    const possible = { not_shown: counts?.hidden.has(measure), no_data: Boolean(bases), none_open: per === "open" };
    return Object.keys(possible).filter((gap) => possible[gap] && has(gap));
}
