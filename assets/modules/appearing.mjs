/** Waiting for what an answer brings onto the page, where Dash asks the server. */

const PATIENCE = 6000;

/**
 * @param {() => boolean} isThere
 * @param {AbortSignal} signal ends it
 * @param {(age: number) => boolean} [isLost] whether it comes no more, after so many ms
 * @returns {Promise<boolean>} rejects when it is lost; while nobody sees the page nothing is
 */
export function appear(isThere, signal, isLost = (age) => age > PATIENCE) {
    const begun = performance.now();
    return new Promise((here, lost) => {
        const look = () => {
            if (signal.aborted) return undefined;
            if (isThere()) return here(true);
            if (isLost(performance.now() - begun)) return lost(new Error("It does not come"));
            return requestAnimationFrame(look);
        };
        look();
    });
}
