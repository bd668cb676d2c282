/** Order and clockwork of the wall's tour: the whole, each part, and again. Pure functions; time is handed in. */

/** After an interruption a stop is shown at least that long, in ms. */
const LEAST_REST = 5000;

/** @typedef {{seconds: number, order: "code"|"open_issues", only_open: boolean}} Settings as `/tour.json` tells them */
/** @typedef {{id: number, total: (number|null)[]}} Part of the board; open issues are the first of its totals */
/** @typedef {{stop: ?number, ahead: number[], spent: number}} Tour id of the part (null: the whole), those to come, ms */

/** @returns {Tour} at the whole */
export function beginTour() {
    return { stop: null, ahead: [], spent: 0 };
}

/**
 * @param {Tour} tour
 * @param {number} ms that passed while the stop was seen
 * @param {Part[]} parts
 * @param {Settings} settings
 * @returns {Tour} one stop on at most, however long it was
 */
export function passTour(tour, ms, parts, settings) {
    const spent = tour.spent + ms;
    return spent < settings.seconds * 1000 ? { ...tour, spent } : goOn(tour, parts, settings);
}

/**
 * @param {Tour} tour that was interrupted
 * @param {Settings} settings
 * @returns {Tour} at the same stop, and not about to leave it
 */
export function resumeTour(tour, settings) {
    return { ...tour, spent: Math.max(0, Math.min(tour.spent, settings.seconds * 1000 - LEAST_REST)) };
}

/**
 * A round keeps the order that it began with; a part that is gone, or has nothing open any more, is left out.
 * @param {Tour} tour
 * @param {Part[]} parts
 * @param {Settings} settings
 * @returns {Tour}
 */
function goOn(tour, parts, settings) {
    const round = planRound(parts, settings);
    const ahead = tour.stop === null ? round : tour.ahead.filter((id) => round.includes(id));
    return { stop: ahead[0] ?? null, ahead: ahead.slice(1), spent: 0 };
}

/**
 * @param {Part[]} parts in the order of their codes
 * @param {Settings} settings
 * @returns {number[]} ids in the order of the tour
 */
function planRound(parts, { order, only_open }) {
    const open = (part) => part.total[0] ?? 0;
    const wanted = parts.filter((part) => !only_open || open(part) > 0);
    if (order === "open_issues") wanted.sort((one, other) => open(other) - open(one));
    return wanted.map((part) => part.id);
}
