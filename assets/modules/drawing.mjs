/** One MapLibre map, kept at the props of its component. Every change is applied to the standing map. */
import { listAreas } from "./areas.mjs";
import { readEdges } from "./classes.mjs";
import { pick } from "./book.mjs";
import { applyCounts } from "./fills.mjs";
import { countChanges, countPoints, namePoints } from "./labels.mjs";
import { areaLevels, BUILDING, drawnBuildings, filledLevel, hidesMeasure, isNamedAt, namedLevel } from "./levels.mjs";
import { makeLayers, makeStyle, tilesAddress } from "./map_style.mjs";
import { showPicture } from "./picture.mjs";
import { restyle } from "./restyle.mjs";
import { readTokens } from "./tokens.mjs";

/**
 * @typedef {object} Drawing
 * @property {object} map MapLibre map
 * @property {object} props of the component, the last ones
 * @property {Element} container
 * @property {object[]} layers that the map draws
 * @property {string} key of the scene that they were made from
 * @property {import("./fills.mjs").Applied} applied
 * @property {Object<string, import("./areas.mjs").Area[]>} lists of the present version, by level
 * @property {Object<string, string>} written what each label source holds
 * @property {boolean} isReady whether the map has a style: not before it loaded, nor while its WebGL context is lost
 */

/**
 * @param {Element} container
 * @param {object} props
 * @returns {{style: object, begin: (map: object) => Drawing}} the style to create the map with
 */
export function prepareDrawing(container, props) {
    const drawing = {
        container,
        props,
        layers: [],
        key: "",
        applied: new Map(),
        lists: {},
        written: {},
        isReady: false,
    };
    const scene = makeScene(drawing, props.view?.[2] ?? 0);
    const style = makeStyle(scene);
    drawing.layers = style.layers;
    return { style, begin: (map) => Object.assign(drawing, { map }) };
}

/**
 * Asks for the lists that the first picture needs, before there is a style to draw them with.
 * @param {Drawing} drawing
 */
export function orderLists({ map, props }) {
    const levels = [filledLevel(props.levels, map.getZoom())?.name, namedLevel(props.levels, map.getZoom())];
    levels.filter(Boolean).forEach((level) => listAreas(props.tiles, level).catch(() => null));
}

/**
 * Brings the standing map to the props and the zoom: safe to call at any time, cheap when nothing changed.
 * @param {Drawing} drawing
 */
export function syncDrawing(drawing) {
    const { map, props } = drawing;
    if (!drawing.isReady) return;
    const scene = makeScene(drawing, map.getZoom());
    const named = namedLevel(props.levels, map.getZoom());
    [scene.filled, scene.buildings, named].filter(Boolean).forEach((level) => needList(drawing, level));
    restyleScene(drawing, scene);
    writeCounts(drawing, scene, "counts", scene.filled);
    writeCounts(drawing, scene, "buildings", scene.buildings);
    writeNames(drawing, named);
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
    drawing.applied.clear();
    drawing.written = {};
    drawing.isReady = true;
    syncDrawing(drawing);
}

/**
 * @param {Drawing} drawing
 * @param {string} version of the new boundaries
 */
export function swapBoundaries(drawing, version) {
    drawing.lists = {};
    drawing.written = {};
    drawing.map.getSource("areas").setTiles([tilesAddress(version)]);
}

/**
 * @param {Drawing} drawing
 * @param {number} zoom
 * @returns {import("./map_style.mjs").Scene}
 */
function makeScene(drawing, zoom) {
    const { props, container, lists } = drawing;
    const filled = filledLevel(props.levels, zoom)?.name ?? null;
    const isHidden = hidesMeasure(props.levels, filled, props.measure);
    const countsOf = (level) => (lists[level] ?? []).map((area) => pick(props.counts, area.id, props.measure));
    return {
        version: props.tiles,
        levels: props.levels,
        measure: props.measure,
        selected: props.selected,
        filled,
        zoom,
        buildings: drawnBuildings(props.levels, zoom)?.name ?? null,
        edges: (level) => readEdges(props.classes, props.measure, level, () => countsOf(level)),
        token: readTokens(container),
        isReady: Boolean(props.counts),
        isHidden,
        hides: isHidden || (filled !== null && countsOf(filled).includes(null)),
    };
}

/**
 * @param {Drawing} drawing
 * @param {import("./map_style.mjs").Scene} scene
 */
function restyleScene(drawing, scene) {
    const { measure, selected, filled, isReady, hides, levels, edges } = scene;
    const drawn = areaLevels(levels).map((level) => edges(level.name));
    const key = JSON.stringify([
        measure,
        selected,
        filled,
        isReady,
        hides,
        scene.isHidden,
        levels,
        drawn,
        edges(BUILDING),
        drawing.props.theme,
    ]);
    if (key === drawing.key) return;
    const layers = makeLayers(scene);
    restyle(drawing.map, drawing.layers, layers);
    Object.assign(drawing, { key, layers });
}

/**
 * @param {Drawing} drawing
 * @param {string} level
 */
function needList(drawing, level) {
    const version = drawing.props.tiles;
    if (drawing.lists[level]) return;
    listAreas(version, level).then(
        (areas) => {
            if (drawing.props.tiles !== version || drawing.lists[level] || drawing.isGone) return;
            drawing.lists[level] = areas;
            syncDrawing(drawing);
        },
        () => drawing.onStale?.(),
    );
}

/**
 * @param {Drawing} drawing
 * @param {import("./map_style.mjs").Scene} scene
 * @param {"counts"|"buildings"} name of the label source
 * @param {?string} level
 */
function writeCounts(drawing, scene, name, level) {
    const { counts } = drawing.props;
    const areas = level && counts ? (drawing.lists[level] ?? []) : [];
    const changed = new Set(applyCounts(drawing.map, level, areas, counts, drawing.applied));
    const style = {
        measure: scene.measure,
        edges: level ? scene.edges(level) : [],
        isHidden: hidesMeasure(scene.levels, level, scene.measure),
        flip: Number(scene.token("ramp-flip")),
        isNamed: level !== null && isNamedAt(scene.levels, level, scene.zoom),
    };
    const key = JSON.stringify([scene.version, level, areas.length, style]);
    const source = drawing.map.getSource(name);
    const told = areas.filter((area) => changed.has(area.id));
    if (drawing.written[name] !== key) source.setData(countPoints(areas, { ...style, counts }));
    else if (told.length > 0) source.updateData(countChanges(told, { ...style, counts }));
    drawing.written[name] = key;
}

/**
 * @param {Drawing} drawing
 * @param {?string} level
 */
function writeNames(drawing, level) {
    const areas = level ? (drawing.lists[level] ?? []) : [];
    const key = JSON.stringify([drawing.props.tiles, level, areas.length]);
    if (drawing.written.names === key) return;
    drawing.map.getSource("names").setData(namePoints(areas));
    drawing.written.names = key;
}
