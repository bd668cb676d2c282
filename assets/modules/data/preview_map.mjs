/** A small map of the shapes of a file over the present boundaries. */
import { askJson } from "../asking.mjs";
import { tilesAddress } from "../map_style.mjs";
import { loadMapLibre } from "../maplibre.mjs";
import { readTokens } from "../tokens.mjs";

const { createElement: h, useEffect, useRef } = window.React;

const LEVELS = ["street", "community", "grid", "micro_grid", "building"];
const OPTIONS = { attributionControl: false, dragRotate: false, fadeDuration: 0, maxPitch: 0, pitchWithRotate: false };
const FIRST = { center: [104, 35], zoom: 2.5 };

/** @param {{shapes: ?object[], box: ?number[], words: object}} props */
export function PreviewMap({ shapes, box, words }) {
    const holder = useRef(null);
    const drawn = useRef(Promise.resolve(null));
    useEffect(() => {
        drawn.current = openMap(holder.current, words).catch(() => null); // without WebGL the words above must do
        return () => {
            drawn.current.then((map) => map?.remove());
        };
    }, []);
    useEffect(() => {
        drawn.current.then((map) => map && showShapes(map, shapes ?? [], box));
    }, [shapes]);
    return h(
        "figure",
        { className: "data-map" },
        h("div", { ref: holder, className: "data-map-holder" }),
        h(
            "figcaption",
            null,
            h("span", { className: "is-file" }, words.in_file),
            h("span", { className: "is-present" }, words.present),
        ),
    );
}

/** @returns {Promise<object>} rejects without WebGL */
async function openMap(container, words) {
    const [engine, boundaries] = await Promise.all([loadMapLibre(), askJson("/boundaries.json").catch(() => null)]);
    const style = makeStyle(boundaries, readTokens(container));
    const map = new engine.Map({ ...OPTIONS, ...FIRST, container, style, locale: { "Map.Title": words.map } });
    map.touchZoomRotate.disableRotation();
    if (boundaries?.bounds) fit(map, boundaries.bounds);
    window.gridboard.maps.preview = map;
    await new Promise((resolve) => map.once("style.load", resolve));
    return map;
}

function makeStyle(boundaries, token) {
    const sources = { file: { type: "geojson", data: collect([]), maxzoom: 16 } };
    if (boundaries) sources.areas = { type: "vector", tiles: [tilesAddress(boundaries.version)], maxzoom: 16 };
    const outlines = LEVELS.map((level) => ({
        id: level,
        type: "line",
        source: "areas",
        "source-layer": level,
        paint: { "line-color": token("map-quiet"), "line-width": level === "street" ? 2 : 0.8 },
    }));
    const accent = token("accent");
    return {
        version: 8,
        sources,
        layers: [
            { id: "ground", type: "background", paint: { "background-color": token("map-ground") } },
            ...(boundaries ? outlines : []),
            { id: "fill", type: "fill", source: "file", filter: isOf("Polygon"), paint: { "fill-color": accent, "fill-opacity": 0.18 } },
            { id: "line", type: "line", source: "file", filter: ["!", isOf("Point")], paint: { "line-color": accent, "line-width": 1.4 } },
            { id: "point", type: "circle", source: "file", filter: isOf("Point"), paint: { "circle-color": accent, "circle-radius": 4 } },
        ],
    };
}

const isOf = (type) => ["==", ["geometry-type"], type];

function showShapes(map, shapes, box) {
    map.getSource("file").setData(collect(shapes));
    if (box) fit(map, box);
}

function fit(map, [west, south, east, north]) {
    const bounds = [[west, south], [east, north]];
    map.fitBounds(bounds, { padding: 24, maxZoom: 17, duration: 0 });
}

const collect = (shapes) => ({
    type: "FeatureCollection",
    features: shapes.map((geometry) => ({ type: "Feature", properties: {}, geometry })),
});
