/**
 * The issues that a filter finds, fetched a page at a time. They outlive the list on the screen, so that who returns from
 * an issue finds the list as it was; what is there stays while a request fails, and the request is made again by itself.
 */
import { askJson } from "../asking.mjs";
import { makeOrder } from "../order.mjs";

const { useEffect, useReducer } = window.React;

/**
 * `query`: what is asked for; `shown`: what the rows are of; `readAt`: when their first page was asked for, on this page's
 * clock; `next`: behind which place the list goes on; `top`: how far the reader scrolled.
 * @type {{query: ?string, shown: ?string, readAt: number, rows: object[], next: ?string, counts: ?object,
 *     state: "asking"|"here"|"failed", top: number}}
 */
export const found = { query: null, shown: null, readAt: 0, rows: [], next: null, counts: null, state: "here", top: 0 };

/** @type {Set<() => void>} */
const watchers = new Set();
/** @type {?(signal: AbortSignal) => Promise<() => void>} what was asked last; it returns what takes the answer in */
let last = null;
/** Nothing is asked again while nobody looks at the list. */
const order = makeOrder(
    (signal) => (watchers.size > 0 ? last(signal) : null),
    (take) => {
        take();
        tell("here");
    },
    () => tell("failed"),
);

/** Draws the component again when anything changes here. */
export function useFound() {
    const [, redraw] = useReducer((count) => count + 1, 0);
    useEffect(() => {
        watchers.add(redraw);
        return () => watchers.delete(redraw);
    }, []);
    return found;
}

/** @param {string} query the parameters of the list */
export function find(query) {
    if (query === found.query) return tryAgain();
    found.query = query;
    return findAnew();
}

/** The list is asked for anew, by a link: nobody returns to what was read before. */
export function forget() {
    Object.assign(found, { query: null, top: 0 });
}

/** The first page again, from the top. */
export function findAnew() {
    const { query } = found;
    request(async (signal) => {
        const readAt = performance.now();
        const read = (path) => readJson(path, query, signal);
        const [rows, counts] = await Promise.all([read("/issues.json"), read("/issues/count.json")]);
        return () => Object.assign(found, { ...rows, counts, shown: query, readAt, top: 0 });
    });
}

/** The next page, if there is one and nothing is asked already. */
export function findMore() {
    const { query, next, shown, state } = found;
    if (next === null || state !== "here" || shown !== query) return;
    request(async (signal) => {
        const page = await readJson("/issues.json", query, signal, { after: next });
        return () => Object.assign(found, { rows: [...found.rows, ...page.rows], next: page.next });
    });
}

/** What failed, again. */
export function tryAgain() {
    if (found.state === "failed") request(last);
}

/** @param {(signal: AbortSignal) => Promise<() => void>} read */
function request(read) {
    last = read;
    tell("asking");
    order.now();
}

/** @param {"asking"|"here"|"failed"} state */
function tell(state) {
    found.state = state;
    watchers.forEach((watcher) => watcher());
}

/**
 * @param {string} path
 * @param {string} query
 * @param {AbortSignal} signal
 * @param {object} [more] parameters
 * @returns {Promise<any>}
 */
export function readJson(path, query, signal, more = {}) {
    const search = new URLSearchParams([...new URLSearchParams(query), ...Object.entries(more)]);
    return askJson(`${path}?${search}`, { signal });
}
