/** Classes of a measure: their edges, the color of each and their words on the legend. */

export const MOST_CLASSES = 7;
/** Automatic classes part the areas at these shares: few are deep, so that they stand out. */
const SHARES = [0.2, 0.4, 0.6, 0.8, 0.93];
/** Small counts get edges that never move, so that a color means the same tomorrow. */
const FEW = { edges: [1, 2, 3, 4, 5, 6], most: 8 };
const SMALL = { edges: [1, 3, 5, 8, 11, 15], most: 25 };

/** @typedef {Object<string, Object<string, number[]>>} Classes measure → level → lower edges, set by the user */

/** @type {Map<string, number[]>} automatic edges stay as they were first found: a legend must not jitter */
const found = new Map();

/**
 * @param {Classes} classes
 * @param {string} measure
 * @param {string} level
 * @param {() => number[]} counts of the level's areas, asked for when nobody set edges
 * @returns {number[]} the lower edges of all classes but the first
 */
export function readEdges(classes, measure, level, counts) {
    const own = classes?.[measure]?.[level];
    if (own) return own;
    const key = `${measure}/${level}`;
    if (!found.has(key)) {
        const edges = findEdges(counts());
        if (!edges) return SMALL.edges;
        found.set(key, edges);
    }
    return found.get(key);
}

/** Boundaries changed: find the automatic edges anew. */
export function forgetEdges() {
    found.clear();
}

/**
 * @param {number[]} counts
 * @returns {?number[]} rounded quantiles of what is above zero; null when nothing is
 */
export function findEdges(counts) {
    const sorted = counts.filter((count) => count > 0).sort((one, other) => one - other);
    if (sorted.length === 0) return null;
    const fixed = [FEW, SMALL].find(({ most }) => sorted.at(-1) <= most);
    if (fixed) return fixed.edges;
    const edges = [1];
    for (const share of SHARES) {
        const edge = roundEdge(sorted[Math.floor(share * sorted.length)]);
        if (edge > edges.at(-1)) edges.push(edge);
    }
    return edges;
}

/** @param {number} count */
function roundEdge(count) {
    if (count < 30) return count;
    const step = count < 100 ? 5 : 10 ** (Math.floor(Math.log10(count)) - 1);
    return Math.floor(count / step) * step;
}

/**
 * @param {number[]} edges
 * @param {number} count
 * @returns {number} index of the class
 */
export function classOf(edges, count) {
    return edges.filter((edge) => count >= edge).length;
}

/**
 * @param {number[]} edges
 * @param {number} index
 * @returns {number} place of the class's color on the ramp, 0…6: few classes still reach from pale to deep
 */
export function rampPlace(edges, index) {
    const first = edges[0] === 1 ? 1 : 0;
    if (index < first) return 0;
    return Math.round(1 + ((index - first) * (MOST_CLASSES - 2)) / Math.max(1, edges.length - first));
}

/**
 * @param {number[]} edges whole numbers
 * @returns {string[]} the classes in words: `0`, `1–2`, …, `15+`
 */
export function describeClasses(edges) {
    const lower = [0, ...edges];
    return lower.map((from, index) => {
        const next = lower[index + 1];
        if (next === undefined) return `${from.toLocaleString("en")}+`;
        return next - 1 <= from ? `${from}` : `${from.toLocaleString("en")}–${(next - 1).toLocaleString("en")}`;
    });
}
