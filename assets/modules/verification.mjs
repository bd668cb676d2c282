/** Verification: how long ago the app compared its counts with a recount. Asked of `/healthz` while the page is seen. */
import { askJson } from "./asking.mjs";
import { useTicks } from "./hooks.mjs";
import { confirmed, serverNow } from "./live.mjs";
import { describeDuration, fillIn } from "./numbers.mjs";

const { createElement: h, useEffect, useReducer } = window.React;

const EVERY = 60_000;
const RETRY = 5_000;

/** @type {Set<() => void>} */
const listeners = new Set();
/** What was found last: when (the server's ms, null before the first), and how much differed. */
const last = { at: null, differences: 0 };
let isAsking = false;

/** @param {{id: string, words: object}} props */
export function Verification({ id, words }) {
    useVerification();
    useTicks(1);
    return last.at === null ? null : h("small", { id, className: "verified" }, describeVerification(words));
}

/**
 * Draws the component again after every answer.
 * @returns {{at: ?number, differences: number}}
 */
export function useVerification() {
    const [, redraw] = useReducer((count) => count + 1, 0);
    useEffect(() => {
        listeners.add(redraw);
        if (!isAsking) setTimeout(ask, Math.random() * RETRY); // not all screens at once
        isAsking = true;
        return () => listeners.delete(redraw);
    }, []);
    return last;
}

/** @param {{verified: string, durations: object}} words @returns {string} empty before the first answer */
export function describeVerification(words) {
    if (last.at === null) return "";
    const seconds = Math.max(0, serverNow() - last.at) / 1000;
    return fillIn(words.verified, { age: describeDuration(seconds, words.durations) });
}

/** Again and again: soon while there is nothing to learn, for the page is hidden or the store away; else each minute. */
async function ask() {
    const isLearned = !document.hidden && confirmed.at !== null && confirmed.store === "here" && (await learn());
    setTimeout(ask, isLearned ? EVERY : RETRY);
}

/** @returns {Promise<boolean>} whether there was a verification to learn of */
async function learn() {
    const health = await askJson("/healthz").catch(() => null);
    if (!health?.verified_at) return false;
    const differences = Object.values(health.differences).reduce((sum, count) => sum + count, 0);
    Object.assign(last, { at: Date.parse(health.verified_at), differences });
    listeners.forEach((listener) => listener());
    return true;
}
