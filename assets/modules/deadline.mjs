/** Deadline: how long an issue still has, or for how long it is overdue, by the server's clock. */
import { useTicks } from "./hooks.mjs";
import { serverNow } from "./live.mjs";
import { describeDuration, fillIn } from "./numbers.mjs";

/** Less than this is soon. */
const SOON = 4 * 3600;

/** @param {{id: string, due_at: ?string, runs: boolean, words: object}} props */
export function Deadline({ id, due_at, runs, words }) {
    useTicks(20);
    const now = serverNow() ?? Date.now();
    const left = due_at ? (Date.parse(due_at) - now) / 1000 : null;
    const [className, text] = describe(left, runs, words);
    return window.React.createElement("span", { id, className: `deadline ${className}` }, text);
}

/**
 * @param {?number} left seconds
 * @param {boolean} runs whether the clock runs in the status
 * @param {object} words
 */
function describe(left, runs, words) {
    if (left === null) return ["", words.none];
    if (!runs) return ["", words.stopped];
    if (left <= 0) return ["is-overdue", fillIn(words.overdue, { duration: describeDuration(-left, words.durations) })];
    return [left < SOON ? "is-soon" : "", fillIn(words.left, { duration: describeDuration(left, words.durations) })];
}
