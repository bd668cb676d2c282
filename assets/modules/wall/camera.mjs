/** Moves a map that nobody touches: it flies, or it cuts where motion is not wanted or the machine is too slow for it. */
import { DEEPEST_FIT, measureCover } from "../sight.mjs";

const FLIGHT = 1200;
const SLOW_FRAME = 100;
const SLOW_FRAMES = 3;
/** A machine that was too slow is tried again after that many ms. */
const TRY_AGAIN = 3_600_000;

let slowAt = -Infinity;

/** @returns {boolean} whether the next move is a cut */
function cuts() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches || performance.now() - slowAt < TRY_AGAIN;
}

/**
 * @param {object} map MapLibre map
 * @param {[number, number, number, number]} bounds west, south, east, north
 */
export function flyTo(map, bounds) {
    if (cuts()) return cutTo(map, bounds);
    map.fitBounds(corners(bounds), { ...fitting(map, bounds), duration: FLIGHT, essential: true });
    watchFrames(map, () => {
        slowAt = performance.now();
        cutTo(map, bounds);
    });
}

/**
 * @param {object} map MapLibre map
 * @param {[number, number, number, number]} bounds west, south, east, north
 */
export function cutTo(map, bounds) {
    map.fitBounds(corners(bounds), { ...fitting(map, bounds), duration: 0 });
}

/** @param {object} map MapLibre map */
function fitting(map, bounds) {
    return { padding: measureCover(map.getContainer(), bounds), maxZoom: DEEPEST_FIT };
}

/** @param {number[]} bounds */
function corners([west, south, east, north]) {
    return [
        [west, south],
        [east, north],
    ];
}

/**
 * @param {object} map MapLibre map, in flight
 * @param {() => void} giveUp told when some frames in a row were slow
 */
function watchFrames(map, giveUp) {
    let isOver = false;
    let before = null;
    let slow = 0;
    map.once("moveend", () => (isOver = true));
    requestAnimationFrame(function watch(now) {
        if (isOver) return;
        slow = before !== null && now - before > SLOW_FRAME ? slow + 1 : 0;
        before = now;
        if (slow < SLOW_FRAMES) requestAnimationFrame(watch);
        else giveUp();
    });
}
