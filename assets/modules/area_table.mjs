/** The map's twin: the areas as a tree of rows with live values, for screen readers, keyboards and weak machines. */
import { compareLevel, listAbove, listRows, reachesBuildings, useTree } from "./area_tree.mjs";
import { knownCounts } from "./book.mjs";
import { chooseArea } from "./choices.mjs";
import { useLive } from "./hooks.mjs";
import { describePicture, showPicture } from "./picture.mjs";
import { pressKey } from "./table_keys.mjs";
import { orderBy } from "./table_order.mjs";
import { makeGauge, tableHead, tableRow } from "./table_row.mjs";

const { createElement: h, useEffect, useMemo, useRef, useState } = window.React;

/** @param {object} props of the map, and `hasNoMap`: whether the browser cannot draw one */
export function AreaTable(props) {
    const { id, tiles, levels, selected, measure, per, words } = props;
    const [open, setOpen] = useState(new Set());
    const [focused, setFocused] = useState(null);
    const [order, setOrder] = useState(null);
    const [wantsBuildings, wantBuildings] = useState(false);
    const acts = useMemo(() => makeActs(id, setOpen, setFocused), []);
    const { tree, hasFailed, again } = useTree(tiles, levels, wantsBuildings);
    const shown = { ...props, counts: knownCounts() };
    useLive("snapshot", "counts", "parts", "source");
    useEffect(() => {
        if (tree) setOpen(new Set([...open, ...listAbove(tree, selected?.id)]));
    }, [tree, selected?.id]);
    useEffect(() => {
        if (tree && reachesBuildings(tree, open, selected)) wantBuildings(true);
    }, [tree, open]);
    useEffect(() => setOrder(null), [measure, per]);
    useEffect(() => {
        if (tree) tellPicture(shown, tree);
    });
    const rows = tree ? listRows(tree, open, order) : [];
    const sort = (column) => tree && setOrder(orderBy(order, column, tree, shown));
    return h(
        "div",
        { id, className: "area-table" },
        props.hasNoMap && h("p", { role: "status" }, words.no_webgl),
        hasFailed && h(Failure, { again, words }),
        h(
            "table",
            { role: "treegrid", "aria-label": words.areas },
            h("thead", null, tableHead(shown, order, sort)),
            h(AreaRows, { rows, focused, acts, props: shown, tree }),
        ),
    );
}

/**
 * What a reader does with a row: always the same functions, so that rows stay as they are.
 * @returns {import("./table_keys.mjs").Acts & {focus: (id: number) => void}}
 */
function makeActs(id, setOpen, focus) {
    const flip = (open, branch) => (open.has(branch) ? [...open].filter((each) => each !== branch) : [...open, branch]);
    return {
        toggle: ({ area }) => setOpen((open) => new Set(flip(open, area.id))),
        choose: ({ area }) => chooseArea(id, { id: area.id, code: area.code, level: area.level }),
        focus,
    };
}

/** @param {object} props the rows of the open branches, one of which the keyboard is at */
function AreaRows({ rows, focused, acts, props, tree }) {
    const body = useRef(null);
    const levels = [...new Set(rows.map((row) => row.area.level))];
    const gauges = Object.fromEntries(levels.map((level) => [level, makeGauge(props, level, tree.lists[level])]));
    const at = rows.some((row) => row.area.id === focused) ? focused : rows[0]?.area.id;
    const go = (row) => body.current.querySelector(`[data-area="${row?.area.id}"]`)?.focus();
    const listening = {
        ref: body,
        onKeyDown: (event) => pressKey(event, rows, { ...acts, go }),
        onFocus: (event) => acts.focus(Number(event.target.closest("tr").dataset.area)),
    };
    const draw = (row) => tableRow(row, { ...props, gauge: gauges[row.area.level], isAt: row.area.id === at, acts });
    return h("tbody", listening, rows.map(draw));
}

/** @param {{again: () => void, words: object}} props */
function Failure({ again, words }) {
    const retry = h("button", { type: "button", className: "chip", onClick: again }, words.again);
    return h("p", { role: "status" }, words.failed, " ", retry);
}

/** Legend, ranks and ages tell of the level that is compared. */
function tellPicture(props, tree) {
    const level = compareLevel(tree, props.selected?.id);
    showPicture(describePicture(props, level, tree.lists[level] ?? []));
}
