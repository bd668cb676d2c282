/** Opens a MapLibre map for a component and answers its gestures. */
import { readBoundaries } from "./areas.mjs";
import { book } from "./book.mjs";
import { forgetEdges } from "./classes.mjs";
import { orderLists, prepareDrawing, retellDrawing, swapBoundaries, syncDrawing } from "./drawing.mjs";
import { addHatch } from "./hatch.mjs";
import { BUILDING, drawnBuildings, filledLevel } from "./levels.mjs";
import { listen } from "./live.mjs";
import { loadMapLibre } from "./maplibre.mjs";
import { bringIntoSight, measureCover } from "./sight.mjs";

const SHARPEST = 2;
/** A browser gives a lost WebGL context back soon, or never. */
const CONTEXT_RETURNS = 10_000;
const OPTIONS = {
    attributionControl: false,
    canvasContextAttributes: { antialias: false },
    dragRotate: false,
    fadeDuration: 0,
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
 * @param {Element} container
 * @param {object} props of the component
 * @param {(outputs: object) => void} report sets outputs
 * @param {(fault: Error) => void} fail told when the map can be drawn no more
 * @returns {Promise<{update: (props: object) => void, remove: () => void}>} rejects without WebGL
 */
export async function openMap(container, props, report, fail) {
    const engine = await loadMapLibre();
    const { style, begin } = prepareDrawing(container, props);
    const pixelRatio = Math.min(window.devicePixelRatio, SHARPEST);
    const map = new engine.Map({ ...OPTIONS, ...firstView(container, props), container, style, pixelRatio });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    const drawing = begin(map);
    drawing.onStale = () => checkBoundaries(drawing, report);
    window.gridboard.maps[props.id] = map;
    const silence = answer(drawing, report);
    watchContext(drawing, fail);
    orderLists(drawing);
    await new Promise((resolve) => map.once("style.load", resolve));
    addHatch(map, container);
    retellDrawing(drawing);
    return { update: (next) => update(drawing, next), remove: () => remove(drawing, silence) };
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
        fitBoundsOptions: { padding: measureCover(container, fit), maxZoom: 17 },
    };
}

/**
 * @param {import("./drawing.mjs").Drawing} drawing
 * @param {(outputs: object) => void} report
 * @returns {() => void} ends listening
 */
function answer(drawing, report) {
    const { map } = drawing;
    const tellView = () => report({ viewed: viewOf(map) });
    map.on("click", (event) => clickArea(drawing, event.point, report));
    map.on("moveend", tellView);
    map.on("zoom", () => crossesLevel(drawing) && syncDrawing(drawing));
    map.on("error", (event) => (event.error?.status === 404 ? drawing.onStale() : noteFailure(drawing)));
    map.once("idle", () => drawing.container.classList.add("is-drawn"));
    map.once("idle", tellView);
    let isFirst = book.revision === null;
    return listen((kind) => {
        if (drawing.hasFailed) retryTiles(drawing);
        if (kind !== "snapshot") return;
        if (!isFirst) drawing.onStale();
        isFirst = false;
    });
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
        map.once("style.load", () => retellDrawing(drawing));
    });
    map.on("remove", () => clearTimeout(patience));
}

/** @param {import("./drawing.mjs").Drawing} drawing */
function crossesLevel(drawing) {
    const { levels } = drawing.props;
    const zoom = drawing.map.getZoom();
    const crossed = `${filledLevel(levels, zoom)?.name} ${drawnBuildings(levels, zoom)?.name} ${Math.floor(zoom * 5)}`;
    const isNew = crossed !== drawing.crossed;
    drawing.crossed = crossed;
    return isNew;
}

function noteFailure(drawing) {
    drawing.hasFailed = true;
}

/** The server is back: ask again for the tiles that failed. */
function retryTiles(drawing) {
    drawing.hasFailed = false;
    drawing.map.refreshTiles("areas");
}

/**
 * @param {import("./drawing.mjs").Drawing} drawing
 * @param {{x: number, y: number}} point
 * @param {(outputs: object) => void} report
 */
function clickArea(drawing, point, report) {
    const { map, props } = drawing;
    const layers = [`${BUILDING}-fill`, `${filledLevel(props.levels, map.getZoom())?.name}-fill`].filter((id) =>
        map.getLayer(id),
    );
    const [feature] = map.queryRenderedFeatures([point.x, point.y], { layers });
    if (!feature) return;
    const { code, name } = feature.properties;
    report({ clicked: { id: feature.id, level: feature.sourceLayer, code, name, at: Date.now() } });
}

/** @param {object} map */
function viewOf(map) {
    const { lng, lat } = map.getCenter();
    return [Number(lng.toFixed(5)), Number(lat.toFixed(5)), Number(map.getZoom().toFixed(2))];
}

/**
 * @param {import("./drawing.mjs").Drawing} drawing
 * @param {(outputs: object) => void} report
 */
async function checkBoundaries(drawing, report) {
    if (drawing.isChecking) return;
    drawing.isChecking = true;
    const present = await readBoundaries().catch(() => null);
    setTimeout(() => (drawing.isChecking = false), 1000);
    if (!present || present.version === drawing.props.tiles || drawing.isGone) return;
    const shown = new Map(drawing.props.levels.map((level) => [level.name, level.shown]));
    report({
        tiles: present.version,
        levels: present.levels.map((level) => ({ ...level, shown: shown.get(level.name) ?? true })),
    });
}

/**
 * @param {import("./drawing.mjs").Drawing} drawing
 * @param {object} next props
 */
function update(drawing, next) {
    const { map, props } = drawing;
    drawing.props = next;
    if (next.tiles !== props.tiles) {
        forgetEdges();
        swapBoundaries(drawing, next.tiles);
    }
    if (next.theme !== props.theme && drawing.isReady) addHatch(map, drawing.container);
    syncDrawing(drawing);
    if (next.view && differs(next.view, props.view)) map.jumpTo({ center: next.view.slice(0, 2), zoom: next.view[2] });
    if (next.fit && differs(next.fit, props.fit)) bringIntoSight(map, next.fit, isStill(next));
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
    drawing.isGone = true;
    silence();
    delete window.gridboard.maps[drawing.props.id];
    drawing.map.remove();
}
