/** How many issues of the list changed since it was read: that is told, and the list stays as it is. */
import { listen } from "../live.mjs";
import { makeOrder } from "../order.mjs";
import { found, readJson } from "./found.mjs";

const { useEffect, useReducer } = window.React;

const MOST = 500;
/** Beats come every 10 s: what happened in a longer silence nobody told. */
const SILENCE = 25_000;

/**
 * When each issue was last told of: `told` ones are not yet compared with the filter, `changed` ones concern the list.
 * @type {Map<number, number>}
 */
const told = new Map();
const changed = new Map();
let heard = performance.now();
let silentUntil = 0;
/** @type {Set<() => void>} */
const watchers = new Set();
/** Not while nobody looks at the list: what was told of waits. */
const order = makeOrder((signal) => (told.size > 0 && watchers.size > 0 ? compare(signal) : null), take, () => {});

/** @returns {{count: number, isUncertain: boolean}} `isUncertain`: there may be others */
export function useNews() {
    const [, redraw] = useReducer((count) => count + 1, 0);
    useEffect(() => {
        watchers.add(redraw);
        order.soon();
        return () => watchers.delete(redraw);
    }, []);
    const isNew = (moment) => moment > found.readAt;
    return { count: [...changed.values()].filter(isNew).length, isUncertain: isNew(silentUntil) };
}

listen((kind, message) => {
    const now = performance.now();
    if (now - heard > SILENCE) loseTrack(now);
    heard = now;
    if (kind !== "issue" || found.shown === null) return;
    told.set(message.id, now);
    if (watchers.size === 0 && told.size > MOST) {
        told.clear();
        loseTrack(now);
    }
    order.soon();
});

/** @param {number} now until now there may have been changes of which nobody knows */
function loseTrack(now) {
    silentUntil = now;
    tell();
}

/**
 * Asks which of the issues that changed belong to the list; those that stand in it do so as well.
 * @param {AbortSignal} signal
 */
async function compare(signal) {
    const ids = [...told.keys()].slice(0, MOST);
    const { shown } = found;
    return { ids, shown, fitting: await readJson("/issues/fitting.json", shown, signal, { ids }) };
}

function take({ ids, shown, fitting }) {
    if (shown === found.shown) {
        const listed = new Set([...fitting, ...found.rows.map((row) => row.id)]);
        ids.forEach((id) => listed.has(id) && changed.set(id, told.get(id)));
        ids.forEach((id) => told.delete(id));
        tell();
    }
    order.soon();
}

function tell() {
    for (const [id, moment] of changed) if (moment <= found.readAt) changed.delete(id);
    watchers.forEach((watcher) => watcher());
}
