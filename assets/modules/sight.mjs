/** The part of the map that nothing lies over, and how the view moves into it. */

const MARGIN = 24;
/** Width of the world at zoom 0, in px. */
const WORLD = 512;
/** A piece is as high while nothing but its padding is there, in px. */
const EMPTY = 24;
const MOST_COVERED = 0.85;
const MOTION = 200;
export const DEEPEST_FIT = 17;
/** An area smaller than this part of the sight is worth going nearer; more so where a tap shall find what lies in it. */
const WORTH = { looking: 0.08, drilling: 0.5 };

/** @typedef {{top: number, right: number, bottom: number, left: number}} Cover px that the pieces take at each side */

/**
 * A piece names the sides at which it can be passed (`data-covers="top left"`): taken is what leaves the bounds most room.
 * @param {Element} container of the map
 * @param {[number, number, number, number]} bounds that shall be in sight: west, south, east, north
 * @returns {Cover}
 */
export function measureCover(container, bounds) {
    const frame = readFrame(container);
    const covers = listPieces().reduce(
        (before, piece) => before.flatMap((cover) => passPiece(cover, piece, frame)),
        [{ top: 0, right: 0, bottom: 0, left: 0 }],
    );
    const scales = covers.map((cover) => scaleOf(cover, frame, bounds));
    return limit(covers[scales.indexOf(Math.max(...scales))], frame);
}

/**
 * @param {Element} container of the map
 * @param {[number, number, number, number]} bounds
 * @returns {number} about the zoom at which they fill the part that nothing covers
 */
export function estimateZoom(container, bounds) {
    const scale = scaleOf(measureCover(container, bounds), readFrame(container), bounds);
    return Math.min(DEEPEST_FIT, Math.log2((scale * 360) / WORLD));
}

/**
 * @param {Element} container of the map
 * @returns {number} how much larger than the map knows it is drawn: a wall's style sheet magnifies it
 */
export function readMagnification(container) {
    return container.getBoundingClientRect().width / container.clientWidth || 1;
}

/** Where the map stands on the screen, and how large it takes itself to be. */
function readFrame(container) {
    const { left, top, right, bottom } = container.getBoundingClientRect();
    const { clientWidth: width, clientHeight: height } = container;
    return { left, top, right, bottom, width, height, magnification: readMagnification(container) };
}

/**
 * @param {number} patience ms
 * @returns {Promise<void>} when the pieces over the map hold what they will hold, or late: the first view leaves them room
 */
export async function awaitPieces(patience) {
    const end = performance.now() + patience;
    while (performance.now() < end && listPieces().some((piece) => piece.clientHeight <= EMPTY)) {
        await new Promise((resolve) => setTimeout(resolve, 16));
    }
}

/** @returns {Element[]} what lies over the map now */
function listPieces() {
    return [...document.querySelectorAll("[data-covers]")].filter((piece) => piece.clientWidth && piece.clientHeight);
}

/** Around a cover and one piece more: a cover for each side at which the piece can be passed. */
function passPiece(cover, piece, frame) {
    const box = piece.getBoundingClientRect();
    const taken = {
        top: box.bottom - frame.top,
        right: frame.right - box.left,
        bottom: frame.bottom - box.top,
        left: box.right - frame.left,
    };
    const take = (side) => ({ ...cover, [side]: Math.max(cover[side], taken[side] / frame.magnification) });
    return piece.dataset.covers.split(" ").map(take);
}

/** How large the bounds can be drawn inside a cover. */
function scaleOf(cover, frame, [west, south, east, north]) {
    const height = (north - south) / Math.cos(((north + south) * Math.PI) / 360);
    return Math.min(
        (frame.width - cover.left - cover.right - 2 * MARGIN) / (east - west),
        (frame.height - cover.top - cover.bottom - 2 * MARGIN) / height,
    );
}

/** Leaves some of the map free, whatever lies over it. */
function limit(cover, frame) {
    const wide = Math.min(1, (frame.width * MOST_COVERED) / (cover.left + cover.right + 2 * MARGIN));
    const high = Math.min(1, (frame.height * MOST_COVERED) / (cover.top + cover.bottom + 2 * MARGIN));
    return {
        left: (cover.left + MARGIN) * wide,
        right: (cover.right + MARGIN) * wide,
        top: (cover.top + MARGIN) * high,
        bottom: (cover.bottom + MARGIN) * high,
    };
}

/**
 * Moves the view so that the bounds are in sight; leaves it alone when they already are.
 * @param {object} map MapLibre map
 * @param {[number, number, number, number]} bounds west, south, east, north
 * @param {{isStill: boolean, drills: ?boolean}} manner no motion; whether the next tap is meant for what lies in them
 */
export function bringIntoSight(map, bounds, { isStill, drills }) {
    const padding = measureCover(map.getContainer(), bounds);
    const isDeep = drills && map.getZoom() >= DEEPEST_FIT;
    if (isInSight(map, bounds, padding, isDeep ? 0 : WORTH[drills ? "drilling" : "looking"])) return;
    const [west, south, east, north] = bounds;
    map.fitBounds(
        [
            [west, south],
            [east, north],
        ],
        { padding, maxZoom: DEEPEST_FIT, duration: isStill ? 0 : MOTION, linear: true },
    );
}

/**
 * @param {object} map
 * @param {number[]} bounds
 * @param {object} padding
 * @param {number} worth
 */
function isInSight(map, [west, south, east, north], padding, worth) {
    const { clientWidth, clientHeight } = map.getContainer();
    const top = map.project([west, north]);
    const bottom = map.project([east, south]);
    const isInside =
        top.x >= padding.left - MARGIN &&
        top.y >= padding.top - MARGIN &&
        bottom.x <= clientWidth - padding.right + MARGIN &&
        bottom.y <= clientHeight - padding.bottom + MARGIN;
    const free = (clientWidth - padding.left - padding.right) * (clientHeight - padding.top - padding.bottom);
    return isInside && (bottom.x - top.x) * (bottom.y - top.y) > free * worth;
}
