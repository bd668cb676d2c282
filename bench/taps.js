/**
 * Watches one tap, in ms since the finger's touch: when the panel has another area's head (`head`), when no part of it
 * waits any more (`whole`), and when a frame was made of each (`head_drawn`, `whole_drawn`).
 */
window.taps = {
    watch() {
        const former = readArea();
        window.taps.seen = new Promise((resolve) => {
            const seen = {};
            let touched = null;
            addEventListener("touchstart", (event) => (touched = event.timeStamp), { capture: true, once: true });
            const note = (name) => {
                seen[name] = performance.now() - touched;
                requestAnimationFrame((now) => {
                    seen[`${name}_drawn`] = now - touched;
                    if (name === "whole") resolve(seen);
                });
            };
            const watcher = new MutationObserver(() => {
                const isThere = touched !== null && readArea() && readArea() !== former;
                if (isThere && !seen.head) note("head");
                if (isThere && !seen.whole && !isLoading()) {
                    watcher.disconnect();
                    note("whole");
                }
            });
            watcher.observe(document.querySelector(".panel"), { childList: true, subtree: true, attributes: true });
        });
    },
};

/** The area whose head the panel shows. */
function readArea() {
    return document.querySelector(".panel h2[data-area]")?.dataset.area;
}

/** Whether a part of the panel still waits for its answer. */
function isLoading() {
    return document.querySelector(".panel [data-dash-is-loading='true'], .panel .skeleton") !== null;
}
