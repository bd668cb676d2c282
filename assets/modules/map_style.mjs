/** The map's style: a pure function of what is shown. Layers are listed in drawing order. */
import { areaLayers, buildingLayers, otherOutlines, selectedLayers } from "./area_layers.mjs";
import { labelLayers, placeLabels, roadLabels } from "./label_layers.mjs";
import { makePointSource, pointLayers } from "./point_layers.mjs";
import { warmLayers } from "./warm_layers.mjs";

/** @typedef {import("./scene.mjs").Scene} Scene */

/** Tiles deeper than this are drawn from it: the shapes do not get finer. */
const DEEPEST_TILE = 16;
const NOTHING = { type: "FeatureCollection", features: [] };

/**
 * @param {Scene} scene
 * @returns {object} a MapLibre style without glyph server: labels are drawn from local fonts
 */
export function makeStyle(scene) {
    return { version: 8, sources: makeSources(scene.version), layers: makeLayers(scene) };
}

/**
 * @param {string} version
 * @returns {string} address template of the tiles
 */
export function tilesAddress(version) {
    return `${location.origin}/tiles/${version}/{z}/{x}/{y}.mvt`;
}

/** @param {string} version */
function makeSources(version) {
    const labels = { type: "geojson", data: NOTHING, maxzoom: DEEPEST_TILE, tolerance: 0, buffer: 64 };
    return {
        areas: { type: "vector", tiles: [tilesAddress(version)], minzoom: 0, maxzoom: DEEPEST_TILE },
        counts: labels,
        buildings: labels,
        names: labels,
        points: makePointSource(),
    };
}

/**
 * @param {Scene} scene
 * @returns {object[]}
 */
export function makeLayers(scene) {
    const { token } = scene;
    return [
        { id: "ground", type: "background", paint: { "background-color": token("map-ground") } },
        ...warmLayers(scene),
        ...areaLayers(scene, "fill"),
        ...roadLayers(token),
        ...buildingLayers(scene),
        otherOutlines(token),
        ...areaLayers(scene, "outline"),
        ...selectedLayers(scene),
        placeDots(token),
        ...roadLabels(scene),
        placeLabels(scene),
        ...labelLayers(scene),
        ...pointLayers(scene),
    ];
}

/** @param {(name: string) => string} token */
function roadLayers(token) {
    const road = (id, kinds, minzoom, widths) => ({
        id,
        type: "line",
        source: "areas",
        "source-layer": "line",
        minzoom,
        filter: ["in", ["get", "kind"], ["literal", kinds]],
        layout: { "line-cap": "round", "line-join": "round" },
        paint: {
            "line-color": token(id === "river" ? "map-water" : "map-road"),
            "line-width": ["interpolate", ["exponential", 1.6], ["zoom"], ...widths],
        },
    });
    return [
        road("river", ["river"], 10, [11, 1.5, 15, 14, 18, 90]),
        road("lane", ["lane"], 15, [15, 1, 18, 10]),
        road("road_minor", ["road_minor"], 13, [13, 0.6, 15, 3.5, 18, 26]),
        road("road_major", ["road_major"], 11, [11, 0.8, 13, 2.4, 15, 7, 18, 44]),
    ];
}

/** @param {(name: string) => string} token */
function placeDots(token) {
    return {
        id: "place",
        type: "circle",
        source: "areas",
        "source-layer": "place",
        minzoom: 15.2,
        paint: {
            "circle-radius": ["interpolate", ["linear"], ["zoom"], 14, 2, 17, 4],
            "circle-color": token("map-place"),
            "circle-stroke-color": token("map-halo"),
            "circle-stroke-width": 1.5,
        },
    };
}
