package io.twinstream.checker;

/**
 * A way in which a subject broke a contract.
 *
 * @param finding what was found, for what could explain it away
 * @param sentence which records, where
 */
record Breach(Finding finding, String sentence) {}
