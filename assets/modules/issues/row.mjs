/** A row of the list of issues: category, status, place, source, when it was reported, deadline. */
import { Deadline } from "../deadline.mjs";
import { describeMoment } from "../moments.mjs";
import { nameSource } from "../sources.mjs";

const { createElement: h } = window.React;

/** @param {{number: number, row: object, isActive: boolean, words: object, enter: (number: number) => void}} props */
export function IssueRow({ number, row, isActive, words, enter }) {
    const { id, category, is_urgent, status, place, source, reported_at, due_at, runs } = row;
    const link = {
        href: `/issues/${id}`,
        tabIndex: isActive ? 0 : -1,
        onFocus: () => enter(number),
    };
    const isOver = ["closed", "rejected"].includes(status);
    const end = isOver ? "—" : h(Deadline, { due_at, runs, words: words.deadline });
    return h(
        "div",
        { className: "issue-row", role: "row", "aria-rowindex": number + 2, "data-row": number, style: { "--number": number } },
        cell("issue-category", h("a", link, category), is_urgent && h("em", null, words.urgent)),
        cell("issue-status", words.statuses[status] ?? status),
        cell("issue-place quiet", place ?? words.unlocated),
        cell("issue-source quiet", nameSource(source, words)),
        cell("issue-reported quiet", describeMoment(reported_at, words.locale)),
        cell("issue-deadline", end),
    );
}

/**
 * @param {string} className
 * @param {...any} children
 */
const cell = (className, ...children) => h("span", { className, role: "gridcell" }, ...children);
