/** How counts are written: type and colors, read from the page's style. */
import { readTokens } from "./tokens.mjs";

/** px of the letters at zoom 15; they grow with the zoom. */
const SIZES = { counts: 16, buildings: 12 };
const HALO = 1.4;
const MEASURED = 100;

/**
 * @typedef {object} Look
 * @property {number[]} inks two colors of four shares each, multiplied with their opacity: on pale and on deep ground
 * @property {number[]} halos likewise
 * @property {string} font family
 * @property {number} scale of all type on the map
 * @property {number} halo px around a number
 */

/**
 * @param {Element} container inside the theme
 * @returns {Look}
 */
export function readLook(container) {
    const token = readTokens(container);
    const scale = readTypeScale(token);
    return {
        inks: [...readColor(token("map-ink")), ...readColor(token("map-ink-deep"))],
        halos: [...readColor(token("map-halo")), ...readColor(token("map-halo-deep"))],
        font: token("font"),
        scale,
        halo: HALO * scale,
    };
}

/**
 * @param {(name: string) => string} token
 * @returns {number} by how much all type on the map is larger than on a tablet
 */
export function readTypeScale(token) {
    return Number(token("map-type-scale")) || 1;
}

/**
 * @param {number} zoom
 * @param {"counts"|"buildings"} group
 * @returns {number} px of the letters, before they are scaled
 */
export function sizeAt(zoom, group) {
    return SIZES[group] + Math.min(Math.max(zoom - 15, -3), 2);
}

/** @type {Map<string, number>} width of a text in its letters' size: digits are all of one width */
const widths = new Map();
const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

/**
 * @param {string} text
 * @param {number} size px of the letters, before they are scaled
 * @param {Look} look
 * @returns {{width: number, height: number}} px
 */
export function measureMark(text, size, { font, scale, halo }) {
    const key = `${font} ${text.replace(/\d/g, "0")}`;
    if (!widths.has(key)) {
        pen.font = `bold ${MEASURED}px ${font}`;
        widths.set(key, pen.measureText(text).width / MEASURED);
    }
    return { width: widths.get(key) * size * scale + 2 * halo, height: size * scale + 2 * halo };
}

/**
 * @param {string} color as CSS writes it
 * @returns {number[]} shares of red, green, blue, each multiplied with the opacity, and the opacity
 */
function readColor(color) {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = color;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = [...pen.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
    return [red * alpha, green * alpha, blue * alpha, alpha];
}
