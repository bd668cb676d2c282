/**
 * The counts of all areas on this page, as the live stream tells them.
 * A changed area gets a new array, so that a reader finds what changed by comparing references.
 */

/** @typedef {(number|null)[]} Values counts in the order of `measures`; null is not shown to this reader */
/**
 * @typedef {object} CountsMessage as `/live` sends it
 * @property {string} revision
 * @property {string[]} measures
 * @property {Values} total
 * @property {Values} unlocated
 * @property {Object<string, Values>} areas
 */

/** @type {{revision: ?string, measures: string[], total: ?Values, unlocated: ?Values, values: Map<number, Values>}} */
export const book = { revision: null, measures: [], total: null, unlocated: null, values: new Map() };

/** @param {CountsMessage} message every count; an area that it does not name is zero */
export function replaceCounts(message) {
    book.values.clear();
    changeCounts(message);
}

/** @param {CountsMessage} message absolute counts of the areas that changed */
export function changeCounts(message) {
    for (const [id, values] of Object.entries(message.areas)) {
        book.values.set(Number(id), values);
    }
    book.revision = message.revision;
    book.measures = message.measures;
    book.total = message.total;
    book.unlocated = message.unlocated;
}

/**
 * @param {Values|undefined} values of one area; undefined when the area was never named
 * @param {string} measure
 * @returns {number|null} its count; null is not shown
 */
export function pick(values, measure) {
    return values ? values[book.measures.indexOf(measure)] : 0;
}

/**
 * @param {number|"total"|"unlocated"} of area id, or the street's sums
 * @param {string} measure
 * @returns {number|null|undefined} undefined before the first snapshot
 */
export function readCount(of, measure) {
    if (book.revision === null) return undefined;
    return pick(typeof of === "number" ? book.values.get(of) : book[of], measure);
}
