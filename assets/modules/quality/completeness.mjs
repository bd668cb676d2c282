/** How complete each layer is: rows with something in a field, of all. */
import { describeCount } from "../numbers.mjs";

const { createElement: h } = window.React;

/** @param {{filled: [string, string, number, number][], words: object}} props */
export function Completeness({ filled, words }) {
    const row = ([layer, field, count, total], index) =>
        h(
            "tr",
            { key: index },
            h("th", { scope: "row" }, layer),
            h("td", null, field),
            h("td", null, `${describeCount(count)} / ${describeCount(total)}`),
            h("td", null, `${Math.floor((100 * count) / total)} %`),
        );
    return h(
        "details",
        { className: "completeness" },
        h("summary", null, words.complete),
        h("table", null, h("tbody", null, filled.map(row))),
    );
}
