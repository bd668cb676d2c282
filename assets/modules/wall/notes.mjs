/** What stands below a total: today's flow, the oldest overdue issue. */
import { useTicks } from "../hooks.mjs";
import { serverNow } from "../live.mjs";
import { describeCount, describeDuration } from "../numbers.mjs";
import { useEntry } from "./entry.mjs";

const { createElement: h } = window.React;

/** @param {{id: string, words: {today_new: string, today_closed: string}}} props */
export function TodayFlow({ id, words }) {
    const entry = useEntry();
    if (!entry) return waitingNote(id);
    return h(
        "p",
        { id, className: "wall-note" },
        `${words.today_new} `,
        h("b", { className: "figure" }, describeCount(entry.today.new)),
        ` · ${words.today_closed} `,
        h("b", { className: "figure" }, describeCount(entry.today.closed)),
    );
}

/** @param {{id: string, words: {longest: string, none: string, durations: object}}} props */
export function OldestOverdue({ id, words }) {
    const entry = useEntry();
    useTicks(10);
    const now = serverNow();
    if (!entry || now === null) return waitingNote(id);
    if (entry.oldest_overdue === null) return h("p", { id, className: "wall-note" }, words.none);
    const seconds = Math.max(0, now - Date.parse(entry.oldest_overdue)) / 1000;
    const age = h("b", { className: "figure" }, describeDuration(seconds, words.durations));
    return h("p", { id, className: "wall-note" }, `${words.longest} `, age);
}

/** @param {string} id */
export function waitingNote(id) {
    return h("p", { id, className: "wall-note is-waiting" });
}
