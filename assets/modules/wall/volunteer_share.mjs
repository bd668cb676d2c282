/** VolunteerShare: volunteers per hundred residents of the area in view, beside the target. */
import { fillIn } from "../numbers.mjs";
import { useEntry, useTotal } from "./entry.mjs";
import { waitingNote } from "./notes.mjs";

const { createElement: h } = window.React;

/** The bar ends a little behind the target, so that passing it can be seen. */
const BEHIND = 1.2;

/** @param {{id: string, target: number, words: {share: string, target: string, none: string}}} props */
export function VolunteerShare({ id, target, words }) {
    const residents = useEntry()?.residents;
    const count = useTotal("volunteers");
    if (count === undefined) return waitingNote(id);
    if (count === null || !residents) return h("p", { id, className: "wall-note" }, count === null ? "" : words.none);
    const share = (100 * count) / residents;
    const end = Math.max(target * BEHIND, share);
    return h(
        "div",
        { id, className: "wall-share" },
        h(
            "span",
            { className: "wall-bar", "aria-hidden": true },
            h("i", { style: { inlineSize: `${(100 * share) / end}%` } }),
            h("u", { style: { insetInlineStart: `${(100 * target) / end}%` } }),
        ),
        h(
            "p",
            { className: "wall-note" },
            `${words.share} `,
            h("b", { className: "figure" }, `${share.toFixed(1)}%`),
            ` · ${fillIn(words.target, { percent: target })}`,
        ),
    );
}
