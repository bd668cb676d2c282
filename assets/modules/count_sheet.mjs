/** A texture with numbers drawn by the browser, each text once: red is their ink, green their halo under it. */

/** Sides of the texture, in px. */
const SMALLEST = 512;
const LARGEST = 4096;
/** Free px between two texts: they must not shine into each other. */
const APART = 1;

/** @typedef {{x: number, y: number, width: number, height: number}} Cell in px of the texture */

const NO_CELL = { x: 0, y: 0, width: 0, height: 0 };

/**
 * @param {WebGL2RenderingContext} gl
 * @returns {{take: (written: import("./count_ink.mjs").Written[], font: string, halo: number) => Cell[],
 *     side: () => number}} `take` binds the texture and draws what it does not hold yet; `halo` in device px
 */
export function makeSheet(gl) {
    const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true, alpha: false });
    const sheet = { gl, pen, texture: gl.createTexture(), cells: new Map(), font: "", halo: 0, side: 0 };
    return { take: (written, font, halo) => takeCells(sheet, written, font, halo), side: () => sheet.side };
}

/** A full sheet is begun anew, without what is written no more; when that is not enough, a larger one. */
function takeCells(sheet, written, font, halo) {
    const { gl } = sheet;
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, sheet.texture);
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
    if (sheet.font !== font || sheet.halo !== halo) beginSheet(Object.assign(sheet, { font, halo }), SMALLEST);
    const take = () => written.map(({ text, size }) => takeCell(sheet, text, size));
    let cells = take();
    for (let { side } = sheet; cells.includes(null) && side <= LARGEST; side *= 2) {
        beginSheet(sheet, side);
        cells = take();
    }
    return cells.map((cell) => cell ?? NO_CELL);
}

function beginSheet(sheet, side) {
    const { gl } = sheet;
    Object.assign(sheet, { side, x: 0, y: 0, rowHeight: 0 });
    sheet.cells.clear();
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, side, side, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
}

/** @returns {?Cell} null when the sheet is full */
function takeCell(sheet, text, size) {
    const { gl, pen, cells } = sheet;
    const key = `${size} ${text}`;
    if (!cells.has(key)) {
        const cell = placeCell(sheet, measureText(sheet, text, size));
        if (!cell) return null;
        drawText(sheet, text, size, cell);
        gl.texSubImage2D(gl.TEXTURE_2D, 0, cell.x, cell.y, gl.RGBA, gl.UNSIGNED_BYTE, pen.canvas);
        cells.set(key, cell);
    }
    return cells.get(key);
}

/** With its halo; even, so that its middle stands between two pixels. */
function measureText({ pen, font, halo }, text, size) {
    pen.font = `bold ${size}px ${font}`;
    const even = (length) => 2 * Math.ceil(length / 2 + halo);
    return { width: even(pen.measureText(text).width), height: even(size) };
}

/** The next place in the row, or in a new row. */
function placeCell(sheet, { width, height }) {
    if (sheet.x + width > sheet.side) Object.assign(sheet, { x: 0, y: sheet.y + sheet.rowHeight + APART, rowHeight: 0 });
    if (sheet.y + height > sheet.side) return null;
    const cell = { x: sheet.x, y: sheet.y, width, height };
    sheet.x += width + APART;
    sheet.rowHeight = Math.max(sheet.rowHeight, height);
    return cell;
}

function drawText({ pen, font, halo }, text, size, { width, height }) {
    Object.assign(pen.canvas, { width, height });
    Object.assign(pen, { font: `bold ${size}px ${font}`, textAlign: "center", lineJoin: "round", lineWidth: 2 * halo });
    const { actualBoundingBoxAscent: ascent, actualBoundingBoxDescent: descent } = pen.measureText("0");
    const baseline = Math.round((height + ascent - descent) / 2);
    pen.strokeStyle = "#0f0";
    pen.strokeText(text, width / 2, baseline);
    pen.globalCompositeOperation = "lighter";
    pen.fillStyle = "#f00";
    pen.fillText(text, width / 2, baseline);
}
