/** The map's twin: the areas as a tree of rows with live values, for screen readers, keyboards and weak machines. */
import { compareLevel, listAbove, listRows, reachesBuildings, useTree } from "./area_tree.mjs";
import { renewBoundaries } from "./areas.mjs";
import { watchBases } from "./bases.mjs";
import { book, knownCounts } from "./book.mjs";
import { chooseArea } from "./choices.mjs";
import { useLive, useWatch } from "./hooks.mjs";
import { listen } from "./live.mjs";
import { describePicture, showPicture } from "./picture.mjs";
import { pressKey } from "./table_keys.mjs";
import { makeGauge, tableHead, tableRow } from "./table_row.mjs";

const { createElement: h, useEffect, useRef, useState } = window.React;

/** @param {object} props of the map, and `hasNoMap`: whether the browser cannot draw one */
export function AreaTable(props) {
    const { id, tiles, levels, selected, words } = props;
    const [open, setOpen] = useState(new Set());
    const [focused, setFocused] = useState(null);
    const [wantsBuildings, wantBuildings] = useState(false);
    const renew = useBoundaries(props);
    const { tree, hasFailed, again } = useTree(tiles, levels, wantsBuildings, renew);
    const shown = { ...props, counts: knownCounts() };
    useLive("snapshot", "counts", "parts", "source");
    useWatch(watchBases);
    useEffect(() => {
        if (tree) setOpen(new Set([...open, ...listAbove(tree, selected?.id)]));
    }, [tree, selected?.id]);
    useEffect(() => {
        if (tree && reachesBuildings(tree, open, selected)) wantBuildings(true);
    }, [tree, open]);
    useEffect(() => {
        if (tree) tellPicture(shown, tree);
    });
    const rows = tree ? listRows(tree, open) : [];
    const toggle = ({ area, isOpen }) =>
        setOpen(isOpen ? new Set([...open].filter((each) => each !== area.id)) : new Set([...open, area.id]));
    const choose = ({ area }) => chooseArea(id, { id: area.id, code: area.code, level: area.level });
    const acts = { toggle, choose, focus: setFocused };
    return h(
        "div",
        { id, className: "area-table" },
        props.hasNoMap && h("p", { role: "status" }, words.no_webgl),
        hasFailed && h(Failure, { again, words }),
        h(
            "table",
            { role: "treegrid", "aria-label": words.areas },
            h("thead", null, tableHead(shown)),
            h(AreaRows, { rows, focused, acts, props: shown, tree }),
        ),
    );
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

/** Follows moved boundaries, as the map does. @returns {() => void} asks whether they have moved */
function useBoundaries(props) {
    const latest = useRef(props);
    latest.current = props;
    const renew = () => renewBoundaries(() => latest.current, latest.current.setProps);
    useEffect(() => {
        let isFirst = book.revision === null;
        return listen((kind) => {
            if (kind !== "snapshot") return;
            if (!isFirst) renew();
            isFirst = false;
        });
    }, []);
    return renew;
}

/** Legend, ranks and ages tell of the level that is compared. */
function tellPicture(props, tree) {
    const level = compareLevel(tree, props.selected?.id);
    showPicture(describePicture(props, level, tree.lists[level] ?? []));
}
