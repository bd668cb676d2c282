/** The keyboard in the tree of areas, as the ARIA treegrid pattern has it: one row is in the order of tabs. */

/** @typedef {import("./area_tree.mjs").Row} Row */
/** @typedef {{go: (row: ?Row) => void, toggle: (row: Row) => void, choose: (row: Row) => void}} Acts */

/** @type {Object<string, (row: Row, rows: Row[], acts: Acts) => void>} */
const KEYS = {
    ArrowDown: (row, rows, { go }) => go(rows[rows.indexOf(row) + 1]),
    ArrowUp: (row, rows, { go }) => go(rows[rows.indexOf(row) - 1]),
    Home: (_, rows, { go }) => go(rows[0]),
    End: (_, rows, { go }) => go(rows.at(-1)),
    ArrowRight: (row, rows, { go, toggle }) => (row.canOpen && !row.isOpen ? toggle(row) : goBeneath(row, rows, go)),
    ArrowLeft: (row, rows, { go, toggle }) => (row.isOpen ? toggle(row) : go(findAbove(row, rows))),
    Enter: (row, _, { choose }) => choose(row),
};

/**
 * @param {KeyboardEvent} event on a row, or on a button within it, which answers Enter itself
 * @param {Row[]} rows
 * @param {Acts} acts
 */
export function pressKey(event, rows, acts) {
    const row = rows.find(({ area }) => area.id === Number(event.target.closest("tr").dataset.area));
    const act = KEYS[event.key];
    if (!row || !act || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" && event.target.closest("button")) return;
    event.preventDefault();
    act(row, rows, acts);
}

/**
 * @param {Row} row
 * @param {Row[]} rows
 * @param {(row: ?Row) => void} go
 */
function goBeneath(row, rows, go) {
    const next = rows[rows.indexOf(row) + 1];
    if (next?.depth > row.depth) go(next);
}

/**
 * @param {Row} row
 * @param {Row[]} rows
 */
function findAbove(row, rows) {
    return rows.slice(0, rows.indexOf(row)).findLast(({ depth }) => depth < row.depth);
}
