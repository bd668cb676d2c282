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

/**
 * `serial` counts the messages that the book took in, `changed` are the areas that the last of them named, `before` what
 * they had before (under null: the unlocated; nothing when the message was a snapshot), and `hidden` the measures of
 * which some count is, or was, not shown.
 * @type {{revision: ?string, measures: string[], total: ?Values, unlocated: ?Values, values: Map<number, Values>,
 *     serial: number, changed: number[], before: Map<?number, Values|undefined>, hidden: Set<string>}}
 */
export const book = {
    revision: null,
    measures: [],
    total: null,
    unlocated: null,
    values: new Map(),
    serial: 0,
    changed: [],
    before: new Map(),
    hidden: new Set(),
};

/** @param {CountsMessage} message every count; an area that it does not name is zero, and is said to be when it was not */
export function replaceCounts(message) {
    const zeros = message.measures.map(() => 0);
    for (const id of book.values.keys()) book.values.set(id, zeros);
    book.hidden.clear();
    changeCounts(message);
    book.changed = [...book.values.keys()];
    book.before = new Map();
}

/** @param {CountsMessage} message absolute counts of the areas that changed */
export function changeCounts(message) {
    book.serial += 1;
    book.changed = Object.keys(message.areas).map(Number);
    book.before = new Map(book.changed.map((id) => [id, book.values.get(id)])).set(null, book.unlocated);
    for (const id of book.changed) {
        const values = message.areas[id];
        book.values.set(id, values);
        if (values.includes(null)) message.measures.forEach((name, at) => values[at] === null && book.hidden.add(name));
    }
    book.revision = message.revision;
    book.measures = message.measures;
    book.total = message.total;
    book.unlocated = message.unlocated;
}

/**
 * @param {string} at when the counts were last confirmed
 * @returns {CountsMessage} everything that the book holds, as `/live` would say it
 */
export function writeSnapshot(at) {
    const { revision, measures, total, unlocated, values } = book;
    return { revision, measures, total, unlocated, at, areas: Object.fromEntries(values) };
}

/**
 * @typedef {{revision: string, measures: string[], values: Map<number, Values>, serial: number, changed: number[],
 *     hidden: Set<string>}} Counts as `GridMap` takes them
 */

/** @returns {Counts} the present counts; `values` is the book's own map: nothing is copied */
export function presentCounts() {
    const { revision, measures, values, serial, changed, hidden } = book;
    return { revision, measures, values, serial, changed, hidden };
}

/** @returns {Counts|undefined} undefined before the first snapshot */
export function knownCounts() {
    return book.revision === null ? undefined : presentCounts();
}

/**
 * @param {?Counts} counts
 * @param {number} area id
 * @param {string} measure
 * @returns {number|null|undefined} its count; null is not shown, undefined is not known yet
 */
export function pick(counts, area, measure) {
    if (!counts) return undefined;
    const values = counts.values.get(area);
    return values ? values[counts.measures.indexOf(measure)] : 0;
}

/**
 * @param {number|"total"|"unlocated"} of area id, or the street's sums
 * @param {string} measure
 * @returns {number|null|undefined} undefined before the first snapshot
 */
export function readCount(of, measure) {
    if (book.revision === null) return undefined;
    return typeof of === "number" ? pick(book, of, measure) : book[of][book.measures.indexOf(measure)];
}
