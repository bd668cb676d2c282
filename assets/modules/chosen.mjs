/** Which area is chosen at this moment, and since when, for the pieces of the panel. */

/** @typedef {{area: ?{id: number, code: string, level: string}, at: number}} Chosen `at` on the page's monotonic clock */

/** @type {Chosen} */
let present = { area: null, at: 0 };
/** @type {Set<(chosen: Chosen) => void>} */
const watchers = new Set();

/**
 * @param {?object} area told again when it is chosen again
 * @param {string[]} parts ids of what stands empty while no area is chosen, whether the server hears of it or not
 */
export function showChosen(area, parts) {
    present = { area, at: performance.now() };
    if (!area) parts.forEach((part) => window.dash_clientside.set_props(part, { children: [] }));
    wantArea(area);
    watchers.forEach((watcher) => watcher(present));
}

/** @type {Set<(area: ?object) => void>} */
const wanters = new Set();

/** @param {?{id: number, level: string}} area that a hand just chose, before the page heard of it */
export function wantArea(area) {
    wanters.forEach((wanter) => wanter(area));
}

/**
 * @param {(area: ?{id: number, level: string}) => void} wanter told at once, and once more when the page heard of it
 * @returns {() => void} ends it
 */
export function watchWanted(wanter) {
    wanters.add(wanter);
    return () => wanters.delete(wanter);
}

/** The page with the map is left: nothing is chosen on the next one before it says so. */
export function forgetChosen() {
    present = { area: null, at: 0 };
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
