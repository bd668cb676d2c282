/**
 * The issues that a filter finds, fetched a page at a time. They outlive the list on the screen, so that who returns from
 * an issue finds the list as it was; what is there stays while a request fails, and the request is made again by itself.
 */
import { ask } from "../asking.mjs";

const { useEffect, useReducer } = window.React;

const AGAIN = 5000;

/**
 * `query`: what is asked for; `shown`: what the rows are of; `readAt`: when their first page was asked for, on this page's
 * clock; `next`: behind which place the list goes on; `top`: how far the reader scrolled.
 * @type {{query: ?string, shown: ?string, readAt: number, rows: object[], next: ?string, counts: ?object,
 *     state: "asking"|"here"|"failed", top: number}}
 */
export const found = { query: null, shown: null, readAt: 0, rows: [], next: null, counts: null, state: "here", top: 0 };

/** @type {Set<() => void>} */
const watchers = new Set();
/** The number of the present request: an answer to a former one comes too late. */
let asked = 0;
let waiting = 0;
/** @type {?() => Promise<() => void>} what was asked last */
let last = null;

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
    request(async () => {
        const readAt = performance.now();
        const [rows, counts] = await Promise.all([readJson("/issues.json", query), readJson("/issues/count.json", query)]);
        return () => Object.assign(found, { ...rows, counts, shown: query, readAt, top: 0 });
    });
}

/** The next page, if there is one and nothing is asked already. */
export function findMore() {
    const { query, next, shown, state } = found;
    if (next === null || state !== "here" || shown !== query) return;
    request(async () => {
        const page = await readJson("/issues.json", query, { after: next });
        return () => Object.assign(found, { rows: [...found.rows, ...page.rows], next: page.next });
    });
}

/** What failed, again; not while nobody looks at the list. */
export function tryAgain() {
    if (found.state === "failed" && watchers.size > 0) request(last);
}

/**
 * @param {() => Promise<() => void>} read asks, and returns what takes the answer in
 */
async function request(read) {
    const number = ++asked;
    last = read;
    clearTimeout(waiting);
    found.state = "asking";
    tell();
    const take = await read().catch(() => null);
    if (number !== asked) return;
    take?.();
    found.state = take ? "here" : "failed";
    if (!take) waiting = setTimeout(tryAgain, AGAIN);
    tell();
}

function tell() {
    watchers.forEach((watcher) => watcher());
}

/**
 * @param {string} path
 * @param {string} query
 * @param {object} [more] parameters
 * @returns {Promise<any>}
 */
export async function readJson(path, query, more = {}) {
    const search = new URLSearchParams([...new URLSearchParams(query), ...Object.entries(more)]);
    return (await ask(`${path}?${search}`)).json();
}

window.addEventListener("online", tryAgain);
