/** Layers of the areas: fill by class, hatches where there is no value, outlines by level, the selected area. */
import { rampPlace } from "./classes.mjs";
import { readState, STATES } from "./fills.mjs";
import { areaLevels, BUILDING } from "./levels.mjs";
import { rampToken } from "./tokens.mjs";

/** @typedef {import("./scene.mjs").Scene} Scene */

/** Place on the ramp that outlines a building where something is counted. */
const DEEP = 5;

/** Outline of a level: token of the color, widths at zooms, dash; a level of another name is drawn like a grid. */
const OUTLINES = {
    street: { color: "map-street", widths: [8, 1.5, 13, 3, 16, 4.5] },
    community: { color: "map-community", widths: [10, 0.6, 13, 1.6, 16, 2.8] },
    grid: { color: "map-grid", widths: [12, 0.4, 14, 0.9, 16, 1.5] },
    micro_grid: { color: "map-micro-grid", widths: [14, 0.5, 17, 1.1], dash: [3, 2.5] },
};

/**
 * @param {Scene} scene
 * @param {"fill"|"outline"} kind
 * @returns {object[]} fills of the filled level, or outlines from the deepest level up
 */
export function areaLayers(scene, kind) {
    const levels = areaLevels(scene.levels);
    if (kind === "outline") return levels.reverse().map((level) => outline(scene, level));
    return levels.flatMap((level) => [
        fill(scene, level.name),
        hatch(scene, level.name, "not_shown"),
        hatch(scene, level.name, "no_data"),
    ]);
}

/**
 * @param {(name: string) => string} token
 * @returns {object} areas of other systems than the tree's, dotted: they are looked at, never counted
 */
export function otherOutlines(token) {
    return {
        id: "other-outline",
        type: "line",
        source: "areas",
        "source-layer": "other_area",
        layout: { "line-join": "round" },
        paint: {
            "line-color": token("map-other"),
            "line-width": ["interpolate", ["linear"], ["zoom"], 10, 0.8, 14, 1.4, 17, 2],
            "line-dasharray": [1, 1.6],
        },
    };
}

/**
 * @param {Scene} scene
 * @returns {object[]} footprints, filled by their own counts in the legend's classes and quiet when there is nothing
 */
export function buildingLayers(scene) {
    const level = scene.levels.find((each) => each.name === BUILDING && each.shown);
    if (!level) return [];
    const base = { source: "areas", "source-layer": BUILDING, minzoom: level.min_zoom };
    const color = classColor(scene, scene.filled ?? BUILDING, scene.token("map-building"));
    const counted = [">", readState(scene), 0];
    const deep = scene.token(rampToken(scene.measure, DEEP));
    const unknown = hatch(scene, BUILDING, "no_data");
    return [
        { id: "building-fill", type: "fill", ...base, paint: { "fill-color": color, "fill-antialias": false } },
        ...(scene.per ? [{ ...unknown, layout: {}, minzoom: level.min_zoom }] : []),
        {
            id: "building-outline",
            type: "line",
            ...base,
            minzoom: level.min_zoom + 1,
            paint: {
                "line-color": ["case", counted, deep, scene.token("map-building-line")],
                "line-width": ["case", counted, 1.6, 0.7],
            },
        },
    ];
}

/**
 * @param {Scene} scene
 * @returns {object[]} the selected area's outline over a pale one, so that it stands on every fill
 */
export function selectedLayers({ selected, token }) {
    if (!selected) return [];
    const line = (id, color, width) => ({
        id,
        type: "line",
        source: "areas",
        "source-layer": selected.level,
        filter: ["==", ["id"], selected.id],
        layout: { "line-join": "round" },
        paint: { "line-color": token(color), "line-width": width },
    });
    return [line("selected-halo", "map-halo", 7), line("selected", "accent", 3.5)];
}

/**
 * @param {Scene} scene
 * @param {string} level
 * @param {string} [zero] color of the class that is zero, when it is not the ramp's
 * @returns {Array} color by the value in the feature state
 */
function classColor(scene, level, zero) {
    const division = scene.division(level);
    const ramp = (index) => scene.token(rampToken(scene.measure, rampPlace(division, index)));
    const steps = division.thresholds.flatMap((least, index) => [least, ramp(index + 1)]);
    const color = ["step", readState(scene), zero ?? ramp(0), ...steps];
    if (scene.per !== "open") return color;
    return ["case", ["==", readState(scene), STATES.none_open], zero ?? scene.token("map-none"), color];
}

/**
 * @param {Scene} scene
 * @param {string} level
 */
function fill(scene, level) {
    const color = scene.isReady ? classColor(scene, level) : scene.token("map-waiting");
    return {
        id: `${level}-fill`,
        type: "fill",
        source: "areas",
        "source-layer": level,
        layout: { visibility: scene.filled === level ? "visible" : "none" },
        paint: { "fill-color": color, "fill-antialias": false },
    };
}

/**
 * @param {Scene} scene
 * @param {string} level
 * @param {"not_shown"|"no_data"} gap
 */
function hatch(scene, level, gap) {
    const isAll = gap === "not_shown" && scene.isHidden;
    return {
        id: `${level}-${gap}`,
        type: "fill",
        source: "areas",
        "source-layer": level,
        layout: { visibility: scene.filled === level && scene.gaps.includes(gap) ? "visible" : "none" },
        paint: {
            "fill-pattern": gap,
            "fill-opacity": isAll ? 1 : ["case", ["==", readState(scene), STATES[gap]], 1, 0],
            "fill-antialias": false,
        },
    };
}

/**
 * @param {Scene} scene
 * @param {import("./levels.mjs").Level} level
 */
function outline({ token }, level) {
    const { color, widths, dash } = OUTLINES[level.name] ?? OUTLINES.grid;
    const width = ["interpolate", ["linear"], ["zoom"], ...widths];
    return {
        id: `${level.name}-outline`,
        type: "line",
        source: "areas",
        "source-layer": level.name,
        minzoom: level.min_zoom,
        layout: { "line-join": "round" },
        paint: { "line-color": token(color), "line-width": width, ...(dash && { "line-dasharray": dash }) },
    };
}
