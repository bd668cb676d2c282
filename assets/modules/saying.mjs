/** What the status line says about a tap, and whether a tap makes sense at all. */

/** @typedef {"not_done"|"waiting"|null} Word what is said: that a tap was not done, that it is still being followed */

/** @type {Set<(word: Word) => void>} */
const watchers = new Set();

/** @returns {boolean} whether it makes sense to ask the server */
export function canAsk() {
    return navigator.onLine;
}

/** @param {Word} word */
export function say(word) {
    watchers.forEach((watcher) => watcher(word));
}

/**
 * @param {(word: Word) => void} watcher
 * @returns {() => void} ends it
 */
export function watchSaying(watcher) {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
}
