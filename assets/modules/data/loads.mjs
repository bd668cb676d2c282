/** The record of loads: when, what, from which file, what came of it, and the rows that did not fit. */
import { describeMoment } from "../moments.mjs";
import { describeCount } from "../numbers.mjs";

const { createElement: h, useEffect, useState } = window.React;

/** @param {{requests: object, words: object}} props */
export function Loads({ requests, words }) {
    const [loads, setLoads] = useState([]);
    useEffect(() => {
        requests.loads().then(setLoads, () => {}); // without it the page does its work
    }, [requests]);
    if (loads.length === 0) return null;
    const heads = [words.at, words.file, words.what, words.came, words.rejected_rows];
    return h(
        "section",
        { className: "data-loads" },
        h("h3", null, words.loads),
        h(
            "div",
            { className: "data-table", tabIndex: 0 },
            h(
                "table",
                null,
                h("thead", null, h("tr", null, heads.map((head) => h("th", { key: head, scope: "col" }, head)))),
                h("tbody", null, loads.map((load) => h(Load, { key: load.id, load, words }))),
            ),
        ),
    );
}

/** @param {{load: object, words: object}} props */
function Load({ load, words }) {
    const { id, at, file_name, kind, target, told, counts, rejected_name } = load;
    const numbers = Object.entries(counts).map(([name, count]) => `${words.counts[name]} ${describeCount(count)}`);
    return h(
        "tr",
        null,
        h("td", null, describeMoment(at, words.locale)),
        h("td", { title: load.sha256 }, file_name),
        h("td", null, [words.kinds_of[kind], words.levels_of[target] ?? target].filter(Boolean).join(" · ")),
        h("td", null, told ?? numbers.join(words.comma)),
        h("td", null, rejected_name && h("a", { href: `/data/loads/${id}/rejected`, download: rejected_name }, words.download)),
    );
}
