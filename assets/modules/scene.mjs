/** What the map shows: a pure function of props, lists and zoom. */
import { pick } from "./book.mjs";
import { readEdges } from "./classes.mjs";
import { readTypeScale } from "./count_look.mjs";
import { countedBuildings, drawnBuildings, filledLevel, hidesMeasure, isNamedAt, namedLevel } from "./levels.mjs";
import { POINTS_FROM } from "./point_layers.mjs";
import { COUNT, hasRoom, NAME } from "./room.mjs";
import { readTokens } from "./tokens.mjs";

/**
 * @typedef {object} Stage what the zoom decides
 * @property {?string} filled level that is filled
 * @property {?string} buildings level of the buildings, when they are drawn
 * @property {?string} named level whose names stand beside the counts
 * @property {boolean} isNamed whether the filled areas' names stand over their counts
 * @property {{counts: ?string, buildings: ?string}} counted the level whose counts each label source holds
 * @property {number} typeScale of all type on the map
 */

/**
 * @typedef {object} Colors
 * @property {string} version of the boundaries
 * @property {import("./levels.mjs").Level[]} levels
 * @property {string} measure
 * @property {?{id: number, level: string}} selected
 * @property {boolean} points whether issue points are shown
 * @property {(level: string) => number[]} edges of the classes of a level
 * @property {(name: string) => string} token reads a CSS custom property
 * @property {boolean} isReady whether counts have arrived
 * @property {boolean} isHidden whether the filled level shows no count of the measure to this reader
 * @property {boolean} hides whether some count of it is not shown
 */

/** @typedef {Stage & Colors} Scene what the style is made from */

/**
 * @param {import("./drawing.mjs").Drawing} drawing
 * @param {number} zoom
 * @returns {Scene}
 */
export function makeScene(drawing, zoom) {
    const { props, container, lists } = drawing;
    const { tiles, levels, measure, selected, counts, classes, points } = props;
    const stage = readStage(drawing, zoom);
    const isHidden = hidesMeasure(levels, stage.filled, measure);
    const countsOf = (level) => (lists[level] ?? []).map((area) => pick(counts, area.id, measure));
    return {
        ...stage,
        version: tiles,
        levels,
        measure,
        selected,
        points: Boolean(points),
        edges: (level) => readEdges(classes, measure, level, () => countsOf(level)),
        token: readTokens(container),
        isReady: Boolean(counts),
        isHidden,
        hides: isHidden || (Boolean(counts?.hidden.has(measure)) && countsOf(stage.filled).includes(null)),
    };
}

/**
 * @param {import("./drawing.mjs").Drawing} drawing
 * @param {number} zoom
 * @returns {Stage}
 */
export function readStage({ props: { levels, points }, container, lists }, zoom) {
    const typeScale = readTypeScale(readTokens(container));
    const filled = filledLevel(levels, zoom)?.name ?? null;
    const areas = lists[filled] ?? [];
    const isPointed = Boolean(points) && zoom >= POINTS_FROM; // one kind of number at a time
    const isRoomy = hasRoom(areas, zoom, NAME * typeScale);
    const isNamed = filled !== null && isNamedAt(levels, filled, zoom) && isRoomy;
    return {
        filled,
        buildings: drawnBuildings(levels, zoom)?.name ?? null,
        named: isPointed && isNamed ? filled : namedLevel(levels, zoom),
        isNamed: isNamed && !isPointed,
        counted: {
            counts: !isPointed && hasRoom(areas, zoom, COUNT * typeScale) ? filled : null,
            buildings: isPointed ? null : (countedBuildings(levels, zoom)?.name ?? null),
        },
        typeScale,
    };
}
