/** PointCard: the issues of the point that was tapped, each a link to its page. */
import { Deadline } from "./deadline.mjs";
import { makeTold } from "./told.mjs";

const { createElement: h, useEffect, useSyncExternalStore } = window.React;

/** @typedef {{id: number, category: string, due_at: ?string, runs: boolean, is_urgent: boolean}} Pointed */

/** @type {{tell: (issues: Pointed[]) => void, present: () => Pointed[], watch: Function}} */
export const pointed = makeTold([]);

/** @param {{id: string, words: object}} props as dashboard/live_pieces.py describes them */
export function PointCard({ id, words }) {
    const issues = useSyncExternalStore(pointed.watch, pointed.present);
    useEffect(() => () => pointed.tell([]), []);
    if (issues.length === 0) return null;
    const close = () => {
        pointed.tell([]);
        document.querySelector(".grid-map canvas").focus(); // a finger on the map opened it
    };
    return h(
        "aside",
        { id, className: "point-card", "aria-label": words.title },
        h("button", { className: "close", "aria-label": words.close, onClick: close }, "×"),
        h(
            "ul",
            null,
            issues.map((issue) => h("li", { key: issue.id }, issueLink(issue, words))),
        ),
    );
}

/**
 * @param {Pointed} issue
 * @param {object} words
 */
function issueLink({ id, category, due_at, runs, is_urgent }, words) {
    return h(
        "a",
        { href: `/issues/${id}` },
        h("strong", null, category, is_urgent && h("em", null, words.urgent)),
        h(Deadline, { due_at, runs, words: words.deadline }),
    );
}
