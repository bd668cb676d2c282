/** One question to the server at a time: a later one replaces it; one that fails is asked again in growing pauses. */

const LONGEST_PAUSE = 30_000;

/**
 * @template T
 * @param {(signal: AbortSignal) => ?Promise<T>} ask null: there is nothing to ask at the moment
 * @param {(answer: T) => void} take
 * @param {() => void} fail told after each try that failed
 * @param {number} pause ms before what is asked `soon`, and before the first try anew
 * @returns {{now: () => void, soon: () => void, end: () => void}}
 */
export function makeOrder(ask, take, fail, pause) {
    let [present, waiting, failures] = [null, 0, 0];
    const later = (delay) => (waiting ||= setTimeout(now, delay));

    async function now() {
        clearTimeout(waiting);
        waiting = 0;
        present?.abort();
        const own = (present = new AbortController());
        try {
            const answer = await ask(own.signal);
            if (own.signal.aborted || answer === null) return;
            failures = 0;
            take(answer);
        } catch {
            if (own.signal.aborted) return;
            fail();
            later(Math.min(pause * 2 ** failures++, LONGEST_PAUSE));
        }
    }

    function end() {
        present?.abort();
        clearTimeout(waiting);
    }

    return { now, soon: () => later(pause), end };
}
