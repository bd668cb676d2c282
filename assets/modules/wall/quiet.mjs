/** Whether this is a quiet moment of the wall: no alarm is shown, and no map moves. */

let isAlarmed = false;

/** @param {boolean} value whether an alarm is shown */
export function noteAlarm(value) {
    isAlarmed = value;
}

/** @returns {boolean} */
export function isQuiet() {
    return !isAlarmed && Object.values(window.gridboard.maps).every((map) => !map.isMoving());
}
