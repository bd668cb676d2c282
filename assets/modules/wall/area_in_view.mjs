/** The area whose figures the panels show: an id among the board's parts, or null for the whole. */

/** @type {?number} */
let present = null;
/** @type {Set<(id: ?number) => void>} */
const watchers = new Set();

/** @returns {?number} */
export function getAreaInView() {
    return present;
}

/** @param {?number} id */
export function setAreaInView(id) {
    if (id === present) return;
    present = id;
    watchers.forEach((watcher) => watcher(id));
}

/**
 * @param {(id: ?number) => void} watcher
 * @returns {() => void} ends it
 */
export function watchAreaInView(watcher) {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
}
