/** NewestIssues: the issues of the area in view that changed last: when, what, where, how it stands. */
import { confirmed } from "../live.mjs";
import { useEntry } from "./entry.mjs";
import { emptyPanel, waitingRows } from "./rows.mjs";
import { writeMoment } from "./street_time.mjs";

const { createElement: h } = window.React;

const WAITING = 6;
/** How far an issue is, for the color of its tag. */
const STEPS = { accepted: "new", filed: "new", closed: "done", rejected: "done" };

/** @param {{id: string, words: {none: string, overdue: string, urgent: string, statuses: object, locale: string}}} props */
export function NewestIssues({ id, words }) {
    const entry = useEntry();
    if (!entry) return waitingRows(id, WAITING);
    if (entry.newest.length === 0) return emptyPanel(id, words.none);
    return h(
        "ol",
        { id, className: "wall-issues" },
        entry.newest.map((issue) => issueRow(issue, words)),
    );
}

/**
 * @param {object} issue of the board
 * @param {object} words
 */
function issueRow({ id, at, area, category, status, is_overdue, is_urgent }, words) {
    const step = is_overdue ? "overdue" : (STEPS[status] ?? "under-way");
    return h(
        "li",
        { key: id, "data-issue": id, className: `is-${step}` },
        h("time", null, writeTime(at, words.locale)),
        h(
            "span",
            { className: "wall-issue" },
            h("b", null, category, is_urgent && h("em", null, words.urgent)),
            h("small", null, area),
        ),
        h("span", { className: "wall-tag" }, is_overdue ? words.overdue : (words.statuses[status] ?? status)),
    );
}

/**
 * @param {string} at in the street's zone
 * @param {string} locale
 * @returns {string} `16:42`, and the day for another than today
 */
function writeTime(at, locale) {
    if (at.slice(0, 10) === (confirmed.at ?? at).slice(0, 10)) return at.slice(11, 16);
    return writeMoment(new Date(at.slice(0, 10)), locale, { month: "short", day: "numeric" });
}
