/** What a deadline means at a moment. */

/** Less than this is soon, in ms. */
const SOON = 4 * 3_600_000;

/**
 * @param {?string} due_at ISO 8601
 * @param {boolean} runs whether the clock runs
 * @param {number} now ms, the server's
 * @returns {"overdue"|"soon"|"running"|"stopped"} running also without a deadline
 */
export function readDeadline(due_at, runs, now) {
    if (!runs) return "stopped";
    const left = due_at ? Date.parse(due_at) - now : Infinity;
    if (left <= 0) return "overdue";
    return left < SOON ? "soon" : "running";
}
