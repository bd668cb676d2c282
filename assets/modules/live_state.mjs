/** LiveState: whether the figures are live, how old they are, or which source is late; marks the whole page so. */
import { useLive, useTicks } from "./hooks.mjs";
import { confirmed, figuresAge, serverNow } from "./live.mjs";
import { describeDuration, fillIn } from "./numbers.mjs";
import { describeLate, listLate } from "./sources.mjs";

const { createElement: h, useEffect } = window.React;

/** Beats come every 10 s: figures that missed two are old. */
const OLD = 25;

/** @param {{id: string, words: object}} props */
export function LiveState({ id, words }) {
    useLive("snapshot", "counts", "beat", "source");
    useTicks(1);
    const age = figuresAge();
    const state = readState(age);
    useEffect(() => {
        document.documentElement.dataset.figures = state;
    }, [state]);
    return h(
        "span",
        { id, className: `live-state is-${state}`, role: "status", "aria-live": "off" },
        h("i", { "aria-hidden": true }),
        describe(state, age, words),
    );
}

/** @param {?number} age seconds */
function readState(age) {
    if (age === null) return confirmed.store === "away" ? "away" : "waiting";
    if (confirmed.store === "away") return "away";
    if (age > OLD) return "old";
    return listLate().length > 0 ? "late" : "live";
}

/**
 * @param {string} state
 * @param {?number} age
 * @param {object} words
 */
function describe(state, age, words) {
    if (state === "waiting") return words.waiting;
    if (state === "live") return fillIn(words.live, { time: confirmed.at.slice(11, 19) });
    if (state === "late") return describeSources(words);
    if (age === null) return words.away;
    return fillIn(state === "away" ? words.away_old : words.old, { age: describeDuration(age, words.durations) });
}

/** @param {object} words */
function describeSources(words) {
    const late = listLate();
    const count = fillIn(late.length === 1 ? words.one_late : words.some_late, { count: late.length });
    const which = ` · ${describeLate(late[0], serverNow(), words)}`;
    return h("span", null, count, h("span", { className: "which" }, which));
}
