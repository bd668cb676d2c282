/**
 * Which lines of the live stream are alarms: a new urgent issue, and one that turns overdue.
 *
 * A line says what an issue is, not what it was. What this page heard of it before says so; of an issue that it never
 * heard of, the counts do: they come right before the lines of the same changes, so an area's count that rose by two
 * makes at most two of the area's lines news. Nothing is news in a snapshot, or when changes without lines were missed.
 */

/** Issues of which the page remembers what they are. */
const KNOWN = 2000;
/** Lines come within so many ms of their counts. */
const BATCH = 3000;
const CLOSED = ["closed", "rejected"];
const KINDS = [
    { kind: "urgent", measure: "open_issues", is: 1, alarmed: 2, holds: (line) => line.is_urgent },
    { kind: "overdue", measure: "overdue_issues", is: 4, alarmed: 8, holds: (line) => line.is_overdue },
];

/**
 * @typedef {object} Watch
 * @property {(now: number) => void} hearCounts after the book took in `counts`
 * @property {(line: object, now: number) => import("./alarms.mjs").Kind[]} hearLine what is news of an `issue`
 */

/**
 * @param {typeof import("../book.mjs").book} book
 * @returns {Watch}
 */
export function makeWatch(book) {
    const rises = makeRises(book);
    /** @type {Map<number, number>} bits by issue, the one heard of last behind */
    const known = new Map();

    function hearLine(line, now) {
        const bits = known.get(line.id);
        const present = KINDS.filter((each) => !CLOSED.includes(line.status) && each.holds(line));
        const news = present.filter((each) => !(bits & each.is) && isNews(bits, each, line.area_id, now));
        const alarmed = KINDS.filter((each) => bits & each.alarmed || news.includes(each));
        remember(line.id, [...present.map((each) => each.is), ...alarmed.map((each) => each.alarmed)]);
        return news.map((each) => each.kind);
    }

    function isNews(bits, { measure, alarmed }, area, now) {
        const rose = rises.use(area, measure, now);
        return bits === undefined ? rose : !(bits & alarmed);
    }

    function remember(id, bits) {
        known.delete(id);
        known.set(
            id,
            bits.reduce((sum, bit) => sum | bit, 0),
        );
        if (known.size > KNOWN) known.delete(known.keys().next().value);
    }

    return { hearCounts: rises.begin, hearLine };
}

/**
 * By how much the last message raised the counts, less what was used of it.
 * @param {typeof import("../book.mjs").book} book
 */
function makeRises(book) {
    /** @type {Map<string, number>} */
    const used = new Map();
    let heard = -Infinity;

    function begin(now) {
        heard = now;
        used.clear();
    }

    /** @returns {boolean} whether something was left, of which one is used now */
    function use(area, measure, now) {
        const key = `${area} ${measure}`;
        const count = used.get(key) ?? 0;
        if (now - heard > BATCH || count >= riseOf(book, area, measure)) return false;
        used.set(key, count + 1);
        return true;
    }

    return { begin, use };
}

/**
 * @param {typeof import("../book.mjs").book} book
 * @param {?number} area null: no area covers it
 * @param {string} measure
 * @returns {number} by how much the last message raised the count
 */
function riseOf(book, area, measure) {
    const place = book.measures.indexOf(measure);
    const after = area === null ? book.unlocated : book.values.get(area);
    if (!book.before.has(area)) return 0;
    return (after?.[place] ?? 0) - (book.before.get(area)?.[place] ?? 0);
}
