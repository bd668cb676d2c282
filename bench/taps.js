/** Watches one tap: when the panel has another area's head, and when all of the panel is there. In ms since the touch. */
window.taps = {
    watch() {
        const former = readArea();
        window.taps.seen = new Promise((resolve) => {
            const seen = {};
            let touched = null;
            addEventListener("touchstart", (event) => (touched = event.timeStamp), { capture: true, once: true });
            const look = (now) => {
                if (touched !== null && readArea() && readArea() !== former) {
                    seen.head ??= now - touched;
                    if (!isLoading()) return resolve({ ...seen, whole: now - touched });
                }
                requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
        });
    },
};

/** The area whose head the panel shows. */
function readArea() {
    return document.querySelector(".panel [data-area]")?.dataset.area;
}

/** Whether a part of the panel still waits for its answer. */
function isLoading() {
    return document.querySelector(".panel [data-dash-is-loading='true'], .panel .skeleton") !== null;
}
