/** What never changes within one version of the boundaries: fetched when it is first needed, and kept. */
import { askJson } from "./asking.mjs";
import { makeOrder } from "./order.mjs";

/**
 * @template T
 * @typedef {{content: T|undefined, hasFailed: boolean, again: () => void, here: Promise<T>}} Kept undefined while it is on its way
 */

/** @type {Map<string, Kept>} by address; a wall that stands for months keeps those of one version */
const kept = new Map();
let present = null;
/** @type {Set<(isStale: boolean) => void>} */
const watchers = new Set();

/**
 * @template T
 * @param {string} version of the boundaries
 * @param {string} file
 * @param {(rows: any[][]) => T} read
 * @returns {Kept<T>} what is here; what is not is asked for until it is, or another version is needed
 */
export function need(version, file, read) {
    if (version !== present) forget();
    present = version;
    const address = `/areas/${version}/${file}.json`;
    if (!kept.has(address)) kept.set(address, fetchKept(address, read));
    return kept.get(address);
}

/**
 * @param {(isStale: boolean) => void} watcher told whenever something came, or failed to; stale: boundaries have moved
 * @returns {() => void} ends it
 */
export function watchKept(watcher) {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
}

/** @param {boolean} isStale */
export function tellKept(isStale) {
    watchers.forEach((watcher) => watcher(isStale));
}

function forget() {
    kept.forEach((item) => item.leave());
    kept.clear();
}

function fetchKept(address, read) {
    const item = { content: undefined, hasFailed: false };
    const { promise, resolve } = Promise.withResolvers();
    const take = (rows) => {
        Object.assign(item, { content: read(rows), hasFailed: false });
        resolve();
        tellKept(false);
    };
    const fail = ({ status }) => {
        item.hasFailed = true;
        tellKept(status === 404);
    };
    const order = makeOrder((signal) => askJson(address, { signal }), take, fail);
    order.now();
    return Object.assign(item, { here: promise, again: order.now, leave: order.end });
}
