/** IssueList: the open issues of the chosen area by deadline; each row leads to its issue. */
import { Deadline } from "./deadline.mjs";
import { FigureAge } from "./figure_age.mjs";
import { useChosen, useLoading, useTicks } from "./hooks.mjs";
import { LiveFigure } from "./live_figure.mjs";
import { fillIn } from "./numbers.mjs";

const { createElement: h, useLayoutEffect, useRef } = window.React;

/** While a hand is on the list its rows stand: none must leave from under a finger. */
const STILL = 3000;

/**
 * @typedef {object} Row
 * @property {number} id
 * @property {string} category
 * @property {string} place
 * @property {boolean} is_urgent
 * @property {?string} due_at
 * @property {boolean} runs whether the clock runs
 */

/**
 * @typedef {object} Found what the server found
 * @property {number} area id
 * @property {number} news that it knew of
 * @property {Row[]} rows
 * @property {?string} empty what is said instead of rows
 * @property {string[]} notes on what is counted and not listed
 * @property {string} all address of the whole list
 */

/** @param {{id: string, found: ?Found, words: object}} props */
export function IssueList({ id, found, words }) {
    useTicks(1);
    const box = useRef(null);
    const touched = useRef(-STILL);
    const standing = useRef(null);
    const isHeld = standing.current?.area === found?.area && performance.now() - touched.current < STILL;
    if (!isHeld) standing.current = found;
    keepFocus(box, standing.current);
    showFirst(box, standing.current);
    const touch = () => (touched.current = performance.now());
    const shared = { ...useLoading(), id, ref: box, className: "panel-issues", onPointerDown: touch, onPointerMove: touch };
    if (!standing.current?.area) return h("div", shared);
    return h("div", { ...shared, "data-area": standing.current.area, "data-news": found.news }, describe(standing.current, words));
}

/**
 * @param {Found} found
 * @param {object} words
 */
function describe({ area, rows, empty, notes, all }, words) {
    const count = h(LiveFigure, { of: area, measure: "open_issues" });
    const age = h(FigureAge, { measure: "open_issues", isOnlyLate: true, words: words.ages });
    return [
        h("h3", { key: "title" }, h("span", null, words.title, " ", count), age),
        rows.length > 0 && h("ul", { key: "rows" }, rows.map((row) => h("li", { key: row.id }, issueRow(row, words)))),
        empty && h("p", { key: "empty", className: "empty" }, empty),
        ...notes.map((note) => h("p", { key: note, className: "quiet note" }, note)),
        h("a", { key: "all", className: "all", href: all }, words.all),
    ];
}

/**
 * @param {Row} row
 * @param {object} words
 */
function issueRow({ id, category, place, is_urgent, due_at, runs }, words) {
    return h(
        "a",
        { href: `/issues/${id}` },
        h("strong", null, category, is_urgent && h("em", null, words.urgent)),
        h("span", { className: "quiet" }, place),
        h(Deadline, { due_at, runs, words: words.deadlines }),
    );
}

/**
 * A row that was moved among the others has lost its focus: give it back.
 * @param {{current: ?Element}} box
 * @param {?Found} found
 */
function keepFocus(box, found) {
    const { activeElement } = document;
    const focused = box.current?.contains(activeElement) ? activeElement : null;
    useLayoutEffect(() => {
        if (focused?.isConnected && document.activeElement !== focused) focused.focus({ preventScroll: true });
    }, [found]);
}

/**
 * Who asked for issues sees the first of them at once.
 * @param {{current: ?Element}} box
 * @param {?Found} found
 */
function showFirst(box, found) {
    const { area, at } = useChosen();
    const shown = useRef(0);
    useLayoutEffect(() => {
        const isHere = found?.area === area?.id && box.current.offsetParent !== null;
        if (!area?.asksIssues || shown.current === at || !isHere) return;
        shown.current = at;
        box.current.querySelector("li:nth-child(3), li:last-child")?.scrollIntoView({ block: "nearest" });
    });
}
