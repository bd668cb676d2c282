/** One MapLibre map, kept at the props of its component. Every change is applied to the standing map. */
import { needAreas } from "./areas.mjs";
import { forgetEdges } from "./classes.mjs";
import { makeCountWriter } from "./count_writer.mjs";
import { writeCounts, writeNames } from "./drawing_labels.mjs";
import { applyCounts, applyNone } from "./fills.mjs";
import { areaLevels, BUILDING, drilledArea, filledLevel, namedLevel } from "./levels.mjs";
import { makeLayers, makeStyle, tilesAddress } from "./map_style.mjs";
import { describePicture, showPicture } from "./picture.mjs";
import { measureLevel } from "./quantity.mjs";
import { restyle } from "./restyle.mjs";
import { makeScene } from "./scene.mjs";

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
 * @returns {Promise<void>} when they are there
 */
export async function orderLists(props, zoom) {
    const { levels, tiles } = props;
    const drilled = drilledArea(props);
    const needed = [filledLevel(levels, zoom, drilled)?.name, namedLevel(levels, zoom, drilled)].filter(Boolean);
    await Promise.all(needed.map((level) => needAreas(tiles, level).here));
}

/**
 * Brings the standing map to the props and the zoom: safe to call at any time, cheap when nothing changed.
 * @param {Drawing} drawing
 */
export function syncDrawing(drawing) {
    const { map, props } = drawing;
    if (!drawing.isReady) return undefined;
    followBoundaries(drawing);
    const scene = makeScene(drawing, map.getZoom());
    if (takeLists(drawing, scene)) return syncDrawing(drawing);
    restyleScene(drawing, scene);
    const changed = colorAreas(drawing, scene);
    writeCounts(drawing, scene, "counts", changed);
    writeCounts(drawing, scene, "buildings", changed);
    writeNames(drawing, scene.named);
    const picture = describePicture(props, scene.filled, drawing.lists[scene.filled] ?? []);
    return showPicture({ ...picture, hasOthers: scene.hasOthers });
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
    const { token, division, counted, ...told } = scene;
    const drawn = [...areaLevels(scene.levels).map((level) => level.name), BUILDING].map((level) => division(level));
    const key = JSON.stringify([told, drawn, drawing.props.theme]);
    if (key === drawing.key) return;
    const layers = makeLayers(scene);
    restyle(drawing.map, drawing.layers, layers);
    drawing.writer.restyle();
    Object.assign(drawing, { key, layers });
}

/**
 * @param {Drawing} drawing
 * @param {import("./scene.mjs").Scene} scene
 * @returns {boolean} whether a list that the scene needs came: it may be another scene then
 */
function takeLists(drawing, { filled, counted, named }) {
    const came = [filled, counted.buildings, named].filter((level) => level && !drawing.fresh.has(level) && takeList(drawing, level));
    return came.length > 0;
}

/**
 * @param {Drawing} drawing
 * @param {string} level
 * @returns {boolean} whether its areas of the present version are here
 */
function takeList(drawing, level) {
    const { content: areas } = needAreas(drawing.props.tiles, level);
    if (!areas) return false;
    if (drawing.lists[level]) forgetEdges();
    drawing.lists[level] = areas;
    drawing.ids[level] = new Set(areas.map((area) => area.id));
    drawing.fresh.add(level);
    return true;
}

/**
 * Gives the filled areas their counts, and the buildings theirs: those need no list, as a count says whose it is.
 * @param {Drawing} drawing
 * @param {import("./scene.mjs").Scene} scene
 * @returns {Set<number>} ids of the areas whose counts differed
 */
function colorAreas({ map, props, ids, applied }, { filled, buildings }) {
    if (!props.counts) return new Set();
    const apply = (level, ids) => applyCounts(map, level, ids, measureLevel(props, level), (applied[level] ??= applyNone()));
    const areas = ids[filled] ? apply(filled, ids[filled]) : [];
    return new Set([...areas, ...(buildings ? apply(buildings, props.counts.values) : [])]);
}
