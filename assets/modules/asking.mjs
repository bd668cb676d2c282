/** Requests of a weak network: one that takes too long has failed. */

const PATIENCE = 12_000;

/**
 * @param {string} address
 * @returns {Promise<Response>} rejects without an answer of 200 within 12 s
 */
export async function ask(address) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE), cache: "no-store" });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer;
}
