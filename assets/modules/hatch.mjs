/** The pattern of "no count is shown": lines, not a color. */
import { readTokens } from "./tokens.mjs";

const SIDE = 16;

/**
 * @param {object} map MapLibre map
 * @param {Element} container inside the theme
 */
export function addHatch(map, container) {
    const token = readTokens(container);
    const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.fillStyle = token("map-waiting");
    pen.fillRect(0, 0, SIDE, SIDE);
    pen.strokeStyle = token("map-hatch");
    pen.lineWidth = 2;
    for (const shift of [-SIDE, 0, SIDE]) {
        pen.beginPath();
        pen.moveTo(shift - 2, SIDE + 2);
        pen.lineTo(shift + SIDE + 2, -2);
        pen.stroke();
    }
    if (map.hasImage("hatch")) map.removeImage("hatch");
    map.addImage("hatch", pen.getImageData(0, 0, SIDE, SIDE), { pixelRatio: 2 });
}
