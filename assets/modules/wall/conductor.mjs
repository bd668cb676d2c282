/** Conducts the wall: time goes to the alarm that is shown, else to the tour; map and panels follow. */
import { presentBoard } from "../board.mjs";
import { hearAlarms } from "./alarm_ear.mjs";
import { makeAlarms } from "./alarms.mjs";
import { aimAtAlarm, aimAtStop, makeGaze } from "./gaze.mjs";
import { noteAlarm } from "./quiet.mjs";
import { beginTour, passTour, resumeTour } from "./tour.mjs";
import { learnSettings, settings } from "./tour_settings.mjs";

const BEAT = 200;
/** A page that was throttled or asleep goes on where it was, not where it would have come to. */
const LONGEST_BEAT = 2000;

/** @typedef {import("./alarms.mjs").Alarm} Alarm */

/**
 * @param {string} target id of the map
 * @param {boolean} isOn whether the tour goes from stop to stop
 * @param {(shown: ?{alarm: Alarm, waiting: number}) => void} show draws the card
 * @returns {() => void} ends it
 */
export function conduct(target, isOn, show) {
    const alarms = makeAlarms();
    const gaze = makeGaze(target);
    const pass = makeStopwatch();
    let tour = beginTour();
    let card = null;

    function beat() {
        const ms = pass();
        const parts = presentBoard()?.parts ?? [];
        alarms.pass(ms);
        const alarm = alarms.shown();
        if (!alarm && card) tour = resumeTour(tour, settings);
        else if (!alarm && isOn) walk(ms, parts);
        showCard(alarm);
        gaze.turn(alarm ? aimAtAlarm(alarm, parts) : aimAtStop(tour.stop, parts));
    }

    function walk(ms, parts) {
        const next = passTour(tour, ms, parts, settings);
        if (next.spent < tour.spent) learnSettings();
        tour = next;
    }

    function showCard(alarm) {
        const waiting = alarms.waiting();
        noteAlarm(alarm !== null);
        if (card?.alarm === alarm && card?.waiting === waiting) return;
        if (!card && !alarm) return;
        card = alarm && { alarm, waiting };
        show(card);
    }

    const silence = hearAlarms(alarms);
    const timer = setInterval(beat, BEAT);
    learnSettings();
    return () => {
        silence();
        clearInterval(timer);
        gaze.end();
    };
}

/** @returns {() => number} ms since it was called last, as far as somebody could see the page in them */
function makeStopwatch() {
    let before = performance.now();
    return () => {
        const now = performance.now();
        const ms = document.hidden ? 0 : Math.min(now - before, LONGEST_BEAT);
        before = now;
        return ms;
    };
}
