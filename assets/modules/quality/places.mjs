/** Draws the places of findings over a GridMap, and answers a tap on one. */
import { askJson } from "../asking.mjs";
import { makeOrder } from "../order.mjs";
import { readTokens } from "../tokens.mjs";

const SOURCE = "findings";
const SEVERITIES = ["alarm", "soon", "stale"];
const PATIENCE = 150;
const NOTHING = { type: "FeatureCollection", features: [] };
/** A spot is shown with so many degrees around it, so that it is seen where it lies. */
const AROUND = 0.0015;
const CLOSEST = 18.5;
const ROOM = 80;

/**
 * @typedef {object} Places
 * @property {(kind: string, tell: (isWhole: boolean) => void) => void} show the places of a kind, in place of the former; tells whether these are all
 * @property {(finding: ?{id: number, box: number[]}, isStill: boolean) => void} open one of them
 * @property {() => void} end
 */

/**
 * @param {string} id of the GridMap
 * @param {(id: number) => void} pick told which finding was tapped
 * @returns {Places}
 */
export function drawPlaces(id, pick) {
    const held = { data: NOTHING, chosen: -1, map: null };
    const waiting = setInterval(() => window.gridboard.maps[id] && begin(window.gridboard.maps[id]), PATIENCE);
    const draw = () => held.map && addLayers(held);
    const answer = ({ point }) => {
        const [met] = held.map.getLayer("finding-spot") ? held.map.queryRenderedFeatures(around(point), { layers: ["finding-spot"] }) : [];
        if (met) pick(met.properties.id);
    };

    function begin(map) {
        clearInterval(waiting);
        held.map = map;
        map.on("style.load", draw);
        map.on("click", answer);
        if (map.isStyleLoaded()) draw();
        else map.once("idle", draw);
        if (held.opens) open(...held.opens);
    }

    function show(kind, tell) {
        held.order?.end();
        held.order = orderPlaces(held, kind, tell);
        held.order.now();
    }

    function open(finding, isStill) {
        held.chosen = finding?.id ?? -1;
        held.opens = [finding, isStill];
        if (!held.map) return;
        if (held.map.getLayer("finding-chosen")) held.map.setFilter("finding-chosen", isChosen(held.chosen));
        if (finding?.box) goTo(held.map, finding.box, isStill);
    }

    function end() {
        clearInterval(waiting);
        held.order?.end();
        held.map?.off("click", answer);
        held.map?.off("style.load", draw);
    }
    return { show, open, end };
}

function orderPlaces(held, kind, tell) {
    const take = ({ places, is_whole }) => {
        held.data = { type: "FeatureCollection", features: places.flatMap(describe) };
        held.map?.getSource(SOURCE)?.setData(held.data);
        tell(is_whole);
    };
    return makeOrder((signal) => askJson(`/quality/places.json?kind=${kind}`, { signal }), take, () => {});
}

function goTo(map, [west, south, east, north], isStill) {
    const more = west === east && south === north ? AROUND : 0;
    const box = [
        [west - more, south - more],
        [east + more, north + more],
    ];
    map.fitBounds(box, { padding: ROOM, maxZoom: CLOSEST, animate: !isStill, duration: 200 });
}

/** A spot that is seen from afar, and the shape that is seen from near. */
function describe([id, severity, lon, lat, shape]) {
    const feature = (geometry) => ({ type: "Feature", geometry, properties: { id, severity } });
    return [feature({ type: "Point", coordinates: [lon, lat] }), ...(shape ? [feature(shape)] : [])];
}

const isChosen = (id) => ["all", ["==", ["get", "id"], id], ["==", ["geometry-type"], "Point"]];

function addLayers(held) {
    const { map, data, chosen } = held;
    if (map.getSource(SOURCE)) return;
    const token = readTokens(map.getContainer());
    const color = ["match", ["get", "severity"], ...SEVERITIES.flatMap((name, index) => [index + 1, token(name)]), token("text")];
    map.addSource(SOURCE, { type: "geojson", data, tolerance: 0, maxzoom: 20 });
    const isShape = ["==", ["geometry-type"], "Polygon"];
    const isSpot = ["==", ["geometry-type"], "Point"];
    const halo = { "circle-stroke-color": token("map-halo"), "circle-stroke-width": 1.5 };
    [
        { id: "finding-fill", type: "fill", filter: isShape, paint: { "fill-color": color, "fill-opacity": 0.45 } },
        { id: "finding-line", type: "line", filter: isShape, paint: { "line-color": color, "line-width": 2 } },
        { id: "finding-spot", type: "circle", filter: isSpot, paint: { "circle-color": color, "circle-radius": 6, "circle-opacity": 0.85, ...halo } },
        {
            ...{ id: "finding-chosen", type: "circle", filter: isChosen(chosen) },
            paint: { "circle-radius": 14, "circle-opacity": 0, "circle-stroke-color": token("accent"), "circle-stroke-width": 4 },
        },
    ].forEach((layer) => map.addLayer({ source: SOURCE, ...layer }));
}

/** A finger's box. */
const around = ({ x, y }) => [
    [x - 12, y - 12],
    [x + 12, y + 12],
];
