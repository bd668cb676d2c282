/** The patterns of areas without a value: lines, not a color. What is not shown leans one way, what nobody knows crosses. */
import { readTokens } from "./tokens.mjs";

const SIDE = 16;

/**
 * @param {object} map MapLibre map
 * @param {Element} container inside the theme
 */
export function addHatch(map, container) {
    const token = readTokens(container);
    addPattern(map, token, "not_shown", [1]);
    addPattern(map, token, "no_data", [1, -1]);
}

/**
 * @param {object} map MapLibre map
 * @param {(name: string) => string} token
 * @param {string} name
 * @param {number[]} leans 1 or -1 of each set of lines
 */
function addPattern(map, token, name, leans) {
    const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.fillStyle = token("map-waiting");
    pen.fillRect(0, 0, SIDE, SIDE);
    pen.strokeStyle = token("map-hatch");
    pen.lineWidth = 2;
    for (const lean of leans) drawLines(pen, lean);
    if (map.hasImage(name)) map.removeImage(name);
    map.addImage(name, pen.getImageData(0, 0, SIDE, SIDE), { pixelRatio: 2 });
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} lean
 */
function drawLines(pen, lean) {
    const middle = SIDE / 2;
    for (const shift of [-SIDE, 0, SIDE]) {
        pen.beginPath();
        pen.moveTo(shift + middle - lean * (middle + 2), SIDE + 2);
        pen.lineTo(shift + middle + lean * (middle + 2), -2);
        pen.stroke();
    }
}
