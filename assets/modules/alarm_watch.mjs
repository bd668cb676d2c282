/**
 * Which lines of the live stream are alarms: a new urgent issue, and one that turns overdue.
 *
 * A line says what an issue is, not what it was. What this page heard of it before says so; of an issue that it never
 * heard of, the counts do: they come right before the lines of the same changes, so an area's count that rose by two
 * makes at most two of the area's lines news. Nothing is news in a snapshot, or when changes without lines were missed.
 */

/** Issues of which the page remembers what they are. */
const KNOWN = 3000;
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
 * @param {typeof import("./book.mjs").book} book
 * @returns {Watch}
 */
export function makeWatch(book) {
    /** @type {Map<number, number>} bits by issue, the one heard of last behind */
    const known = new Map();
    /** @type {Map<string, number>} how often a rise was told of already */
    const used = new Map();
    let heard = -Infinity;

    function hearCounts(now) {
        heard = now;
        used.clear();
    }

    function hearLine(line, now) {
        const bits = known.get(line.id);
        const present = KINDS.filter((each) => !CLOSED.includes(line.status) && each.holds(line));
        const rose = present.filter((each) => !(bits & each.is) && useRise(line.area_id, each, now));
        const news = present.filter((each) => isNews(bits, each, rose));
        const alarmed = KINDS.filter((each) => bits & each.alarmed || news.includes(each));
        remember(line.id, [...present.map((each) => each.is), ...alarmed.map((each) => each.alarmed)]);
        return news.map((each) => each.kind);
    }

    function isNews(bits, each, rose) {
        if (bits === undefined) return rose.includes(each);
        return !(bits & each.is) && !(bits & each.alarmed);
    }

    /** Whether the area's count rose by more than was told of. */
    function useRise(area, { measure }, now) {
        const key = `${area} ${measure}`;
        const told = used.get(key) ?? 0;
        if (now - heard > BATCH || told >= riseOf(book, area, measure)) return false;
        used.set(key, told + 1);
        return true;
    }

    function remember(id, bits) {
        known.delete(id);
        known.set(
            id,
            bits.reduce((sum, bit) => sum | bit, 0),
        );
        if (known.size > KNOWN) known.delete(known.keys().next().value);
    }

    return { hearCounts, hearLine };
}

/**
 * @param {typeof import("./book.mjs").book} book
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
