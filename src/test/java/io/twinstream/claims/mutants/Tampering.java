package io.twinstream.claims.mutants;

import io.twinstream.tick.DeadLetter;
import io.twinstream.tick.Parsed;
import io.twinstream.tick.Tick;
import io.twinstream.tick.TickRow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a mutant does to what it has read, before it writes it. Its other defects lie in how it writes and commits. */
final class Tampering {

    private static final int ONE_IN = 1_000;
    private static final long ZONE_MILLIS = Duration.ofHours(1).toMillis();
    private static final long OFFSET_ELSEWHERE = 1_000_000;

    private final Mutation mutation;
    private long seen;

    Tampering(Mutation mutation) {
        this.mutation = mutation;
    }

    /** A batch as the mutant would write it; partitions one after another, each in order. */
    List<Parsed> of(List<TickRow> batch) {
        List<Parsed> tampered = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            TickRow row = batch.get(i);
            boolean chosen = ++seen % ONE_IN == 0;
            switch (mutation.mutant()) {
                case DROPS_EVERY_1000TH -> {
                    if (chosen) {
                        mutation.damages(row);
                    } else {
                        tampered.add(row);
                    }
                }
                case REJECTS_THE_WELL_FORMED -> tampered.add(chosen ? rejected(row) : row);
                case ROW_OF_ANOTHER_TOPIC -> {
                    tampered.add(row);
                    if (chosen) {
                        tampered.add(stranger(row));
                    }
                }
                case PRICE_OF_THE_NEIGHBOUR ->
                    tampered.add(
                            priced(row, batch.get(neighbour(batch, i)).tick().price()));
                case DECIMAL_THROUGH_DOUBLE ->
                    tampered.add(
                            priced(row, BigDecimal.valueOf(row.tick().price().doubleValue())));
                case TIME_SHIFTED_BY_A_ZONE -> tampered.add(shifted(row));
                case COMMITS_BEFORE_WRITING,
                        PLAIN_INSERT_ON_REPLAY,
                        BATCH_NOT_CLEARED_ON_RETRY,
                        SWALLOWS_THE_LAST_ERROR,
                        JUDGED_BEFORE_THE_DRAIN -> tampered.add(row);
            }
        }
        return tampered;
    }

    private DeadLetter rejected(TickRow row) {
        mutation.damages(row);
        return new DeadLetter(row.partition(), row.offset(), row.kafkaTimestamp(), null, "rejected for no reason");
    }

    private TickRow stranger(TickRow row) {
        TickRow stranger =
                new TickRow(row.tick(), row.partition(), row.offset() + OFFSET_ELSEWHERE, row.kafkaTimestamp());
        mutation.damages(stranger);
        return stranger;
    }

    /** The next row of the same partition; the last has no neighbour but itself. */
    private static int neighbour(List<TickRow> batch, int i) {
        boolean last = i + 1 == batch.size()
                || batch.get(i + 1).partition() != batch.get(i).partition();
        return last ? i : i + 1;
    }

    private TickRow priced(TickRow row, BigDecimal price) {
        Tick tick = row.tick();
        if (price.compareTo(tick.price()) != 0) {
            mutation.damages(row);
        }
        return new TickRow(
                new Tick(tick.symbol(), price, tick.user(), tick.timestamp()),
                row.partition(),
                row.offset(),
                row.kafkaTimestamp());
    }

    private TickRow shifted(TickRow row) {
        mutation.damages(row);
        return new TickRow(row.tick(), row.partition(), row.offset(), row.kafkaTimestamp() + ZONE_MILLIS);
    }
}
