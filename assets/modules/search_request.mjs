/** What the store has of a text: asked for when the typing pauses, one request at a time, again when it failed. */

const { useEffect, useState } = window.React;

/** Somebody who types waits so many ms between two letters at most. */
const PAUSE = 150;
/** An answer that takes longer is not coming. */
const PATIENCE = 6000;
/** What failed is asked for again after so many ms, and at once when the network is back. */
const AGAIN = 4000;

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
    const [tries, setTries] = useState(0);
    const again = () => setTries((count) => count + 1);
    const isFailed = Boolean(text) && answer.failed === text;
    useEffect(() => {
        if (!text) return setAnswer({ found: null, failed: null });
        const answered = (found) => setAnswer({ found, failed: null });
        const failed = () => setAnswer(({ found }) => ({ found, failed: text }));
        return ask(text, answered, failed);
    }, [text, tries]);
    useEffect(() => (isFailed ? tryLater(again) : undefined), [answer]);
    return { found: answer.found, isFailed, again };
}

/**
 * @param {string} text
 * @param {(found: Found) => void} answered
 * @param {() => void} failed
 * @returns {() => void} ends it: then nothing is told any more
 */
function ask(text, answered, failed) {
    const request = new AbortController();
    let isOver = false;
    const refused = () => isOver || failed();
    const begin = setTimeout(() => fetchFound(text, request.signal).then(answered, refused), PAUSE);
    const limit = setTimeout(() => request.abort(), PAUSE + PATIENCE);
    return () => {
        isOver = true;
        clearTimeout(begin);
        clearTimeout(limit);
        request.abort();
    };
}

/**
 * @param {string} text
 * @param {AbortSignal} signal
 * @returns {Promise<Found>}
 */
async function fetchFound(text, signal) {
    const answer = await fetch(`/search.json?q=${encodeURIComponent(text)}`, { signal });
    if (!answer.ok) throw new Error(`/search.json: ${answer.status}`);
    return { ...(await answer.json()), query: text };
}

/**
 * @param {() => void} again
 * @returns {() => void} ends it
 */
function tryLater(again) {
    const timer = setTimeout(again, AGAIN);
    window.addEventListener("online", again);
    return () => {
        clearTimeout(timer);
        window.removeEventListener("online", again);
    };
}
