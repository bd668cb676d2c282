/** Keeps the issue points of one map at what the server has in and around the view. */
import { readDeadline } from "./deadline_state.mjs";
import { listen, serverNow } from "./live.mjs";
import { POINTS_FROM } from "./point_layers.mjs";
import { makeTold } from "./told.mjs";

/** So much of the view is fetched around it at each side. */
const AROUND = 0.3;
/** A busy street must not ask for its points more often than this. */
const PAUSE = 2000;
const LONGEST_PAUSE = 30_000;
/** Deadlines pass by the minute. */
const MINUTE = 60_000;

/** @typedef {{id: number, lon: number, lat: number, category: string, due_at: ?string, runs: boolean, is_urgent: boolean}} Point */

/** What the page says of the points: whether they are wanted, near enough to be seen, all there, and the last try failed. */
export const pointState = makeTold({ isOn: false, isNear: true, isWhole: true, hasFailed: false });

/**
 * @param {import("./drawing.mjs").Drawing} drawing
 * @returns {{sync: () => void, end: () => void}} `sync` after every change of props or of the style
 */
export function followPoints(drawing) {
    const { map } = drawing;
    let [held, order, waiting, failures] = [null, null, 0, 0];

    const isWanted = () => Boolean(drawing.props.points) && map.getZoom() >= POINTS_FROM;
    const tell = (change = {}) => {
        const isOn = Boolean(drawing.props.points);
        pointState.tell({ ...pointState.present(), isOn, isNear: map.getZoom() >= POINTS_FROM, ...change });
    };
    const draw = () => drawing.isReady && map.getSource("points")?.setData(collect(held.points, serverNow() ?? Date.now()));
    const askSoon = (pause) => (waiting ||= setTimeout(ask, pause));

    async function ask() {
        clearTimeout(waiting);
        waiting = 0;
        if (!isWanted()) return;
        order?.abort();
        const own = (order = new AbortController());
        const box = widen(map.getBounds().toArray().flat());
        try {
            const answer = await fetchPoints(box, own.signal);
            [held, failures] = [{ ...answer, box }, 0];
            tell({ hasFailed: false, isWhole: answer.isWhole });
            draw();
        } catch {
            if (own.signal.aborted) return;
            tell({ hasFailed: true });
            askSoon(Math.min(PAUSE * 2 ** failures++, LONGEST_PAUSE));
        }
    }

    function sync() {
        tell();
        if (isWanted() && !(held && contains(held.box, map.getBounds().toArray().flat()))) ask();
    }

    const silence = listen((kind) => {
        if (kind === "issue" || kind === "snapshot") askSoon(PAUSE);
        if (kind === "beat" && pointState.present().hasFailed) ask();
    });
    const aging = setInterval(() => held && isWanted() && draw(), MINUTE);
    map.on("moveend", sync);
    sync();
    return {
        sync,
        redraw: () => held && draw(),
        end() {
            silence();
            order?.abort();
            clearTimeout(waiting);
            clearInterval(aging);
        },
    };
}

/**
 * @param {number[]} box west, south, east, north
 * @param {AbortSignal} signal
 * @returns {Promise<{points: Point[], isWhole: boolean}>}
 */
async function fetchPoints(box, signal) {
    const answer = await fetch(`/issue_points.json?box=${box.map((side) => side.toFixed(5))}`, { signal });
    if (!answer.ok) throw new Error(`/issue_points.json: ${answer.status}`);
    const { points, is_whole } = await answer.json();
    const rows = points.map(([id, lon, lat, category, due_at, runs, is_urgent]) => ({ id, lon, lat, category, due_at, runs, is_urgent }));
    return { points: rows, isWhole: is_whole };
}

/**
 * @param {Point[]} points
 * @param {number} now ms
 */
function collect(points, now) {
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
