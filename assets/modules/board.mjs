/** The last board: the figures of the whole and of each of its parts, all of one revision. */

/**
 * @typedef {{id: number, at: string, area_id: ?number, area: string, source: string, category: string, status: string,
 *     is_overdue: boolean, is_urgent: boolean}} Newest
 * @typedef {{total: Array<?number>, residents: ?number, sources: Array<[string, number]>,
 *     today: {new: number, closed: number}, oldest_overdue: ?string, on_time: [number, number],
 *     trend: {open: number[], overdue: number[]}, days: Array<[string, number, number]>, newest: Newest[]}} Entry
 * @typedef {Entry & {id: number, code: string, name: string, level: string,
 *     bounds: [number, number, number, number]}} Part
 * @typedef {{revision: string, at: string, measures: string[], whole: Entry, parts: Part[]}} Board
 */

/** @type {?Board} */
let present = null;
/** Since when the counts are others than the board's, by this page's monotonic clock; null while they are the same. */
let behindSince = null;
/** @type {Set<(board: Board) => void>} */
const watchers = new Set();

/** @param {Board} board */
export function showBoard(board) {
    present = board;
    behindSince = null;
    watchers.forEach((watcher) => watcher(board));
}

/** @param {?Array<?number>} total what the counts of the stream sum up to */
export function compareBoard(total) {
    const isSame = total?.join() === present?.whole.total.join();
    behindSince = isSame ? null : (behindSince ?? performance.now());
}

/** @returns {number} for how many seconds the counts have been others than the board's; new boards follow in a few */
export function boardLag() {
    return behindSince === null ? 0 : (performance.now() - behindSince) / 1000;
}

/** @returns {?Board} null before the first one came */
export function presentBoard() {
    return present;
}

/**
 * @param {(board: Board) => void} watcher told of every board that comes
 * @returns {() => void} ends it
 */
export function watchBoard(watcher) {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
}
