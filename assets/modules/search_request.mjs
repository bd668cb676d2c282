/** What the store has of a text: asked for when the typing pauses. */
import { askJson } from "./asking.mjs";
import { makeOrder } from "./order.mjs";

const { useEffect, useRef, useState } = window.React;

/** Somebody who types waits so many ms between two letters at most. */
const PAUSE = 150;

/**
 * @typedef {{id: number, code: string, level: string, name: string}} Place
 * @typedef {{query: string, areas: Array<Place & {path: string[]}>,
 *     addresses: {address: string, area: Place, issues: number}[],
 *     issues: {id: number, source: string, source_reference: string, category: string, status: string}[]}} Found
 */

/**
 * @param {string} text nothing is asked for without one
 * @returns {{found: ?Found, isFailed: boolean, again: () => void}} `found` may be that of a former text
 */
export function useSearch(text) {
    const [answer, setAnswer] = useState({ found: null, failed: null });
    const order = useRef(null);
    useEffect(() => {
        if (!text) return setAnswer({ found: null, failed: null });
        const take = (found) => setAnswer({ found: { ...found, query: text }, failed: null });
        const fail = () => setAnswer(({ found }) => ({ found, failed: text }));
        const ask = (signal) => askJson(`/search.json?q=${encodeURIComponent(text)}`, { signal });
        const { now, end } = (order.current = makeOrder(ask, take, fail));
        const begin = setTimeout(now, PAUSE);
        return () => [end, () => clearTimeout(begin)].forEach((finish) => finish());
    }, [text]);
    const isFailed = Boolean(text) && answer.failed === text;
    return { found: answer.found, isFailed, again: () => order.current.now() };
}
