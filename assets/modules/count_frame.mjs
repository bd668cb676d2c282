/** Where the map's camera is in one frame, and where a place of the ground stands in it. */

/** Width of the world at zoom 0, in px. */
const WORLD = 512;
/** Around the screen so much of its width and height is near. */
const MORE = 0.5;
/** Zoom by which a moving picture may grow before what fits is chosen anew. */
const STEP = 0.1;
/** A number whose middle is so many px beside the screen may still be seen. */
const EDGE = 40;

/**
 * @typedef {object} Frame
 * @property {number} zoom
 * @property {number} world width of the world in px
 * @property {number} x of the camera, in widths of the world from the west
 * @property {number} y from the north
 * @property {{x: number, y: number}} middle where the camera stands on the screen, in px
 * @property {number} width of the screen in px
 * @property {number} height
 * @property {number} ratio device px for one px
 * @property {boolean} isStill whether nothing moves
 */

/**
 * @param {object} map MapLibre map
 * @returns {Frame}
 */
export function readFrame(map) {
    const [center, zoom, canvas] = [map.getCenter(), map.getZoom(), map.getCanvas()];
    const [width, height] = [canvas.style.width, canvas.style.height].map(Number.parseFloat);
    return {
        zoom,
        world: WORLD * 2 ** zoom,
        ...project([center.lng, center.lat]),
        middle: map.project(center),
        width,
        height,
        ratio: canvas.width / width,
        isStill: !map.isMoving(),
    };
}

/**
 * @param {[number, number]} place longitude and latitude
 * @returns {{x: number, y: number}} in widths of the world, by the spherical Mercator projection
 */
export function project([longitude, latitude]) {
    const y = 0.5 - Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) / (2 * Math.PI);
    return { x: (longitude + 180) / 360, y };
}

/**
 * @param {Frame} frame
 * @param {{x: number, y: number}} place in widths of the world
 * @returns {{x: number, y: number, isNear: boolean, isSeen: boolean}} px from where the camera stands
 */
export function standOn(frame, place) {
    const [x, y] = [(place.x - frame.x) * frame.world, (place.y - frame.y) * frame.world];
    const within = (more) => Math.abs(x) < frame.width / 2 + more.x && Math.abs(y) < frame.height / 2 + more.y;
    return {
        x,
        y,
        isNear: within({ x: frame.width * MORE, y: frame.height * MORE }),
        isSeen: within({ x: EDGE, y: EDGE }),
    };
}

/**
 * @param {?Frame} former
 * @param {Frame} frame
 * @returns {boolean} whether what was chosen near the former one does for this one
 */
export function covers(former, frame) {
    if (!former || former.width !== frame.width || former.height !== frame.height) return false;
    const { x, y } = standOn(frame, former);
    const isInside = Math.abs(x) < frame.width * MORE && Math.abs(y) < frame.height * MORE;
    return isInside && Math.abs(former.zoom - frame.zoom) <= (frame.isStill ? 0 : STEP);
}
