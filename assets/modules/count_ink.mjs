/** Writes numbers into the frame of a WebGL context, all of them in one call. */
import { makeSheet } from "./count_sheet.mjs";

/** Of one number: place, cell, ground. */
const FLOATS = 7;

const VERTEX = `#version 300 es
in vec2 corner;
in vec2 place;
in vec4 cell;
in float deep;
uniform vec2 screen;
uniform float side;
out vec2 texel;
flat out float is_deep;
void main() {
    texel = (cell.xy + corner * cell.zw) / side;
    is_deep = deep;
    vec2 px = place + (corner - 0.5) * cell.zw;
    gl_Position = vec4(2.0 * px.x / screen.x - 1.0, 1.0 - 2.0 * px.y / screen.y, 0.0, 1.0);
}`;

const FRAGMENT = `#version 300 es
precision mediump float;
uniform sampler2D sheet;
uniform vec4 inks[2];
uniform vec4 halos[2];
in vec2 texel;
flat in float is_deep;
out vec4 color;
void main() {
    vec4 covered = texture(sheet, texel);
    vec4 ink = is_deep > 0.5 ? inks[1] : inks[0];
    vec4 halo = is_deep > 0.5 ? halos[1] : halos[0];
    color = ink * covered.r + halo * covered.g * (1.0 - covered.r);
}`;

/**
 * @typedef {object} Written
 * @property {string} text
 * @property {number} size of its letters, in device px
 * @property {number} x of its middle, in device px from the left
 * @property {number} y from the top
 * @property {boolean} isDeep whether it stands on a deep color
 */

/**
 * @param {WebGL2RenderingContext} gl
 * @returns {(written: Written[], look: import("./count_look.mjs").Look, ratio: number) => void} writes into the frame
 *     that was just drawn, `ratio` device px for a px; it changes the context's state, as MapLibre expects between frames
 */
export function makeInk(gl) {
    const program = link(gl);
    const at = (name) => gl.getUniformLocation(program, name);
    const uniforms = { screen: at("screen"), side: at("side"), inks: at("inks"), halos: at("halos") };
    const { array, buffer } = layOut(gl, program);
    const sheet = makeSheet(gl);
    return (written, look, ratio) => {
        prepareState(gl, program, array);
        const cells = sheet.take(written, look.font, look.halo * ratio);
        gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
        gl.bufferData(gl.ARRAY_BUFFER, listInstances(written, cells), gl.STREAM_DRAW);
        gl.uniform2f(uniforms.screen, gl.drawingBufferWidth, gl.drawingBufferHeight);
        gl.uniform1f(uniforms.side, sheet.side());
        gl.uniform4fv(uniforms.inks, look.inks);
        gl.uniform4fv(uniforms.halos, look.halos);
        gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, written.length);
        gl.bindVertexArray(null);
    };
}

/** @param {WebGL2RenderingContext} gl */
function link(gl) {
    const program = gl.createProgram();
    const shaders = [
        [gl.VERTEX_SHADER, VERTEX],
        [gl.FRAGMENT_SHADER, FRAGMENT],
    ];
    for (const [kind, source] of shaders) {
        const shader = gl.createShader(kind);
        gl.shaderSource(shader, source);
        gl.compileShader(shader);
        gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    return program;
}

/** The corners of a quad, and for each number its place, its cell and its ground. */
function layOut(gl, program) {
    const array = gl.createVertexArray();
    gl.bindVertexArray(array);
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([0, 0, 1, 0, 0, 1, 1, 1]), gl.STATIC_DRAW);
    point(gl, program, { name: "corner", size: 2, stride: 2, from: 0 }, 0);
    const buffer = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    point(gl, program, { name: "place", size: 2, stride: FLOATS, from: 0 }, 1);
    point(gl, program, { name: "cell", size: 4, stride: FLOATS, from: 2 }, 1);
    point(gl, program, { name: "deep", size: 1, stride: FLOATS, from: 6 }, 1);
    gl.bindVertexArray(null);
    return { array, buffer };
}

/** @param {number} each instances that share a value; 0: it is a corner's */
function point(gl, program, { name, size, stride, from }, each) {
    const index = gl.getAttribLocation(program, name);
    gl.enableVertexAttribArray(index);
    gl.vertexAttribPointer(index, size, gl.FLOAT, false, 4 * stride, 4 * from);
    gl.vertexAttribDivisor(index, each);
}

function prepareState(gl, program, array) {
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
    [gl.DEPTH_TEST, gl.STENCIL_TEST, gl.CULL_FACE, gl.SCISSOR_TEST].forEach((test) => gl.disable(test));
    gl.colorMask(true, true, true, true);
    gl.enable(gl.BLEND);
    gl.blendEquation(gl.FUNC_ADD);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.useProgram(program);
    gl.bindVertexArray(array);
}

/**
 * @param {Written[]} written
 * @param {{x: number, y: number, width: number, height: number}[]} cells
 */
function listInstances(written, cells) {
    const floats = new Float32Array(written.length * FLOATS);
    written.forEach(({ x, y, isDeep }, index) => {
        const cell = cells[index];
        floats.set([x, y, cell.x, cell.y, cell.width, cell.height, isDeep ? 1 : 0], index * FLOATS);
    });
    return floats;
}
