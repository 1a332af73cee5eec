package io.twinstream.history;

/**
 * What a row is the row of: a record, by its position in the topic, or a window, by its key. Two rows with one identity
 * are one too many. Positions come before windows; each kind has an order of its own.
 */
public sealed interface Identity extends Comparable<Identity> permits Position, WindowKey {

    /**
     * As it is printed.
     *
     * @param topic the trial's; a window is named without it
     */
    String text(String topic);
}
