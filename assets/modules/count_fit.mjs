/** Which numbers are written: those that fit beside the larger ones. */

/** Room around a number, in px. */
const MARGIN = 1;
/** Side of the squares that the screen is parted into to find neighbours, in px. */
const SQUARE = 64;

/** @typedef {{x: number, y: number, width: number, height: number}} Box its middle and its size, in px */

/**
 * @template {Box} T
 * @param {T[]} boxes the most important first
 * @returns {T[]} those that touch none before them
 */
export function chooseFitting(boxes) {
    /** @type {Map<string, T[]>} */
    const squares = new Map();
    return boxes.filter((box) => {
        const keys = listSquares(box);
        if (keys.some((key) => squares.get(key)?.some((other) => touches(box, other)))) return false;
        keys.forEach((key) => squares.get(key)?.push(box) ?? squares.set(key, [box]));
        return true;
    });
}

/** @param {Box} box */
function listSquares({ x, y, width, height }) {
    const keys = [];
    const [right, bottom] = [Math.floor((x + width / 2) / SQUARE), Math.floor((y + height / 2) / SQUARE)];
    for (let column = Math.floor((x - width / 2) / SQUARE); column <= right; column++) {
        for (let row = Math.floor((y - height / 2) / SQUARE); row <= bottom; row++) keys.push(`${column} ${row}`);
    }
    return keys;
}

/**
 * @param {Box} one
 * @param {Box} other
 */
function touches(one, other) {
    return (
        Math.abs(one.x - other.x) < (one.width + other.width) / 2 + MARGIN &&
        Math.abs(one.y - other.y) < (one.height + other.height) / 2 + MARGIN
    );
}
