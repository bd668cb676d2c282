/** Keeps the issue points of one map at what the server has in and around the view. */
import { askJson } from "./asking.mjs";
import { readDeadline } from "./deadline_state.mjs";
import { listen, serverNow } from "./live.mjs";
import { makeOrder } from "./order.mjs";
import { POINTS_FROM } from "./point_layers.mjs";
import { makeTold } from "./told.mjs";

/** So much of the view is fetched around it at each side. */
const AROUND = 0.3;
/** Deadlines pass by the minute. */
const MINUTE = 60_000;

/** @typedef {{id: number, lon: number, lat: number, category: string, due_at: ?string, runs: boolean, is_urgent: boolean}} Point */

/** What the page says of the points: whether they are wanted, near enough to be seen, all there, and the last try failed. */
export const pointState = makeTold({ isOn: false, isNear: true, isWhole: true, hasFailed: false });

/**
 * @param {import("./drawing.mjs").Drawing} drawing
 * @returns {{sync: () => void, redraw: () => void, end: () => void}} `sync` after every change of props, `redraw` after
 *     the map lost what it held
 */
export function followPoints(drawing) {
    const { map } = drawing;
    let [held, asked] = [null, null];
    const readBox = () => map.getBounds().toArray().flat();
    const isNear = () => map.getZoom() >= POINTS_FROM;
    const isWanted = () => Boolean(drawing.props.points) && isNear();
    const tell = (change) =>
        pointState.tell({ ...pointState.present(), isOn: Boolean(drawing.props.points), isNear: isNear(), ...change });
    const redraw = () => held && drawing.isReady && map.getSource("points")?.setData(collect(held.points));

    function take(answer) {
        held = answer;
        tell({ hasFailed: false, isWhole: answer.isWhole });
        redraw();
    }
    const askView = (signal) => (isWanted() ? fetchPoints((asked = widen(readBox())), signal) : null);
    const order = makeOrder(askView, take, () => tell({ hasFailed: true }));

    function sync() {
        tell();
        if (!isWanted()) asked = null;
        else if (!(asked && contains(asked, readBox()))) order.now();
    }
    const silence = listen((kind) => {
        if (isWanted() && (kind === "issue" || kind === "snapshot")) order.soon();
    });
    const aging = setInterval(() => isWanted() && redraw(), MINUTE);
    map.on("moveend", sync);
    sync();
    const leave = () => tell({ isOn: false, hasFailed: false });
    const end = () => [silence, order.end, () => clearInterval(aging), leave].forEach((finish) => finish());
    return { sync, redraw, end };
}

/**
 * @param {number[]} box west, south, east, north
 * @param {AbortSignal} signal
 * @returns {Promise<{points: Point[], isWhole: boolean}>}
 */
async function fetchPoints(box, signal) {
    const { points, is_whole } = await askJson(`/issue_points.json?box=${box.map((side) => side.toFixed(5))}`, { signal });
    const rows = points.map(([id, lon, lat, category, due_at, runs, is_urgent]) => ({ id, lon, lat, category, due_at, runs, is_urgent }));
    return { points: rows, isWhole: is_whole };
}

/** @param {Point[]} points */
function collect(points) {
    const now = serverNow() ?? Date.now();
    return {
        type: "FeatureCollection",
        features: points.map(({ lon, lat, ...properties }) => ({
            type: "Feature",
            id: properties.id,
            geometry: { type: "Point", coordinates: [lon, lat] },
            properties: { ...properties, state: readDeadline(properties.due_at, properties.runs, now) },
        })),
    };
}

/** @param {number[]} box */
function widen([west, south, east, north]) {
    const [across, along] = [(east - west) * AROUND, (north - south) * AROUND];
    return [Math.max(-180, west - across), Math.max(-90, south - along), Math.min(180, east + across), Math.min(90, north + along)];
}

/**
 * @param {number[]} outer box
 * @param {number[]} inner box
 */
function contains(outer, inner) {
    return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
}
