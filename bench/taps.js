/**
 * Watches one tap, in ms since the finger's touch: when the panel has another area's head (`head`), when that has all that
 * the server knows (`answered`), when no part of the panel waits any more (`whole`), and when a frame was made of each
 * (`head_drawn`, …). What is not there after `longest` ms is left out.
 */
window.taps = {
    watch(longest) {
        const former = readArea();
        window.taps.seen = new Promise((resolve) => {
            const seen = {};
            setTimeout(() => resolve(seen), longest);
            let touched = null;
            addEventListener("touchstart", (event) => (touched = event.timeStamp), { capture: true, once: true });
            const note = (name) => {
                seen[name] = performance.now() - touched;
                afterFrame(() => {
                    seen[`${name}_drawn`] = performance.now() - touched;
                    if (name === "whole") resolve(seen);
                });
            };
            const watcher = new MutationObserver(() => {
                const isThere = touched !== null && readArea() && readArea() !== former;
                if (isThere && !seen.head) note("head");
                if (isThere && !seen.answered && isAnswered()) note("answered");
                if (seen.answered && !seen.whole && !isLoading()) {
                    watcher.disconnect();
                    note("whole");
                }
            });
            watcher.observe(document.querySelector(".panel"), { childList: true, subtree: true, attributes: true });
        });
    },
};

/** @param {() => void} then the page's next task after a frame: the frame's own time can lie before what it shows */
function afterFrame(then) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    requestAnimationFrame(() => port2.postMessage(null));
}

/** The area whose head the panel shows: its name, code and live counts. */
function readArea() {
    const { area, early } = document.querySelector(".panel h2")?.dataset ?? {};
    return area ?? early;
}

/** Whether all that the server knows of it stands in the head. */
function isAnswered() {
    return document.querySelector(".panel h2[data-area]") !== null;
}

/** Whether a part of the panel still waits for its answer. */
function isLoading() {
    return document.querySelector(".panel [data-dash-is-loading='true'], .panel .skeleton") !== null;
}
