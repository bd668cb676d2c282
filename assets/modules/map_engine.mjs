/** Opens a MapLibre map for a component and answers its gestures. */
import { recallView } from "./address.mjs";
import { appear } from "./appearing.mjs";
import { tapArea } from "./area_tap.mjs";
import { knownCounts } from "./book.mjs";
import { orderLists, prepareDrawing, retellDrawing, syncDrawing } from "./drawing.mjs";
import { addHatch } from "./hatch.mjs";
import { tellKept, watchKept } from "./kept.mjs";
import { awaitCounts } from "./live.mjs";
import { loadMapLibre } from "./maplibre.mjs";
import { makeOrder } from "./order.mjs";
import { tapPoint } from "./point_taps.mjs";
import { followPoints } from "./points.mjs";
import { readStage } from "./scene.mjs";
import { awaitPieces, bringIntoSight, DEEPEST_FIT, estimateZoom, measureCover, readMagnification } from "./sight.mjs";

const SHARPEST = 2;
/** A browser gives a lost WebGL context back soon, or never. */
const CONTEXT_RETURNS = 10_000;
/** A first picture with counts is worth so many ms of waiting. */
const PATIENCE = 400;
const OPTIONS = {
    attributionControl: false,
    canvasContextAttributes: { antialias: false },
    dragRotate: false,
    fadeDuration: 0,
    maxCanvasSize: [8192, 8192], // as wide as a wall of two 4K screens
    maxPitch: 0,
    maxTileCacheSize: 60,
    maxZoom: 19.5,
    pitchWithRotate: false,
    refreshExpiredTiles: false,
    renderWorldCopies: false,
    touchPitch: false,
    validateStyle: false,
};

/**
 * @typedef {object} OpenMap
 * @property {(props: object) => void} update
 * @property {(view: [number, number, number]) => void} jump
 * @property {() => void} remove
 */

/**
 * @param {Element} container
 * @param {{current: object}} latest props of the component
 * @param {(outputs: object) => void} report sets outputs
 * @param {(fault: Error) => void} fail told when the map can be drawn no more
 * @returns {Promise<OpenMap>} rejects without WebGL
 */
export async function openMap(container, latest, report, fail) {
    const { fit, view } = latest.current;
    const first = { fit, view: recallView() ?? view };
    const zoom = firstZoom(container, first);
    const [engine] = await Promise.all([loadMapLibre(), awaitFirst(latest.current, zoom)]);
    const props = { ...latest.current, fit, counts: latest.current.counts ?? knownCounts() };
    const { style, begin } = prepareDrawing(container, props, zoom);
    const pixelRatio = readSharpness(container);
    const locale = { "Map.Title": props.words.map };
    const map = new engine.Map({ ...OPTIONS, ...firstView(container, first), container, style, pixelRatio, locale });
    map.on("resize", () => sharpen(map, readSharpness(container)));
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    const drawing = begin(map);
    window.gridboard.maps[props.id] = map;
    window.gridboard.written[props.id] = drawing.writer.read;
    const silence = answer(drawing, report);
    watchContext(drawing, fail);
    await new Promise((resolve) => map.once("style.load", resolve));
    addHatch(map, container);
    retellDrawing(drawing);
    if (props.points !== undefined) drawing.points = followPoints(drawing);
    return {
        update: (next) => update(drawing, next),
        jump: (view) => jump(map, view),
        remove: () => remove(drawing, silence),
    };
}

/**
 * @param {object} map
 * @param {[number, number, number]} view
 */
function jump(map, [lon, lat, zoom]) {
    map.jumpTo({ center: [lon, lat], zoom });
}

/** @returns {number} px of the screen for one of the map's */
function readSharpness(container) {
    return Math.min(window.devicePixelRatio * readMagnification(container), SHARPEST);
}

function sharpen(map, pixelRatio) {
    if (map.getPixelRatio() !== pixelRatio) map.setPixelRatio(pixelRatio);
}

/**
 * The first style is the one that stays, and tiles are parsed once, when counts and lists are here before it.
 * @param {object} props
 * @param {number} zoom
 * @returns {Promise<void>} when they are, or late
 */
