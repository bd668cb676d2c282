/** Layers of words and numbers: counts first, then names where they leave room, roads and places last. */
import { BUILDING_COUNTS } from "./levels.mjs";

/** @typedef {import("./scene.mjs").Scene} Scene */

/** MapLibre reads the weight from the first name, and draws from the first family that the machine has. */
const REGULAR = ["Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "sans-serif"];
const BOLD = ["Noto Sans CJK SC Bold", ...REGULAR];

/** Around a count a name may stand above, below or beside: whichever is free. */
const ANCHORS = ["top", "bottom", "left", "right", "top-left", "top-right", "bottom-left", "bottom-right"];

/**
 * A count with its area's name is placed before all others; where both do not fit, the count alone gets its chance.
 * While counts have no names that first layer is not drawn: it would place every count a second time.
 * @param {Scene} scene
 * @returns {object[]} what is placed first is listed last
 */
export function labelLayers({ token, isNamed }) {
    const named = { "font-scale": 0.78, "text-font": ["literal", REGULAR] };
    const whole = ["format", ["get", "name"], named, ["get", "count"], {}];
    const names = countLabels(token, "counts", whole, 16);
    return [
        nameLabels(token),
        { ...countLabels(token, "buildings", ["get", "count"], 12), minzoom: BUILDING_COUNTS },
        countLabels(token, "counts", ["get", "count"], 16),
        { ...names, id: "counts-name-label", layout: { ...names.layout, visibility: isNamed ? "visible" : "none" } },
    ];
}

/**
 * @param {(name: string) => string} token
 * @param {"counts"|"buildings"} source
 * @param {Array} words expression
 * @param {number} size px
 */
function countLabels(token, source, words, size) {
    const deep = ["get", "is_deep"];
    return {
        id: `${source}-label`,
        type: "symbol",
        source,
        layout: {
            "text-field": words,
            "text-font": BOLD,
            "text-size": ["interpolate", ["linear"], ["zoom"], 12, size - 3, 15, size, 17, size + 2],
            "text-line-height": 1.15,
            "text-padding": 1,
            "text-max-width": 30,
            "symbol-sort-key": ["-", 0, ["get", "value"]],
        },
        paint: {
            "text-color": ["case", deep, token("map-ink-deep"), token("map-ink")],
            "text-halo-color": ["case", deep, token("map-halo-deep"), token("map-halo")],
            "text-halo-width": 1.4,
        },
    };
}

/** @param {(name: string) => string} token */
function nameLabels(token) {
    return {
        id: "name-label",
        type: "symbol",
        source: "names",
        layout: {
            "text-field": ["get", "name"],
            "text-font": REGULAR,
            "text-size": ["interpolate", ["linear"], ["zoom"], 11, 12, 15, 16],
            "text-letter-spacing": 0.06,
            "text-variable-anchor": ANCHORS,
            "text-radial-offset": 0.9,
            "text-justify": "auto",
            "text-padding": 3,
            "text-max-width": 30,
        },
        paint: { "text-color": token("map-name"), "text-halo-color": token("map-halo"), "text-halo-width": 1.8 },
    };
}

/**
 * @param {(name: string) => string} token
 * @returns {object[]} main roads and rivers first, the others from where they leave room for counts
 */
export function roadLabels(token) {
    const isMain = ["in", ["get", "kind"], ["literal", ["road_major", "river"]]];
    return [roadLabel(token, "lane-label", 15.5, ["!", isMain]), roadLabel(token, "road-label", 14, isMain)];
}

/**
 * @param {(name: string) => string} token
 * @param {string} id
 * @param {number} minzoom
 * @param {Array} kinds expression
 */
function roadLabel(token, id, minzoom, kinds) {
    return {
        id,
        type: "symbol",
        source: "areas",
        "source-layer": "line",
        minzoom,
        filter: ["all", ["!=", ["get", "name"], ""], kinds],
        layout: {
            "symbol-placement": "line",
            "symbol-spacing": 320,
            "text-field": ["get", "name"],
            "text-font": REGULAR,
            "text-size": ["interpolate", ["linear"], ["zoom"], 14, 10.5, 17, 13],
            "text-letter-spacing": 0.12,
            "text-padding": 4,
        },
        paint: { "text-color": token("map-quiet"), "text-halo-color": token("map-road"), "text-halo-width": 1.2 },
    };
}

/** @param {(name: string) => string} token */
export function placeLabels(token) {
    return {
        id: "place-label",
        type: "symbol",
        source: "areas",
        "source-layer": "place",
        minzoom: 15.2,
        layout: {
            "text-field": ["get", "name"],
            "text-font": REGULAR,
            "text-size": 11.5,
            "text-anchor": "top",
            "text-offset": [0, 0.5],
            "text-max-width": 8,
            "text-padding": 4,
        },
        paint: { "text-color": token("map-quiet"), "text-halo-color": token("map-halo"), "text-halo-width": 1.2 },
    };
}
