/** Layers of the issue points: groups with their number, single ones by the state of their deadline. */

/** From here on points are drawn. */
export const POINTS_FROM = 13;
/** Points nearer to each other than this are a group, in px: a finger must meet one. */
const RADIUS = 44;
const DEEPEST_GROUP = 19;
const FONT = ["Noto Sans CJK SC Bold", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "sans-serif"];

/** Each state has a shape of its own beside its color. */
export const SHAPES = { overdue: "◆", soon: "▲", running: "●", stopped: "■" };
/** Tokens of the states' colors. */
export const COLORS = { overdue: "alarm", soon: "soon", running: "accent", stopped: "stale" };

/** @returns {object} the source of the points, empty; it counts how many of a group are overdue, and how many soon will be */
export function makePointSource() {
    const countState = (state) => ["+", ["case", ["==", ["get", "state"], state], 1, 0]];
    return {
        type: "geojson",
        data: { type: "FeatureCollection", features: [] },
        maxzoom: DEEPEST_GROUP + 1,
        cluster: true,
        clusterRadius: RADIUS,
        clusterMaxZoom: DEEPEST_GROUP,
        clusterProperties: { overdue: countState("overdue"), soon: countState("soon") },
    };
}

/**
 * @param {{points: boolean, token: (name: string) => string}} scene
 * @returns {object[]} nothing while the points are not shown
 */
export function pointLayers({ points, token }) {
    if (!points) return [];
    const base = { source: "points", minzoom: POINTS_FROM };
    const isGroup = ["has", "point_count"];
    return [
        { id: "point-group", type: "circle", ...base, filter: isGroup, paint: paintGroup(token) },
        { id: "point-count", type: "symbol", ...base, filter: isGroup, ...writeGroup(token) },
        { id: "point", type: "symbol", ...base, filter: ["!", isGroup], ...writePoint(token) },
    ];
}

/** A ring tells the worst of what is in the group. */
function paintGroup(token) {
    const some = (state) => [">", ["get", state], 0];
    const ring = ["case", some("overdue"), token(COLORS.overdue), some("soon"), token(COLORS.soon), token(COLORS.running)];
    return {
        "circle-color": token("surface"),
        "circle-radius": ["interpolate", ["linear"], ["get", "point_count"], 2, 15, 100, 24],
        "circle-stroke-color": ring,
        "circle-stroke-width": 3,
    };
}

function writeGroup(token) {
    const overdue = ["case", [">", ["get", "overdue"], 0], ["concat", "\n", SHAPES.overdue, ["get", "overdue"]], ""];
    return {
        layout: {
            "text-field": [
                ...["format", ["to-string", ["get", "point_count"]], {}],
                ...[overdue, { "font-scale": 0.72, "text-color": token(COLORS.overdue) }],
            ],
            "text-font": FONT,
            "text-size": 14,
            "text-line-height": 1,
            "text-allow-overlap": true,
            "text-padding": 10,
        },
        paint: { "text-color": token("text") },
    };
}

function writePoint(token) {
    const of = (values) => ["match", ["get", "state"], ...Object.entries(values).flat(), ""];
    const colors = Object.fromEntries(Object.entries(COLORS).map(([state, name]) => [state, token(name)]));
    return {
        layout: {
            "text-field": of(SHAPES),
            "text-font": FONT,
            "text-size": 24,
            "text-allow-overlap": true,
            "text-padding": 10,
        },
        paint: {
            "text-color": ["match", ["get", "state"], ...Object.entries(colors).flat(), token("text")],
            "text-halo-color": token("map-halo"),
            "text-halo-width": 2,
        },
    };
}
