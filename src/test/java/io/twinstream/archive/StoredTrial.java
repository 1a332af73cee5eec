package io.twinstream.archive;

import io.twinstream.experiment.Contract;
import io.twinstream.experiment.Fault;
import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Read;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.HistoryWriter;
import io.twinstream.history.Position;
import io.twinstream.history.TickColumns;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The history of a trial of a bare consumer, for a test of what is kept of it. */
public final class StoredTrial {

    private static final Map<String, String> SETTINGS =
            Map.of("workload", "ticks", "perSecond", "400", "lasting", "PT20S");

    private StoredTrial() {}

    /** Two ticks, 10 s apart, so that the second is measured: it takes 250 microseconds. */
    public static TrialFolder stored(TrialFolder folder, Fault fault, String secondPrice) throws IOException {
        return stored(folder, fault, secondPrice, 10);
    }

    static TrialFolder stored(TrialFolder folder, Fault fault, String secondPrice, int seconds) throws IOException {
        Subject subject = new Subject(
                new io.twinstream.lane.Subject(Lane.FLOOR, SinkMode.UPSERT),
                Contract.of(Lane.FLOOR, SinkMode.UPSERT),
                1_000);
        Map<Integer, Long> ends = Map.of(0, 2L);
        int number = Integer.parseInt(folder.path().getFileName().toString());
        try (HistoryWriter history = new HistoryWriter(folder.history())) {
            history.accept(new Fact.Trial(
                    0, 0, Fact.SCHEMA, "run", number, 42, "prices", fault, 2, List.of(subject), SETTINGS));
            history.accept(used(subject, 0, 500, 4_096));
            history.accept(used(subject, seconds * 800_000L, 1_000, 2_048));
            history.accept(used(subject, seconds * 900_000L, 1_000, 2_048));
            history.accept(used(subject, seconds * 1_000_000L, 2_000, 2_048));
            history.accept(new Fact.Clock(0, 0));
            history.accept(new Fact.Clock(1_000_000, 1_000_000_000));
            for (int n = 0; n < 2; n++) {
                long at = 1_000_000L * seconds * n;
                String price = n == 0 ? "1.50" : secondPrice;
                long seq = n * 400L * seconds; // those between were not sent
                history.accept(new Fact.Attempted(at, at * 1_000, seq, at, "B", "B", "1.5", "me", 1, null));
                history.accept(new Fact.Acknowledged(at, at * 1_000, seq, 0, n));
                history.accept(new Fact.TopicRecord(at, 0, 0, n, seq, at));
                history.accept(new Fact.Row(
                        at + 300,
                        0,
                        subject.name(),
                        Read.B,
                        new Position(0, n),
                        new TickColumns("B", price, "me", 1L, at),
                        at + 250));
            }
            if (fault != Fault.NONE) {
                history.accept(new Fact.FaultPhase(2_000_000, 0, fault, true));
                history.accept(new Fact.FaultPhase(3_000_000, 0, fault, false));
                history.accept(new Fact.Witness(2_000_000, 0, fault, null, "pid 7 is gone"));
                history.accept(new Fact.Prepared(0, 0, subject.name(), "flink-7", 0));
            }
            history.accept(new Fact.Journal(0, 0, subject.name(), Read.B, "floor", 1, 1, "rows", 2, 2));
            history.accept(new Fact.Drained(0, 0, subject.name(), ends, true));
            history.accept(new Fact.End(0, 0, ends));
        }
        return folder;
    }

    private static Fact used(Subject subject, long micros, long cpuMillis, long bytes) {
        return new Fact.Resource(micros, micros * 1_000, subject.name(), cpuMillis, bytes);
    }
}
