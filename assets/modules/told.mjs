/** Something that one part of the page tells and others watch. */

/**
 * @template T
 * @param {T} first what is told before anything is
 * @returns {{present: () => T, tell: (next: T) => void, watch: (watcher: (told: T) => void) => () => void}} telling the
 *     same again tells nobody; `watch` returns what ends it
 */
export function makeTold(first) {
    let present = first;
    const watchers = new Set();
    return {
        present: () => present,
        tell(next) {
            if (JSON.stringify(next) === JSON.stringify(present)) return;
            present = next;
            watchers.forEach((watcher) => watcher(next));
        },
        watch(watcher) {
            watchers.add(watcher);
            return () => watchers.delete(watcher);
        },
    };
}
