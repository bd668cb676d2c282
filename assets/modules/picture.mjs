/** What the map shows at this moment, for the pieces of the page that describe it: legend, ranks. */

/** @typedef {{measure: string, level: ?string, edges: number[], hides: boolean, isHidden: boolean}} Picture */

/** @type {?Picture} */
let present = null;
/** @type {Set<(picture: Picture) => void>} */
const watchers = new Set();

/** @param {Picture} picture */
export function showPicture(picture) {
    if (JSON.stringify(picture) === JSON.stringify(present)) return;
    present = picture;
    watchers.forEach((watcher) => watcher(picture));
}

/** @returns {?Picture} null before the map drew */
export function presentPicture() {
    return present;
}

/**
 * @param {(picture: Picture) => void} watcher
 * @returns {() => void} ends it
 */
export function watchPicture(watcher) {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
}
