/** What the map writes: counts through the count writer, names through MapLibre, which keeps the room of both. */
import { collect, makeSlot, markCount, namePoints } from "./labels.mjs";
import { BUILDING } from "./levels.mjs";
import { measureLevel } from "./quantity.mjs";

/** @typedef {import("./drawing.mjs").Drawing} Drawing */

/** No areas: always this one, so that it is known again. */
const NONE = [];
const NOTHING = { areas: NONE, key: "" };

/**
 * @param {Drawing} drawing
 * @param {import("./scene.mjs").Scene} scene
 * @param {"counts"|"buildings"} name of the label source
 * @param {Set<number>} changed ids of the areas whose counts differed
 */
export function writeCounts(drawing, scene, name, changed) {
    const level = scene.counted[name];
    const quantity = measureLevel(drawing.props, level);
    const areas = (quantity.counts && drawing.lists[level]) || NONE;
    const style = {
        division: scene.division(scene.filled ?? BUILDING),
        flip: Number(scene.token("ramp-flip")),
        isNamed: name === "counts" && scene.isNamed,
        none: drawing.props.words.none_open,
    };
    const mark = (area) => markCount(area, { ...style, quantity });
    const { measure, per, isHidden, bases } = quantity;
    const key = JSON.stringify([style, measure, per, isHidden, Boolean(bases)]);
    if (isHeld(drawing, name, areas, key)) changeMarks(drawing, name, { areas, changed, mark, style });
    else replaceMarks(drawing, name, areas.map((area) => [area, mark(area)]), style);
}

/**
 * @param {Drawing} drawing
 * @param {"counts"|"buildings"} name
 * @param {[import("./areas.mjs").Area, ?import("./labels.mjs").Mark][]} marked
 * @param {{isNamed: boolean}} style
 */
function replaceMarks({ map, writer }, name, marked, { isNamed }) {
    writer.replace(name, marked.map(([, mark]) => mark).filter(Boolean));
    const slots = marked.map(([area, mark]) => makeSlot(area, mark, isNamed)).filter(Boolean);
    map.getSource(name).setData(collect(slots));
}

/** The same of the areas that changed; MapLibre is told only where a number got longer or shorter, came or went. */
function changeMarks({ map, writer }, name, { areas, changed, mark, style }) {
    if (changed.size === 0) return;
    const told = areas.filter((area) => changed.has(area.id));
    if (told.length === 0) return;
    const marks = new Map(told.map((area) => [area.id, mark(area)]));
    const moved = new Set(writer.change(name, marks));
    if (moved.size === 0) return;
    const slots = told
        .filter((area) => moved.has(area.id))
        .map((area) => makeSlot(area, marks.get(area.id), style.isNamed));
    map.getSource(name).updateData({
        add: slots.filter(Boolean),
        remove: [...moved].filter((id) => !marks.get(id)),
    });
}

/**
 * @param {Drawing} drawing
 * @param {string} name of the label source
 * @param {import("./areas.mjs").Area[]} areas
 * @param {string} key of how they are written
 * @returns {boolean} whether the source holds them already; from now on it does
 */
function isHeld({ written }, name, areas, key) {
    const { areas: former, key: formerKey } = written[name] ?? NOTHING;
    if (former === areas && (formerKey === key || areas === NONE)) return true;
    written[name] = { areas, key };
    return false;
}

/**
 * @param {Drawing} drawing
 * @param {?string} level
 */
export function writeNames(drawing, level) {
    const areas = drawing.lists[level] ?? NONE;
    if (!isHeld(drawing, "names", areas, "")) drawing.map.getSource("names").setData(collect(namePoints(areas)));
}
