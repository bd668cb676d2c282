/** LiveState: whether the figures are live and right, how old they are, which source is late; marks the page so. */
import { boardLag } from "./board.mjs";
import { useLive, useTicks } from "./hooks.mjs";
import { confirmed, figuresAge, serverNow } from "./live.mjs";
import { describeDuration, fillIn } from "./numbers.mjs";
import { describeLate, listLate } from "./sources.mjs";
import { describeVerification, useVerification } from "./verification.mjs";

const { createElement: h, useEffect } = window.React;

/** Beats come every 10 s: figures that missed two are old. */
const OLD = 25;

/** @param {{id: string, ofBoard: ?boolean, words: object}} props as dashboard/live_pieces.py describes them */
export function LiveState({ id, ofBoard, words }) {
    useLive("snapshot", "counts", "beat", "source");
    useTicks(1);
    const counted = figuresAge();
    const age = ofBoard && counted !== null ? Math.max(counted, boardLag()) : counted;
    const { differences } = useVerification();
    const state = readState(age, differences);
    useEffect(() => {
        document.documentElement.dataset.figures = state;
    }, [state]);
    return h(
        "span",
        { id, className: `live-state is-${state}`, role: "status", "aria-live": "off", title: describeVerification(words) },
        h("i", { "aria-hidden": true }),
        state === "differing" ? fillIn(words.differing, { count: differences }) : describe(state, age, words),
    );
}

/**
 * @param {?number} age seconds
 * @param {number} differences
 */
function readState(age, differences) {
    if (age === null) return confirmed.store === "away" ? "away" : "waiting";
    if (confirmed.store === "away") return "away";
    if (age > OLD) return "old";
    if (differences > 0) return "differing";
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
