/** Requests of a weak network: one that takes too long has failed. */

const PATIENCE = 12_000;

/**
 * @param {string} address
 * @param {AbortSignal} [signal] ends it before
 * @returns {Promise<Response>} rejects without an answer of 200 within 12 s
 */
export async function ask(address, signal) {
    const ends = [AbortSignal.timeout(PATIENCE), signal].filter(Boolean);
    const answer = await fetch(address, { signal: AbortSignal.any(ends), cache: "no-store" });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer;
}
