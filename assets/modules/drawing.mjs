/** One MapLibre map, kept at the props of its component. Every change is applied to the standing map. */
import { listAreas } from "./areas.mjs";
import { forgetEdges } from "./classes.mjs";
import { makeCountWriter } from "./count_writer.mjs";
import { applyCounts, applyNone } from "./fills.mjs";
import { collect, makeSlot, markCount, namePoints } from "./labels.mjs";
import { areaLevels, BUILDING, filledLevel, hidesMeasure, namedLevel } from "./levels.mjs";
import { makeLayers, makeStyle, tilesAddress } from "./map_style.mjs";
import { showPicture } from "./picture.mjs";
import { restyle } from "./restyle.mjs";
import { makeScene } from "./scene.mjs";

/** No areas: always this one, so that it is known again. */
const NONE = [];
const NOTHING = { areas: NONE, key: "" };

/**
 * @typedef {object} Drawing
 * @property {object} map MapLibre map
 * @property {object} props of the component, the last ones
 * @property {Element} container
 * @property {string} version of the boundaries whose tiles the map draws
 * @property {object[]} layers that it draws
 * @property {string} key of the scene that they were made from
 * @property {Object<string, import("./fills.mjs").Applied>} applied by level
 * @property {Object<string, import("./areas.mjs").Area[]>} lists by level
 * @property {Object<string, Set<number>>} ids of their areas
 * @property {Set<string>} fresh levels whose list is of the present version
 * @property {Object<string, {areas: import("./areas.mjs").Area[], key: string}>} written what each label source holds
 * @property {import("./count_writer.mjs").CountWriter} writer of the counts
 * @property {boolean} isReady whether the map has a style: not before it loaded, nor while its WebGL context is lost
 */

/**
 * @param {Element} container
 * @param {object} props
 * @param {number} zoom that the map will open with
 * @returns {{style: object, begin: (map: object) => Drawing}} the style to create the map with
 */
export function prepareDrawing(container, props, zoom) {
    const drawing = {
        container,
        props,
        version: props.tiles,
        layers: [],
        key: "",
        applied: {},
        lists: {},
        ids: {},
        fresh: new Set(),
        written: {},
        isReady: false,
    };
    const style = makeStyle(makeScene(drawing, zoom));
    drawing.layers = style.layers;
    return { style, begin: (map) => Object.assign(drawing, { map, writer: makeCountWriter(map, container) }) };
}

/**
 * Asks for the lists that the first picture needs, before there is a map to draw them with.
 * @param {object} props
 * @param {number} zoom
 * @returns {Promise<void>} when they are there, or could not be fetched
 */
export async function orderLists({ levels, tiles }, zoom) {
    const needed = [filledLevel(levels, zoom)?.name, namedLevel(levels, zoom)].filter(Boolean);
    await Promise.allSettled(needed.map((level) => listAreas(tiles, level)));
}

/**
 * Brings the standing map to the props and the zoom: safe to call at any time, cheap when nothing changed.
 * @param {Drawing} drawing
 */
export function syncDrawing(drawing) {
    const { map, props } = drawing;
    if (!drawing.isReady) return;
    followBoundaries(drawing);
    const scene = makeScene(drawing, map.getZoom());
    [scene.filled, scene.counted.buildings, scene.named].filter(Boolean).forEach((level) => needList(drawing, level));
    restyleScene(drawing, scene);
    const changed = colorAreas(drawing, scene);
    writeCounts(drawing, scene, "counts", changed);
    writeCounts(drawing, scene, "buildings", changed);
    writeNames(drawing, scene.named);
    showPicture({
        measure: props.measure,
        level: scene.filled,
        edges: scene.filled ? scene.edges(scene.filled) : [],
        hides: scene.hides,
        isHidden: scene.isHidden,
    });
}

/**
 * The map lost what it was told beside its style: tell it again.
 * @param {Drawing} drawing
 */
export function retellDrawing(drawing) {
    drawing.applied = {};
    drawing.written = {};
    drawing.isReady = true;
    syncDrawing(drawing);
}

/**
 * The former lists stand until the new ones are there: numbers, names and classes do not vanish in between.
 * @param {Drawing} drawing
 */
function followBoundaries(drawing) {
    const { tiles } = drawing.props;
    if (drawing.version === tiles) return;
    drawing.version = tiles;
    drawing.fresh.clear();
    drawing.map.getSource("areas").setTiles([tilesAddress(tiles)]);
}

/**
 * @param {Drawing} drawing
 * @param {import("./scene.mjs").Scene} scene
 */
function restyleScene(drawing, scene) {
    const { token, edges, counted, ...told } = scene;
    const drawn = areaLevels(scene.levels).map((level) => edges(level.name));
    const key = JSON.stringify([told, drawn, edges(BUILDING), drawing.props.theme]);
    if (key === drawing.key) return;
    const layers = makeLayers(scene);
    restyle(drawing.map, drawing.layers, layers);
    drawing.writer.restyle();
    Object.assign(drawing, { key, layers });
}

/**
 * @param {Drawing} drawing
 * @param {string} level
 */
function needList(drawing, level) {
    const version = drawing.props.tiles;
    if (drawing.fresh.has(level)) return;
    listAreas(version, level).then(
        (areas) => {
            if (drawing.props.tiles === version && !drawing.fresh.has(level) && !drawing.isGone) {
                takeList(drawing, level, areas);
            }
        },
        () => drawing.onStale?.(),
    );
}

/**
 * @param {Drawing} drawing
 * @param {string} level
 * @param {import("./areas.mjs").Area[]} areas of the present version
 */
function takeList(drawing, level, areas) {
    if (drawing.lists[level]) forgetEdges();
    drawing.lists[level] = areas;
    drawing.ids[level] = new Set(areas.map((area) => area.id));
    drawing.fresh.add(level);
    syncDrawing(drawing);
}

/**
 * Gives the filled areas their counts, and the buildings theirs: those need no list, as a count says whose it is.
 * @param {Drawing} drawing
 * @param {import("./scene.mjs").Scene} scene
 * @returns {Set<number>} ids of the areas whose counts differed
 */
function colorAreas({ map, props: { counts }, ids, applied }, { filled, buildings }) {
    if (!counts) return new Set();
    const apply = (level, ids) => applyCounts(map, level, ids, counts, (applied[level] ??= applyNone()));
    const areas = ids[filled] ? apply(filled, ids[filled]) : NONE;
    return new Set([...areas, ...(buildings ? apply(buildings, counts.values) : NONE)]);
}

/**
 * @param {Drawing} drawing
 * @param {import("./scene.mjs").Scene} scene
 * @param {"counts"|"buildings"} name of the label source
 * @param {Set<number>} changed ids of the areas whose counts differed
 */
function writeCounts(drawing, scene, name, changed) {
    const { counts } = drawing.props;
    const level = scene.counted[name];
    const areas = (counts && drawing.lists[level]) || NONE;
    const style = {
        measure: scene.measure,
        edges: scene.edges(scene.filled ?? BUILDING),
        isHidden: hidesMeasure(scene.levels, level, scene.measure),
        flip: Number(scene.token("ramp-flip")),
        isNamed: name === "counts" && scene.isNamed,
    };
    const mark = (area) => markCount(area, { ...style, counts });
    if (isHeld(drawing, name, areas, JSON.stringify(style))) changeMarks(drawing, name, { areas, changed, mark, style });
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
function writeNames(drawing, level) {
    const areas = drawing.lists[level] ?? NONE;
    if (!isHeld(drawing, "names", areas, "")) drawing.map.getSource("names").setData(collect(namePoints(areas)));
}
