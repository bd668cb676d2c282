/** Households and residents of the areas: what rates are taken of. A level's are fetched when a rate is first chosen. */

/** @typedef {Map<number, [?number, ?number]>} Bases area id → households and residents, null where they are not known */
/** @typedef {{bases: Bases|undefined, hasFailed: boolean}} Asked undefined while they are not here */

/** After so many ms what failed is asked for again. */
const AGAIN = 5000;
/** Longer than so many ms nobody waits for an answer. */
const PATIENCE = 12_000;

/** @type {Map<string, Asked>} by address; those of one version of the boundaries */
const asked = new Map();
let kept = null;
/** @type {Set<(isStale: boolean) => void>} */
const watchers = new Set();

/**
 * @param {string} version of the boundaries
 * @param {string} level
 * @returns {Asked} what is here; what is not is on its way
 */
export function needBases(version, level) {
    const address = `/areas/${version}/${level}/bases.json`;
    if (version !== kept) asked.clear();
    kept = version;
    if (!asked.has(address)) {
        asked.set(address, { bases: undefined, hasFailed: false });
        fetchBases(address);
    }
    return asked.get(address);
}

/**
 * @param {(isStale: boolean) => void} watcher told whenever some came, or failed to; stale: boundaries have moved
 * @returns {() => void} ends it
 */
export function watchBases(watcher) {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
}

/** @param {string} address of which the answer never changes; another version's is asked for no more */
async function fetchBases(address) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
    const rows = answer?.ok ? await answer.json().catch(() => null) : null;
    if (!asked.has(address)) return;
    if (!rows) setTimeout(() => asked.has(address) && fetchBases(address), AGAIN);
    const bases = rows && new Map(rows.map(([id, households, residents]) => [id, [households, residents]]));
    asked.set(address, { bases: bases ?? undefined, hasFailed: !rows });
    watchers.forEach((watcher) => watcher(answer?.status === 404));
}
