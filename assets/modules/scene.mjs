/** What the map shows: a pure function of props, lists and zoom. */
import { divide } from "./classes.mjs";
import { readTypeScale } from "./count_look.mjs";
import { countedBuildings, drawnBuildings, drilledArea, filledLevel, isNamedAt, namedLevel } from "./levels.mjs";
import { POINTS_FROM } from "./point_layers.mjs";
import { listGaps, measureLevel, valueOf } from "./quantity.mjs";
import { COUNT, hasRoom, NAME } from "./room.mjs";
import { readTokens } from "./tokens.mjs";

/**
 * @typedef {object} Stage what the zoom decides
 * @property {?string} filled level that is filled
 * @property {?string} buildings level of the buildings, when they are drawn
 * @property {?string} named level whose names stand beside the counts
 * @property {boolean} isNamed whether the filled areas' names stand over their counts
 * @property {{counts: ?string, buildings: ?string}} counted the level whose counts each label source holds
 * @property {boolean} hasOthers whether areas of other systems are drawn, if there are any in sight
 * @property {number} typeScale of all type on the map
 */

/**
 * @typedef {object} Colors
 * @property {string} version of the boundaries
 * @property {import("./levels.mjs").Level[]} levels
 * @property {string} measure
 * @property {?import("./quantity.mjs").Per} per
 * @property {?{id: number, level: string}} selected
 * @property {boolean} points whether issue points are shown
 * @property {(level: string) => import("./classes.mjs").Division} division of a level into classes
 * @property {(name: string) => string} token reads a CSS custom property
 * @property {boolean} isReady whether the values of the filled level are known
 * @property {boolean} isHidden whether the filled level shows no count of the measure to this reader
 * @property {import("./quantity.mjs").Gap[]} gaps that some area of the filled level has
 */

/** @typedef {Stage & Colors} Scene what the style is made from */

/**
 * @param {import("./drawing.mjs").Drawing} drawing
 * @param {number} zoom
 * @returns {Scene}
 */
export function makeScene(drawing, zoom) {
    const { props, container, lists } = drawing;
    const stage = readStage(drawing, zoom);
    const quantity = measureLevel(props, stage.filled);
    const { measure, per, counts, isHidden } = quantity;
    return {
        ...stage,
        version: props.tiles,
        levels: props.levels,
        measure,
        per,
        selected: props.selected,
        points: Boolean(props.points),
        division: (level) => divide({ ...props, per }, level, () => listValues(props, level, lists[level])),
        token: readTokens(container),
        isReady: Boolean(counts) && (!per || Boolean(lists[stage.filled] && (per === "open" || quantity.bases))),
        isHidden,
        gaps: listGaps(quantity, lists[stage.filled] ?? []),
    };
}

/**
 * @param {object} props of the map
 * @param {string} level
 * @param {import("./areas.mjs").Area[]} [areas] none before they are listed
 * @returns {import("./quantity.mjs").Value[]}
 */
function listValues(props, level, areas) {
    if (!areas) return [];
    const quantity = measureLevel(props, level);
    return areas.map((area) => valueOf(quantity, area.id));
}

/**
 * @param {import("./drawing.mjs").Drawing} drawing
 * @param {number} zoom
 * @returns {Stage}
 */
export function readStage({ props, container, lists }, zoom) {
    const { levels, points } = props;
    const drilled = drilledArea(props);
    const typeScale = readTypeScale(readTokens(container));
    const filled = filledLevel(levels, zoom, drilled)?.name ?? null;
    const areas = lists[filled] ?? [];
    const isPointed = Boolean(points) && zoom >= POINTS_FROM; // one kind of number at a time
    const isRoomy = hasRoom(areas, zoom, NAME * typeScale);
    const isNamed = filled !== null && isNamedAt(levels, filled, zoom) && isRoomy;
    return {
        filled,
        buildings: drawnBuildings(levels, zoom)?.name ?? null,
        named: isPointed && isNamed ? filled : namedLevel(levels, zoom, drilled),
        isNamed: isNamed && !isPointed,
        counted: {
            counts: !isPointed && hasRoom(areas, zoom, COUNT * typeScale) ? filled : null,
            buildings: isPointed ? null : (countedBuildings(levels, zoom)?.name ?? null),
        },
        hasOthers: levels.some((level) => level.has_others && zoom >= level.min_zoom),
        typeScale,
    };
}
