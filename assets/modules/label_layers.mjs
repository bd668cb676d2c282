/** Layers of words and numbers: counts first, then names where they leave room, roads and places last. */
import { sizeAt } from "./count_look.mjs";
import { BUILDING_COUNTS } from "./levels.mjs";

/** @typedef {import("./scene.mjs").Scene} Scene */

/** MapLibre reads the weight from the first name, and draws from the first family that the machine has. */
const REGULAR = ["Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "sans-serif"];
const BOLD = ["Noto Sans CJK SC Bold", ...REGULAR];

/** Size of a name over a count, in its letters. */
const NAME_SHARE = 0.82;

/** Around the middle of its area a name may stand at these sides, near or farther off: wherever is free. */
const SIDES = {
    top: [0, 1],
    bottom: [0, -1],
    left: [1, 0],
    right: [-1, 0],
    "top-left": [0.7, 0.7],
    "top-right": [-0.7, 0.7],
    "bottom-left": [0.7, -0.7],
    "bottom-right": [-0.7, -0.7],
};
/** In the name's letters. */
const DISTANCES = [0.9, 2, 3.2];
const PLACES = DISTANCES.flatMap((distance) =>
    Object.entries(SIDES).flatMap(([anchor, [x, y]]) => [anchor, [x * distance, y * distance]]),
);

/**
 * The counts themselves are written into the frame (count_writer.mjs): here is the room that they take, kept first.
 * @param {Scene} scene
 * @returns {object[]} what is placed first is listed last
 */
export function labelLayers({ token, isNamed, typeScale }) {
    return [
        nameLabels(token, typeScale),
        namesOverCounts(token, typeScale, isNamed),
        { ...countRoom("buildings", typeScale), minzoom: BUILDING_COUNTS },
        countRoom("counts", typeScale),
    ];
}

/**
 * @param {"counts"|"buildings"} source
 * @param {number} scale
 */
function countRoom(source, scale) {
    return {
        id: `${source}-room`,
        type: "symbol",
        source,
        layout: {
            "text-field": ["get", "room"],
            "text-font": BOLD,
            "text-size": ["interpolate", ["linear"], ["zoom"], 12, sizeAt(12, source) * scale, 17, sizeAt(17, source) * scale],
            "text-padding": 0,
            "text-allow-overlap": true,
        },
        paint: { "text-opacity": 0 },
    };
}

/**
 * @param {(name: string) => string} token
 * @param {number} scale
 * @param {boolean} isNamed
 */
function namesOverCounts(token, scale, isNamed) {
    const size = (zoom) => NAME_SHARE * sizeAt(zoom, "counts") * scale;
    return {
        id: "counts-name-label",
        type: "symbol",
        source: "counts",
        layout: {
            visibility: isNamed ? "visible" : "none",
            "text-field": ["get", "name"],
            "text-font": REGULAR,
            "text-size": ["interpolate", ["linear"], ["zoom"], 12, size(12), 17, size(17)],
            "text-anchor": "bottom",
            "text-offset": [0, -0.85],
            "text-padding": 0,
            "text-max-width": 30,
        },
        paint: { "text-color": token("map-name"), "text-halo-color": token("map-halo"), "text-halo-width": 1.4 },
    };
}

/**
 * @param {(name: string) => string} token
 * @param {number} scale
 */
function nameLabels(token, scale) {
    return {
        id: "name-label",
        type: "symbol",
        source: "names",
        layout: {
            "text-field": ["get", "name"],
            "text-font": REGULAR,
            "text-size": ["interpolate", ["linear"], ["zoom"], 11, 12 * scale, 15, 16 * scale],
            "text-letter-spacing": 0.06,
            "text-variable-anchor-offset": PLACES,
            "text-justify": "auto",
            "text-padding": 3,
            "text-max-width": 30,
        },
        paint: { "text-color": token("map-name"), "text-halo-color": token("map-halo"), "text-halo-width": 1.8 },
    };
}

/**
 * @param {Scene} scene
 * @returns {object[]} main roads and rivers first, the others from where they leave room for counts
 */
export function roadLabels({ token, typeScale }) {
    const isMain = ["in", ["get", "kind"], ["literal", ["road_major", "river"]]];
    const size = ["interpolate", ["linear"], ["zoom"], 14, 10.5 * typeScale, 17, 13 * typeScale];
    return [
        { ...roadLabel(token, size, ["!", isMain]), id: "lane-label", minzoom: 15.5 },
        { ...roadLabel(token, size, isMain), id: "road-label", minzoom: 14 },
    ];
}

/**
 * @param {(name: string) => string} token
 * @param {Array} size expression
 * @param {Array} kinds expression
 */
function roadLabel(token, size, kinds) {
    return {
        type: "symbol",
        source: "areas",
        "source-layer": "line",
        filter: ["all", ["!=", ["get", "name"], ""], kinds],
        layout: {
            "symbol-placement": "line",
            "symbol-spacing": 320,
            "text-field": ["get", "name"],
            "text-font": REGULAR,
            "text-size": size,
            "text-letter-spacing": 0.12,
            "text-padding": 4,
        },
        paint: { "text-color": token("map-quiet"), "text-halo-color": token("map-road"), "text-halo-width": 1.2 },
    };
}

/** @param {Scene} scene */
export function placeLabels({ token, typeScale }) {
    return {
        id: "place-label",
        type: "symbol",
        source: "areas",
        "source-layer": "place",
        minzoom: 15.2,
        layout: {
            "text-field": ["get", "name"],
            "text-font": REGULAR,
            "text-size": 11.5 * typeScale,
            "text-anchor": "top",
            "text-offset": [0, 0.5],
            "text-max-width": 8,
            "text-padding": 4,
        },
        paint: { "text-color": token("map-quiet"), "text-halo-color": token("map-halo"), "text-halo-width": 1.2 },
    };
}