async function awaitFirst(props, zoom) {
    const lists = orderLists(props, zoom);
    await awaitCounts(PATIENCE);
    await Promise.race([lists, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    await awaitPieces(PATIENCE);
}

/** About the zoom that the map opens with. */
function firstZoom(container, { view, fit }) {
    return view ? view[2] : estimateZoom(container, fit);
}

/** The view of the address, or the whole street in the part that nothing covers. */
function firstView(container, { view, fit }) {
    if (view) return { center: [view[0], view[1]], zoom: view[2] };
    const [west, south, east, north] = fit;
    return {
        bounds: [
            [west, south],
            [east, north],
        ],
        fitBoundsOptions: { padding: measureCover(container, fit), maxZoom: DEEPEST_FIT },
    };
}

/**
 * @param {import("./drawing.mjs").Drawing} drawing
 * @param {(outputs: object) => void} report
 * @returns {() => void} ends it
 */
function answer(drawing, report) {
    const { map } = drawing;
    const tellView = () => report({ viewed: viewOf(map) });
    map.on("click", ({ point }) => tapPoint(map, point, isStill(drawing.props)) || tapArea(drawing, point, report));
    map.on("moveend", tellView);
    map.on("zoom", () => entersStage(drawing) && syncDrawing(drawing));
    const tiles = orderTiles(map);
    map.on("error", ({ error }) => (error?.status === 404 ? tellKept(true) : tiles.soon()));
    map.once("idle", () => drawing.container.classList.add("is-drawn"));
    map.once("idle", tellView);
    const ignore = watchKept(() => syncDrawing(drawing));
    return () => [tiles.end, ignore].forEach((end) => end());
}

/**
 * A lost context that comes back is told everything anew; one that does not is the end of the map.
 * @param {import("./drawing.mjs").Drawing} drawing
 * @param {(fault: Error) => void} fail
 */
function watchContext(drawing, fail) {
    const { map } = drawing;
    let patience = 0;
    const giveUp = () => (document.hidden ? wait() : fail(new Error("The WebGL context was lost")));
    const wait = () => (patience = setTimeout(giveUp, CONTEXT_RETURNS));
    map.on("webglcontextlost", () => {
        drawing.isReady = false;
        wait();
    });
    map.on("webglcontextrestored", () => {
        clearTimeout(patience);
        map.once("style.load", () => {
            retellDrawing(drawing);
            drawing.points?.redraw();
        });
    });
    map.on("remove", () => clearTimeout(patience));
}

/**
 * @param {import("./drawing.mjs").Drawing} drawing
 * @returns {boolean} whether the zoom came to where another picture is drawn
 */
function entersStage(drawing) {
    const stage = JSON.stringify(readStage(drawing, drawing.map.getZoom()));
    const isNew = stage !== drawing.stage;
    drawing.stage = stage;
    return isNew;
}

/**
 * Asks again for the tiles, of which some failed.
 * @param {object} map
 */
function orderTiles(map) {
    const ask = (signal) =>
        new Promise((here, failed) => {
            map.once("error", ({ error }) => failed(error));
            map.refreshTiles("areas");
            appear(() => map.areTilesLoaded(), signal, () => false).then(here);
        });
    return makeOrder(ask, () => {}, () => {});
}

/** @param {object} map */
function viewOf(map) {
    const { lng, lat } = map.getCenter();
    return [lng, lat, map.getZoom()];
}

/**
 * @param {import("./drawing.mjs").Drawing} drawing
 * @param {object} next props
 */
function update(drawing, next) {
    const { map, props } = drawing;
    drawing.props = { ...next, counts: next.counts ?? props.counts };
    if (next.theme !== props.theme && drawing.isReady) addHatch(map, drawing.container);
    syncDrawing(drawing);
    drawing.points?.sync();
    if (next.view && differs(next.view, props.view)) jump(map, next.view);
    if (next.fit && differs(next.fit, props.fit)) bringIntoSight(map, next.fit, { isStill: isStill(next), drills: next.drills });
}

function isStill({ reducedMotion }) {
    return reducedMotion ?? matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function differs(one, other) {
    return JSON.stringify(one) !== JSON.stringify(other);
}

/**
 * @param {import("./drawing.mjs").Drawing} drawing
 * @param {() => void} silence
 */
function remove(drawing, silence) {
    silence();
    drawing.points?.end();
    delete window.gridboard.maps[drawing.props.id];
    delete window.gridboard.written[drawing.props.id];
    drawing.map.remove();
}
