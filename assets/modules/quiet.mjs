/** Whether this is a quiet moment of the wall: no alarm is shown or waits, and no map moves. */

let isAlarmed = false;

/** @param {boolean} value whether an alarm is shown or waits */
export function noteAlarms(value) {
    isAlarmed = value;
}

/** @returns {boolean} */
export function isQuiet() {
    return !isAlarmed && Object.values(window.gridboard.maps).every((map) => !map.isMoving());
}
