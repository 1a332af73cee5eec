package io.twinstream.experiment;

import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A lane, as far as it is judged and shown. The class path lists them for {@link java.util.ServiceLoader}, in the order
 * in which they are printed; what of it runs is known to the laboratory alone.
 */
public interface LaneDescriptor {

    /** Which lane this is. */
    Lane lane();

    /** The sink modes that it has. */
    Set<SinkMode> sinks();

    /**
     * What it promises, written down before its first trial.
     *
     * @param sink one that it has
     */
    Contract contract(SinkMode sink);

    /**
     * How it is known to break that promise; empty where it is not.
     *
     * @param sink one that it has
     */
    default Optional<KnownDefect> knownDefect(SinkMode sink) {
        return Optional.empty();
    }

    /** Its cells that do not apply, and why; also those of sink modes that it has not. */
    List<Gap> gaps();

    /** The colour that it is drawn in, {@code 0x0072b2}. */
    int colour();

    /** What {@link #waits} says where nobody does. */
    String NOT_KNOWN = "as long as its writer lets it";

    /** How long a row waits, at the most, to be written, in words that go on from "a row waits". */
    default String waits(SinkMode sink, Settings settings) {
        return NOT_KNOWN;
    }

    /** How its rows get into the table, in a few words. */
    default String writes(SinkMode sink) {
        return switch (sink) {
            case APPEND -> "plain insert";
            case UPSERT -> "unique key, `ON CONFLICT DO NOTHING`";
            case TRANSACTIONAL -> "rows and progress in one transaction";
            case LEDGER -> "rows and next offsets in one transaction, no key";
        };
    }

    /** Whether a second worker can stand ready for it. A single process has none that could take over. */
    default boolean canHaveASpare() {
        return false;
    }

    /** Whether its cells are part of the matrix. Those of an example are not: they run when they are asked for. */
    default boolean isOfMatrix() {
        return true;
    }
}
