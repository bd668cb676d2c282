/** What grows old by the minute is asked for again while somebody can see it. */

/**
 * @param {number} minutes since the page was opened
 * @param {?object} selected
 * @returns {number|object} the minute that passed; nothing new without a chosen area or on a hidden page
 */
export function passMinute(minutes, selected) {
    return selected && !document.hidden ? minutes : window.dash_clientside.no_update;
}
