/** Figures of an area's panel that stand beside a live count: its change since yesterday, its share; and today's issues. */
import { readCount } from "./book.mjs";
import { useLive } from "./hooks.mjs";
import { describeCount, fillIn } from "./numbers.mjs";
import { useYesterday } from "./yesterday.mjs";

const { createElement: h } = window.React;

/**
 * How much a live count changed since this time of yesterday; nothing where one of the two is not known or not shown.
 * @param {{id: string, of: number, measure: string, words: {change: string, same: string}}} props
 */
export function CountChange({ id, of, measure, words }) {
    useLive("snapshot", "counts");
    const [count, former] = [readCount(of, measure), useYesterday(of)?.former[measure]];
    const isKnown = typeof count === "number" && typeof former === "number";
    return h("small", { id, className: "change" }, isKnown ? describeChange(count - former, words) : "");
}

/**
 * A live count of people per hundred residents, beside its target if it has one; of 0 residents it is only room.
 * @param {{id: string, of: number, measure: string, residents: ?number, target: ?number, words: object}} props
 */
export function ResidentShare({ id, of, measure, residents, target, words }) {
    useLive("snapshot", "counts");
    const count = readCount(of, measure);
    if (typeof count !== "number" || (residents ?? null) === null) return null;
    const write = (words, values) => (residents ? fillIn(words, values) : "\u00a0");
    const share = write(words.share, { percent: ((100 * count) / residents).toFixed(1) });
    const aim = target ? write(words.target, { percent: target }) : null;
    return h("small", { id, className: "share" }, share, aim && h("span", null, aim));
}

/**
 * How many issues came in and how many ended today.
 * @param {{id: string, of: number, words: {today: string, new: string, closed: string}}} props
 */
export function TodayFigures({ id, of, words }) {
    const today = useYesterday(of);
    const pair = (name) => [
        h("span", { key: `${name}-name`, className: "card-name" }, words[name]),
        h("span", { key: name, className: `figure ${today ? "" : "is-waiting"}` }, describeCount(today?.[name])),
    ];
    const title = h("span", { className: "card-name" }, words.today);
    return h("div", { id, className: "today" }, title, pair("new"), pair("closed"));
}

/**
 * @param {number} change
 * @param {{change: string, same: string}} words
 */
function describeChange(change, words) {
    if (change === 0) return words.same;
    return fillIn(words.change, { change: `${change > 0 ? "+" : "−"}${describeCount(Math.abs(change))}` });
}
