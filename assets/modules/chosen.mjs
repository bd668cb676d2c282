/** Which area is chosen at this moment, and since when, for the pieces of the panel. */

/** @typedef {{area: ?{id: number, code: string, level: string}, at: number}} Chosen `at` on the page's monotonic clock */

/** @type {Chosen} */
let present = { area: null, at: 0 };
/** @type {Set<(chosen: Chosen) => void>} */
const watchers = new Set();

/**
 * @param {?object} area told again when it is asked for again
 * @param {string} panel id of what stands empty while no area is chosen, whether the server hears of it or not
 */
export function showChosen(area, panel) {
    present = { area, at: performance.now() };
    if (!area) window.dash_clientside.set_props(panel, { children: [] });
    watchers.forEach((watcher) => watcher(present));
}

/** @type {?number|undefined} id of what the reader chose last, before the page heard of it; undefined: nothing yet */
let wanted;

/** @param {?{id: number}} area that a hand, or the way back, just chose */
export function wantArea(area) {
    wanted = area?.id ?? null;
}

/**
 * @param {{id: number}} area
 * @returns {boolean} whether the reader did not choose another one in the meantime
 */
export const isWanted = (area) => wanted === undefined || wanted === area.id;

/** The page with the map is left: nothing is chosen on the next one before it says so. */
export function forgetChosen() {
    present = { area: null, at: 0 };
    wanted = undefined;
}

/** @returns {Chosen} */
export function presentChosen() {
    return present;
}

/**
 * @param {(chosen: Chosen) => void} watcher
 * @returns {() => void} ends it
 */
export function watchChosen(watcher) {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
}
