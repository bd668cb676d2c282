/** SourceBars: the open issues of the area in view by the source that they came from. */
import { describeCount } from "../numbers.mjs";
import { nameSource } from "../sources.mjs";
import { useEntry } from "./entry.mjs";
import { emptyPanel, waitingRows } from "./rows.mjs";

const { createElement: h } = window.React;

/** So many are listed; when there are more, the last row holds all the others. */
const MOST = 7;

/** @param {{id: string, words: {none: string, others: string, sources: object}}} props */
export function SourceBars({ id, words }) {
    const entry = useEntry();
    if (!entry) return waitingRows(id, MOST - 1);
    if (entry.sources.length === 0) return emptyPanel(id, words.none);
    const rows = listRows(entry.sources, words);
    const most = Math.max(...rows.map((row) => row.count));
    return h(
        "ol",
        { id, className: "wall-rows" },
        rows.map((row) => sourceRow(row, most)),
    );
}

/**
 * @param {[string, number][]} sources most first
 * @param {{others: string, sources: object}} words
 * @returns {{key: string, name: string, count: number}[]}
 */
function listRows(sources, words) {
    const rows = sources.map(([key, count]) => ({ key, name: nameSource(key, words), count }));
    if (rows.length <= MOST) return rows;
    const rest = rows.splice(MOST - 1).reduce((sum, row) => sum + row.count, 0);
    return [...rows, { key: "", name: words.others, count: rest }];
}

/**
 * @param {{key: string, name: string, count: number}} row
 * @param {number} most
 */
function sourceRow({ key, name, count }, most) {
    return h(
        "li",
        { key, "data-source": key },
        h("span", { className: "wall-name" }, name),
        h(
            "span",
            { className: "wall-bar", "aria-hidden": true },
            h("i", { style: { inlineSize: `${(100 * count) / most}%` } }),
        ),
        h("b", { className: "figure" }, describeCount(count)),
    );
}
