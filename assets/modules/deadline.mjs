/** Deadline: how long an issue still has, or for how long it is overdue, by the server's clock. */
import { readDeadline } from "./deadline_state.mjs";
import { useTicks } from "./hooks.mjs";
import { serverNow } from "./live.mjs";
import { describeDuration, fillIn } from "./numbers.mjs";

const CLASSES = { overdue: "is-overdue", soon: "is-soon" };

/** @param {{id: string, due_at: ?string, runs: boolean, words: object}} props */
export function Deadline({ id, due_at, runs, words }) {
    useTicks(20);
    const now = serverNow() ?? Date.now();
    const state = readDeadline(due_at, runs, now);
    const left = due_at ? (Date.parse(due_at) - now) / 1000 : null;
    const className = `deadline ${CLASSES[state] ?? ""}`;
    return window.React.createElement("span", { id, className }, describe(left, state, words));
}

/**
 * @param {?number} left seconds
 * @param {string} state
 * @param {object} words
 */
function describe(left, state, words) {
    if (left === null) return words.none;
    if (state === "stopped") return words.stopped;
    const duration = describeDuration(Math.abs(left), words.durations);
    return fillIn(state === "overdue" ? words.overdue : words.left, { duration });
}
