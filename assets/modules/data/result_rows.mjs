/** The rows that a load adds, changes, retires, moves or rejects, a table for each. */
import { describeCount, fillIn } from "../numbers.mjs";

const { createElement: h } = window.React;

/** @param {{rows: Object<string, object[]>, counts: Object<string, number>, words: object}} props */
export function ResultRows({ rows, counts, words }) {
    const order = ["rejected", "mended", "retired", "removed", "changed", "moved", "added"];
    const states = order.filter((state) => rows[state]?.length);
    return states.map((state, index) =>
        h(
            "details",
            { key: state, className: "data-rows", open: index === 0 },
            h("summary", null, `${words.counts[state]}: ${describeCount(counts[state] ?? rows[state].length)}`),
            counts[state] > rows[state].length &&
                h("p", { className: "quiet" }, fillIn(words.first, { count: describeCount(rows[state].length) })),
            h(Rows, { state, rows: rows[state], words }),
        ),
    );
}

/** What is told of a row in each state. */
const COLUMNS = {
    rejected: ["row_number", "field", "value", "reason"],
    mended: ["row_number", "code", "name", "reason"],
    retired: ["code", "name"],
    removed: ["code", "name", "count"],
    changed: ["row_number", "code", "name", "former"],
    moved: ["count", "former", "name"],
    added: ["row_number", "code", "name"],
};

/** @param {{state: string, rows: object[], words: object}} props */
function Rows({ state, rows, words }) {
    const labels = { ...words, row_number: words.row, count: words.number };
    return h(
        "div",
        { className: "data-table", tabIndex: 0 },
        h(
            "table",
            null,
            h("thead", null, h("tr", null, COLUMNS[state].map((name) => h("th", { key: name, scope: "col" }, labels[name])))),
            h(
                "tbody",
                null,
                rows.map((row, index) =>
                    h("tr", { key: index }, COLUMNS[state].map((name) => h("td", { key: name }, write(name, row, words)))),
                ),
            ),
        ),
    );
}

function write(name, row, words) {
    if (name === "former") return [row.former, row.field && words.boundary].filter(Boolean).join(words.comma);
    return row[name] ?? "";
}
