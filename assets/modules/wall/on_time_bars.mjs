/** OnTimeBars: of the issues that were due in the last 7 days, how many ended in time, by part. */
import { useBoard } from "../hooks.mjs";
import { fillIn } from "../numbers.mjs";
import { useAreaInView } from "./entry.mjs";
import { emptyPanel, waitingRows } from "./rows.mjs";

const { createElement: h } = window.React;

/** So many rows; when there are more parts, the first row says so and the lowest shares follow. */
const MOST = 10;
/** A share below it is marked. */
const FAIR = 90;

/** @typedef {{id: number, name: string, closed: number, due: number, share: ?number}} Row `share` in percent */

/** @param {{id: string, words: {none: string, none_due: string, rest: string}}} props */
export function OnTimeBars({ id, words }) {
    const board = useBoard();
    const area = useAreaInView();
    if (!board) return waitingRows(id, MOST);
    const rows = rankParts(board.parts);
    const due = rows.filter((row) => row.due > 0);
    if (due.length === 0) return emptyPanel(id, words.none);
    const listed = rows.length > MOST ? due.slice(1 - MOST) : rows;
    const rest = rows.length - listed.length;
    return h(
        "ol",
        { id, className: "wall-rows" },
        rest > 0 && h("li", { key: "rest", className: "wall-rest" }, fillIn(words.rest, { count: rest })),
        listed.map((row) => partRow(row, row.id === area, words)),
    );
}

/**
 * @param {import("../board.mjs").Part[]} parts
 * @returns {Row[]} the best first, those where nothing was due last
 */
function rankParts(parts) {
    const rows = parts.map(({ id, name, on_time: [closed, due] }) => {
        return { id, name, closed, due, share: due > 0 ? Math.floor((100 * closed) / due) : null };
    });
    const place = (row) => (row.due > 0 ? row.closed / row.due : -1);
    return rows.sort((one, other) => place(other) - place(one) || other.due - one.due || one.id - other.id);
}

/**
 * @param {Row} row
 * @param {boolean} isInView
 * @param {{none_due: string}} words
 */
function partRow({ id, name, closed, due, share }, isInView, words) {
    const isLow = share !== null && share < FAIR;
    const classes = [isInView && "is-in-view", isLow && "is-low"].filter(Boolean).join(" ");
    return h(
        "li",
        { key: id, className: classes, "data-area": id },
        h("span", { className: "wall-name" }, name),
        h(
            "span",
            { className: "wall-bar", "aria-hidden": true },
            share !== null && h("i", { style: { inlineSize: `${share}%` } }),
        ),
        h("small", null, share === null ? words.none_due : `${closed}/${due}`),
        h("b", { className: "figure" }, share === null ? "—" : `${share}%`),
    );
}
