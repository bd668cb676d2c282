/** The areas as a table with live counts: what is shown where the map cannot be drawn. */
import { listAreas } from "./areas.mjs";
import { book, readCount } from "./book.mjs";
import { areaLevels, hidesMeasure } from "./levels.mjs";
import { chooseArea } from "./choices.mjs";
import { FigureAge } from "./figure_age.mjs";
import { useLive } from "./hooks.mjs";
import { describeCount } from "./numbers.mjs";
import { findOldest } from "./sources.mjs";

const { createElement: h, useEffect, useState } = window.React;

/** @param {object} props of the map */
export function AreaTable(props) {
    const [rows, setRows] = useState([]);
    useLive("snapshot", "counts", "parts", "source");
    useEffect(() => {
        readRows(props.tiles, props.levels, props.selected?.id).then(setRows, () => setRows([]));
    }, [props.tiles, props.selected?.id]);
    const { words } = props;
    return h(
        "div",
        { id: props.id, className: "area-table" },
        h("p", { role: "status" }, words.no_webgl),
        h(
            "table",
            null,
            h(
                "thead",
                null,
                h(
                    "tr",
                    null,
                    h("th", { scope: "col" }, words.area),
                    book.measures.map((measure) => tableHead(measure, words)),
                ),
            ),
            h(
                "tbody",
                null,
                rows.map((row) => tableRow(row, props)),
            ),
        ),
    );
}

/**
 * @param {string} measure
 * @param {object} words
 */
function tableHead(measure, words) {
    const age = h(FigureAge, { measure, isOnlyLate: true, words: words.ages });
    return h("th", { key: measure, scope: "col" }, words.measures[measure], age);
}

/**
 * @param {import("./areas.mjs").Area & {depth: number}} row
 * @param {object} props
 */
function tableRow(row, props) {
    const isHidden = (measure) => hidesMeasure(props.levels, row.level, measure);
    const choose = () => chooseArea(props.id, { id: row.id, code: row.code, level: row.level });
    return h(
        "tr",
        { key: row.id, "aria-selected": props.selected?.id === row.id },
        h(
            "th",
            { scope: "row", style: { paddingInlineStart: `${12 + row.depth * 20}px` } },
            h("button", { onClick: choose }, row.name),
        ),
        book.measures.map((measure) =>
            h("td", { key: measure, className: cellClass(measure) }, describeCount(isHidden(measure) ? null : readCount(row.id, measure))),
        ),
    );
}

/** @param {string} measure */
const cellClass = (measure) => (findOldest(measure)?.is_late ? "figure is-late" : "figure");

/**
 * @param {string} version
 * @param {import("./levels.mjs").Level[]} levels
 * @param {number|undefined} chosen id
 * @returns {Promise<object[]>} the upper two levels, and what lies beneath the chosen area and those above it
 */
async function readRows(version, levels, chosen) {
    const names = areaLevels(levels).map((level) => level.name);
    const lists = await Promise.all(names.map((name) => listAreas(version, name)));
    const all = lists.flatMap((list, depth) => list.map((area) => ({ ...area, depth, level: names[depth] })));
    const byId = new Map(all.map((area) => [area.id, area]));
    const open = new Set();
    for (let area = byId.get(chosen); area; area = byId.get(area.parent)) open.add(area.id);
    const beneath = Map.groupBy(all, (area) => area.parent);
    const walk = (area) => [
        area,
        ...(area.depth === 0 || open.has(area.id) ? (beneath.get(area.id) ?? []).flatMap(walk) : []),
    ];
    return (beneath.get(null) ?? []).flatMap(walk);
}
