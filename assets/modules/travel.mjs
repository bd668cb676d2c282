/** From page to page without loading everything anew, as Dash's own links go. */

/** @param {string} address of a page of ours */
export function travel(address) {
    history.pushState(null, "", address);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
}

/**
 * @param {MouseEvent} event a click on a link
 * @returns {boolean} whether it is meant for another tab or window
 */
export const opensElsewhere = (event) => event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
