/**
 * One question to the server at a time: a later one replaces it. One that fails is asked again in growing pauses, and when
 * the network or the server is back, until it is answered or left.
 */
import { confirmed, listen } from "./live.mjs";

/** After these, in ms, it is asked again; after the last one again and again. */
const PAUSES = [2000, 4000, 8000, 15_000, 30_000];
/** What changes all the time is not asked for more often than this. */
const PAUSE = 2000;
/** Beats come every 10 s: after a longer silence the server was away. */
const SILENCE = 15_000;

/**
 * @template T
 * @param {(signal: AbortSignal) => ?Promise<T>} ask null: there is nothing to ask at the moment
 * @param {(answer: T) => void} take
 * @param {(fault: Error) => void} fail told after each try that failed
 * @returns {{now: () => void, soon: () => void, end: () => void}} `soon` lets a question that is under way be answered
 */
export function makeOrder(ask, take, fail) {
    let [present, waiting, failures, isWanted, ignore] = [null, 0, 0, false, () => {}];
    const later = (pause) => (waiting ||= setTimeout(begin, pause));
    const soon = () => (present ? (isWanted = true) : later(PAUSE));

    function begin() {
        end();
        const own = (present = new AbortController());
        const unlessLeft = (follow) => (outcome) => own.signal.aborted || follow(outcome);
        new Promise((go) => go(ask(own.signal))).then(unlessLeft(answered)).catch(unlessLeft(failed));
    }

    function answered(answer) {
        present = null;
        if (isWanted) later(PAUSE);
        if (answer !== null) take(answer);
        failures = 0;
    }

    function failed(fault) {
        present = null;
        later(PAUSES[Math.min(failures++, PAUSES.length - 1)]);
        ignore = watchReturn(now);
        fail(fault);
    }

    function end() {
        present?.abort();
        clearTimeout(waiting);
        ignore();
        [present, waiting, isWanted] = [null, 0, false];
    }

    function now() {
        failures = 0;
        begin();
    }

    return { now, soon, end };
}

/**
 * @param {() => void} retry told when the network or the server is back
 * @returns {() => void} ends it
 */
function watchReturn(retry) {
    let { toldHeard, store } = confirmed;
    const silence = listen(() => {
        const isBack = confirmed.toldHeard - toldHeard > SILENCE || (store === "away" && confirmed.store === "here");
        ({ toldHeard, store } = confirmed);
        if (isBack) retry();
    });
    window.addEventListener("online", retry);
    return () => {
        window.removeEventListener("online", retry);
        silence();
    };
}
