/**
 * Alarms that wait and the one that is shown, merged by place. Time is handed in.
 *
 * Each is shown 20 s. After five in a row those that still wait are said in one card, and then the tour has a minute:
 * however many come, a series ends within two minutes.
 */

const SHOWN = 20_000;
const SERIES = 5;
const PAUSE = 60_000;
/** After so long without an alarm the next one begins a new series. */
const CALM = 20_000;

/** @typedef {"urgent"|"overdue"} Kind */
/** @typedef {{id: ?number, name: string, bounds: ?number[]}} Place without an id it is nowhere on the map */
/**
 * @typedef {object} Alarm
 * @property {?Place} place null for the sum of several
 * @property {number} places
 * @property {{urgent: number, overdue: number}} counts issues by kind; one can be of both
 * @property {number} issues
 * @property {{category: string, source: string}} last of its issues
 */
/**
 * @typedef {object} Alarms
 * @property {() => ?Alarm} shown a new object when something of it changed
 * @property {() => number} waiting places
 * @property {(place: Place, kinds: Kind[], line: {category: string, source: string}) => void} add
 * @property {(ms: number) => void} pass time while somebody could see it
 */

/** @returns {Alarms} */
export function makeAlarms() {
    /** @type {Map<?number, Alarm>} by place */
    const waiting = new Map();
    let shown = null;
    let spent = 0;
    let series = 0;
    let pause = 0;

    function add(place, kinds, line) {
        const one = writeAlarm(place, kinds, line);
        if (shown?.place && shown.place.id === place.id) shown = merge(shown, one);
        else waiting.set(place.id, waiting.has(place.id) ? merge(waiting.get(place.id), one) : one);
    }

    function pass(ms) {
        pause = Math.max(0, pause - ms);
        spent += ms;
        if (shown && spent < SHOWN) return;
        if (shown) end();
        if (waiting.size > 0 && pause === 0) showNext();
        else if (spent >= CALM) series = 0;
    }

    function showNext() {
        series += 1;
        shown = series > SERIES && waiting.size > 1 ? [...waiting.values()].reduce(sum) : findNext(waiting);
        if (shown.place) waiting.delete(shown.place.id);
        else waiting.clear();
        spent = 0;
    }

    function end() {
        if (series > SERIES) [series, pause] = [0, PAUSE];
        shown = null;
        spent = 0;
    }

    return { shown: () => shown, waiting: () => waiting.size, add, pass };
}

/** A new urgent issue goes before an overdue one; otherwise the first comes first. */
function findNext(waiting) {
    const alarms = [...waiting.values()];
    return alarms.find((alarm) => alarm.counts.urgent > 0) ?? alarms[0];
}

/** @returns {Alarm} of one issue */
function writeAlarm(place, kinds, { category, source }) {
    const counts = { urgent: Number(kinds.includes("urgent")), overdue: Number(kinds.includes("overdue")) };
    return { place, places: 1, counts, issues: 1, last: { category, source } };
}

/** @returns {Alarm} both, at the place of the first */
function merge(one, other) {
    return {
        ...other,
        place: one.place,
        issues: one.issues + other.issues,
        counts: {
            urgent: one.counts.urgent + other.counts.urgent,
            overdue: one.counts.overdue + other.counts.overdue,
        },
    };
}

/** @returns {Alarm} both, at no place */
function sum(one, other) {
    return { ...merge(one, other), place: null, places: one.places + other.places };
}
