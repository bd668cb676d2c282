/**
 * Writes the counts into the map's frames: a number changes in the very frame in which its area's color does.
 *
 * MapLibre would make a label anew in a worker and place it some frames later; of ours it only keeps the room free.
 */
import { covers, readFrame, standOn } from "./count_frame.mjs";
import { chooseFitting } from "./count_fit.mjs";
import { makeInk } from "./count_ink.mjs";
import { measureMark, readLook, sizeAt } from "./count_look.mjs";

/** @typedef {import("./labels.mjs").Mark} Mark */
/** @typedef {"counts"|"buildings"} Group */

/**
 * @typedef {object} CountWriter
 * @property {(group: Group, marks: Mark[]) => void} replace all marks of a group
 * @property {(group: Group, marks: Map<number, ?Mark>) => number[]} change some, null is written no more; ids of those
 *     that need another room than before
 * @property {() => void} restyle reads colors and type anew
 * @property {() => Map<number, string>} read what stands in the last frame, by area
 */

/**
 * @param {object} map MapLibre map
 * @param {Element} container inside the theme
 * @returns {CountWriter}
 */
export function makeCountWriter(map, container) {
    const writer = { map, container, marks: { counts: new Map(), buildings: new Map() }, written: new Map() };
    const touch = () => {
        writer.chosen = null;
        map.triggerRepaint();
    };
    map.on("render", () => writeFrame(writer));
    map.on("webglcontextlost", () => (writer.ink = null));
    return {
        replace: (group, marks) => {
            writer.marks[group] = new Map(marks.map((mark) => [mark.id, mark]));
            touch();
        },
        change: (group, marks) => {
            const held = writer.marks[group];
            const moved = [...marks.keys()].filter((id) => held.get(id)?.text.length !== marks.get(id)?.text.length);
            marks.forEach((mark, id) => (mark ? held.set(id, mark) : held.delete(id)));
            touch();
            return moved;
        },
        restyle: () => {
            writer.look = null;
            touch();
        },
        read: () => writer.written,
    };
}

/** @param {object} writer */
function writeFrame(writer) {
    const { map, marks, container } = writer;
    writer.written.clear();
    if (marks.counts.size + marks.buildings.size === 0) return;
    const look = (writer.look ??= readLook(container));
    const frame = readFrame(map);
    if (!covers(writer.chosen?.frame, frame)) writer.chosen = { frame, boxes: chooseBoxes(marks, frame, look) };
    const written = writer.chosen.boxes.map((box) => placeBox(box, frame, look)).filter(Boolean);
    written.forEach(({ id, text }) => writer.written.set(id, text));
    writer.ink ??= makeInk(map.getCanvas().getContext("webgl2"));
    writer.ink(written, look, frame.ratio);
}

/**
 * @typedef {{mark: Mark, group: Group, x: number, y: number, width: number, height: number}} MarkBox px from the middle
 *     of the screen
 */

/**
 * @param {Object<Group, Map<number, Mark>>} marks
 * @param {import("./count_frame.mjs").Frame} frame
 * @param {import("./count_look.mjs").Look} look
 * @returns {MarkBox[]} what fits on the screen and around it: the largest numbers first, areas before buildings
 */
function chooseBoxes(marks, frame, look) {
    const list = (group) =>
        [...marks[group].values()]
            .map((mark) => ({ mark, group, ...standOn(frame, mark) }))
            .filter(({ isNear }) => isNear)
            .sort((one, other) => other.mark.value - one.mark.value)
            .map((box) => ({ ...box, ...measureMark(box.mark.text, sizeAt(frame.zoom, group), look) }));
    return chooseFitting([...list("counts"), ...list("buildings")]);
}

/** What to write of a mark, in device px; null beside the screen. Where nothing moves it stands on whole pixels. */
function placeBox({ mark, group }, frame, look) {
    const { x, y, isSeen } = standOn(frame, mark);
    if (!isSeen) return null;
    const stand = frame.isStill ? Math.round : (px) => px;
    return {
        id: mark.id,
        text: mark.text,
        isDeep: mark.isDeep,
        size: Math.round(sizeAt(frame.zoom, group) * look.scale * frame.ratio),
        x: stand((x + frame.middle.x) * frame.ratio),
        y: stand((y + frame.middle.y) * frame.ratio),
    };
}
