/** Classes of a quantity: their edges, and the color of each. */
import { nameQuantity, TINY } from "./quantity.mjs";

/** @typedef {import("./quantity.mjs").Per} Per */
/**
 * @typedef {object} Division how the values of a level are parted into classes
 * @property {"automatic"|"quantile"|"equal"|"own"} method
 * @property {number[]} edges between the classes, rising; a rate's 0 parts what is zero from what is not
 * @property {boolean} isUpper whether an edge belongs to the class beneath it
 * @property {?number} most where the last class is closed; what is above is a class of its own
 * @property {?Per} per
 * @property {number[]} thresholds the least value of each class but the first
 */
/** @typedef {{edges: number[], isUpper?: boolean, most?: ?number}} Ends */
/**
 * @typedef {object} Chosen what a reader chose for a quantity
 * @property {Division["method"]} method
 * @property {Object<string, Ends>} own by level: a level without own edges gets automatic ones
 */
/** @typedef {Object<string, Object<string, number[]>>} Classes measure → level → lower edges, set for the street */

export const MOST_CLASSES = 7;
/** Automatic classes part the areas at these shares: few are deep, so that they stand out. */
const SHARES = [0.2, 0.4, 0.6, 0.8, 0.93];
const EQUAL_SHARES = [1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6];
/** Small counts get edges that never move, so that a color means the same tomorrow. */
const FEW = { edges: [1, 2, 3, 4, 5, 6], most: 8 };
const SMALL = { edges: [1, 3, 5, 8, 11, 15], most: 25 };

/** How edges are found for values above zero, sorted. */
const FINDERS = {
    automatic: (sorted, per) => (per ? partByShares(sorted, SHARES, per) : findEdges(sorted)),
    quantile: (sorted, per) => partByShares(sorted, EQUAL_SHARES, per),
    equal: (sorted, per) => partEqually(sorted.at(-1), per),
};

/** @type {Map<string, number[]>} edges stay as they were first found: a legend must not jitter */
const found = new Map();

/**
 * @param {{measure: string, per: ?Per, classes: ?Classes, methods: ?Object<string, Chosen>}} chosen for the map;
 *     `methods` by the name of a quantity
 * @param {string} level
 * @param {() => import("./quantity.mjs").Value[]} values of the level's areas, asked for when nobody set edges
 * @returns {Division}
 */
export function divide({ measure, per, classes, methods }, level, values) {
    const name = nameQuantity({ measure, per });
    const { method = "automatic", own } = methods?.[name] ?? {};
    if (method === "own" && own?.[level]) return makeDivision(method, own[level], per);
    const finder = method in FINDERS ? method : "automatic";
    const street = finder === "automatic" && !per && classes?.[measure]?.[level];
    return makeDivision(finder, { edges: street || keepEdges(`${name}/${level}/${finder}`, finder, per, values) }, per);
}

/**
 * @param {string} key
 * @param {string} finder
 * @param {?Per} per
 * @param {() => import("./quantity.mjs").Value[]} values
 */
function keepEdges(key, finder, per, values) {
    if (found.has(key)) return found.get(key);
    const sorted = values().filter((value) => value > 0);
    sorted.sort((one, other) => one - other);
    if (sorted.length === 0) return per ? [0] : SMALL.edges;
    found.set(key, FINDERS[finder](sorted, per));
    return found.get(key);
}

/** Boundaries changed: find the edges anew. */
export function forgetEdges() {
    found.clear();
}

/**
 * @param {Division["method"]} method
 * @param {Ends} ends
 * @param {?Per} per
 * @returns {Division}
 */
export function makeDivision(method, { edges, isUpper = false, most = null }, per) {
    const next = (edge) => (per ? (Math.floor(10 * edge + 1e-6) + 1) / 10 : Math.floor(edge) + 1);
    const begin = (edge) => (edge === 0 ? TINY : isUpper ? next(edge) : edge);
    const thresholds = [...edges.map(begin), ...(most === null ? [] : [next(most)])];
    return { method, edges, isUpper, most, per, thresholds };
}

/**
 * @param {number[]} counts
 * @returns {?number[]} rounded quantiles of what is above zero; null when nothing is
 */
export function findEdges(counts) {
    const sorted = counts.filter((count) => count > 0).sort((one, other) => one - other);
    if (sorted.length === 0) return null;
    const fixed = [FEW, SMALL].find(({ most }) => sorted.at(-1) <= most);
    return fixed ? fixed.edges : partByShares(sorted, SHARES, null, roundEdge);
}

/**
 * @param {number[]} sorted values above zero
 * @param {number[]} shares of them beneath each edge
 * @param {?Per} per
 * @param {(edge: number) => number} [rounded]
 * @returns {number[]} zero is a class of its own; without rounding no class is empty
 */
function partByShares(sorted, shares, per, rounded) {
    const edges = [per ? 0 : 1];
    for (const share of shares) {
        const value = sorted[Math.floor(share * sorted.length)];
        const edge = rounded ? rounded(value) : value;
        const parts = rounded || edge > sorted[0];
        if (parts && edge > edges.at(-1)) edges.push(edge);
    }
    return edges;
}

/**
 * @param {number} most
 * @param {?Per} per
 * @returns {number[]} equally far apart; zero is a class of its own
 */
function partEqually(most, per) {
    const step = per ? 0.1 : 1;
    const width = Math.ceil(most / (MOST_CLASSES - 1) / step - 1e-6) * step;
    const first = per ? 0 : 1;
    const edges = Array.from({ length: MOST_CLASSES - 1 }, (_, index) => Math.round(10 * (first + index * width)) / 10);
    return edges.filter((edge) => edge <= most);
}

/** @param {number} count */
function roundEdge(count) {
    if (count < 30) return count;
    const step = count < 100 ? 5 : 10 ** (Math.floor(Math.log10(count)) - 1);
    return Math.floor(count / step) * step;
}

/**
 * @param {Division} division
 * @param {number} value
 * @returns {number} index of the class
 */
export function classOf({ thresholds }, value) {
    return thresholds.filter((least) => value >= least).length;
}

/**
 * @param {Division} division
 * @param {number} index
 * @returns {number} place of the class's color on the ramp, 0…6: few classes still reach from pale to deep
 */
export function rampPlace({ thresholds, per }, index) {
    const first = thresholds[0] <= (per ? 0.1 : 1) ? 1 : 0;
    if (index < first) return 0;
    return Math.round(1 + ((index - first) * (MOST_CLASSES - 2)) / Math.max(1, thresholds.length - first));
}
