package io.twinstream.checker;

import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Read;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import io.twinstream.history.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * When each tick was meant to be sent and when it was seen in a subject's table: what everything reported of time is
 * computed from. Times are in microseconds since the epoch.
 *
 * @param doubt why nothing can be said of time; there are no ticks then
 * @param visible the ticks that have a row, in no order; of two rows the first counts
 * @param missing when the well-formed ticks of the topic that have no row were meant to be sent
 * @param warm when the warm-up was over
 */
record Delays(Optional<String> doubt, List<Tick> visible, List<Long> missing, long warm) {

    private static final long WARM_UP_MICROS = TimeUnit.SECONDS.toMicros(5);

    /** A tick that has a row. */
    record Tick(int partition, long intended, long seen) {

        long latency() {
            return seen - intended;
        }
    }

    /** Of the rows that were read after the lane was stopped. */
    static Delays of(History history, Subject subject) {
        List<Fact.Row> rows = history.rows(subject, Read.B);
        return doubt(history, rows).map(Delays::unknown).orElseGet(() -> of(history, rows));
    }

    private static Delays of(History history, List<Fact.Row> rows) {
        Reference reference = new Reference(history);
        Map<Identity, Long> seen = Arrivals.firstVisible(rows);
        List<Tick> visible = new ArrayList<>();
        List<Long> missing = new ArrayList<>();
        reference.wanted().forEach((at, wanted) -> {
            Fact.Attempted tick = reference.tickAt(at);
            if (tick != null && seen.containsKey(at)) {
                visible.add(new Tick(at.partition(), tick.intended(), seen.get(at)));
            } else if (wanted.isPresent()) {
                missing.add(tick.intended());
            }
        });
        long early = visible.stream().filter(tick -> tick.latency() < 0).count();
        if (early > 0) {
            return unknown(early + " rows were committed before they were meant to be sent");
        }
        long first = seen.values().stream().mapToLong(Long::longValue).min().orElse(0);
        return new Delays(Optional.empty(), visible, missing, first + WARM_UP_MICROS);
    }

    private static Delays unknown(String doubt) {
        return new Delays(Optional.of(doubt), List.of(), List.of(), 0);
    }

    private static Optional<String> doubt(History history, List<Fact.Row> rows) {
        int subjects = history.trial().subjects().size();
        if (subjects > 1) {
            return Optional.of(subjects + " subjects shared the machine");
        }
        if (rows.isEmpty()) {
            return Optional.of("there are no rows");
        }
        long timeless = rows.stream().filter(row -> row.committed() == null).count();
        if (timeless > 0) {
            return Optional.of(timeless + " rows have no commit time");
        }
        return Clocks.doubt(history).or(() -> Schedule.doubt(history));
    }
}
