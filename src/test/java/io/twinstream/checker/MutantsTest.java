package io.twinstream.checker;

import static io.twinstream.checker.Planted.PARTITIONS;
import static io.twinstream.checker.Planted.TICKS;
import static io.twinstream.checker.Planted.columns;
import static io.twinstream.checker.Planted.committed;
import static io.twinstream.checker.Planted.holding;
import static io.twinstream.checker.Planted.moved;
import static io.twinstream.checker.Planted.place;
import static io.twinstream.checker.Planted.price;
import static io.twinstream.checker.Planted.tick;
import static io.twinstream.checker.Planted.wall;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Lanes;
import io.twinstream.experiment.Load;
import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Read;
import io.twinstream.history.Position;
import io.twinstream.history.TickColumns;
import io.twinstream.lane.Subject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of damage under every contract, without a fault and after one, whose contracts allow more: none of them may
 * pass. The lane's commits come at 0.2, 0.8, 2 and 3.1 s; a fault lasts from 1 to 1.5 s.
 */
class MutantsTest {

    private static final Set<Fault> FAULTS = EnumSet.of(Fault.NONE, Fault.WORKER_KILL);

    /** What a lane that is wrong may leave. */
    private enum Damage {
        /** It came back at the end of the topic instead of where it had been. */
        RESET_TO_LATEST(losing(n -> n >= 100 && n < 160)),
        HALF_A_BATCH(losing(n -> n >= 120 && n < 150 && n % 2 == 0)),
        ONLY_THE_LAST_RECORD(losing(n -> n < TICKS - 1)),
        LOST_BEFORE_THE_FAULT(losing(n -> n == 30)),
        LOST_BESIDE_AN_ORPHAN(trial -> trial.losing(6)
                .with(new Fact.Prepared(wall(5_500_000), 0, trial.subject().name(), "t-1", wall(1_000_000)))),
        WRONG_PARTITION(rows(
                row -> tick(row) == 60,
                row -> moved(
                        row,
                        new Position(
                                (place(row).partition() + 1) % PARTITIONS,
                                place(row).offset())))),
        NOT_IN_THE_TOPIC(rows(row -> tick(row) == 60, row -> moved(row, new Position(0, 1_000)))),
        STALE_VALUE(values(columns -> priced(columns, price(59)))),
        LAST_DIGIT(values(columns -> priced(columns, "86746.161"))),
        TICK_TIME(values(columns -> new TickColumns(
                columns.symbol(), columns.price(), columns.user(), columns.timestamp() + 1, columns.ts()))),
        OVERWRITTEN_BY_ANOTHER(values(columns -> priced(columns, price(200)))),
        DOUBLED_BEFORE_THE_FAULT(doubling(10, 500_000)),
        DOUBLED_LONG_AFTER_THE_RESTART(doubling(200, 2_900_000)),
        WRITTEN_TWICE_AFTER_THE_RESTART(doubling(150, 1_600_000)),
        DOUBLED_THOUGH_COVERED(doubling(3, 1_200_000)),
        MORE_DOUBLES_THAN_AN_INTERVAL(trial -> trial.with(IntStream.range(0, TICKS)
                .mapToObj(n -> committed(trial.row(n, Read.B), wall(4_000_000)))
                .toArray(Fact[]::new)));

        @SuppressWarnings("ImmutableEnumChecker") // its function keeps nothing
        private final UnaryOperator<Planted> done;

        Damage(UnaryOperator<Planted> done) {
            this.done = done;
        }

        private static UnaryOperator<Planted> losing(IntPredicate which) {
            return trial -> {
                IntStream.range(0, TICKS).filter(which).forEach(trial::losing);
                return trial;
            };
        }

        private static UnaryOperator<Planted> rows(Predicate<Fact.Row> which, UnaryOperator<Fact.Row> change) {
            return trial -> trial.changing(Fact.Row.class, which, change);
        }

        private static UnaryOperator<Planted> values(UnaryOperator<TickColumns> change) {
            return rows(row -> tick(row) == 60, row -> holding(row, change.apply(columns(row))));
        }

        private static TickColumns priced(TickColumns columns, String price) {
            return new TickColumns(columns.symbol(), price, columns.user(), columns.timestamp(), columns.ts());
        }

        private static UnaryOperator<Planted> doubling(int n, long again) {
            return trial -> trial.with(committed(trial.row(n, Read.B), wall(again)));
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void what_is_sound_passes(Subject subject, Fault fault) {
        DeliveryVerdict verdict = trial(subject, fault).judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.VALID);
        assertThat(verdict.delivered()).isEqualTo(Delivered.ONCE);
    }

    @ParameterizedTest
    @MethodSource("damages")
    void no_damage_passes(Damage damage, Subject subject, Fault fault) {
        DeliveryVerdict verdict = damage.done.apply(trial(subject, fault)).judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verdict.delivered()).isNotIn(Delivered.ONCE, Delivered.UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void a_moved_schedule_leaves_every_verdict_unknown(Subject subject, Fault fault) {
        Planted moved = trial(subject, fault)
                .under(new Load.Ticks(100))
                .changing(
                        Fact.Attempted.class,
                        tick -> tick.seq() == 99,
                        tick -> new Fact.Attempted(
                                tick.t(),
                                tick.m(),
                                tick.seq(),
                                tick.intended() + 5_000,
                                tick.key(),
                                tick.symbol(),
                                tick.price(),
                                tick.user(),
                                tick.timestamp(),
                                null));

        assertThat(moved.judged().verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    private static Planted trial(Subject subject, Fault fault) {
        Planted trial = Planted.trial(subject.lane(), subject.sink(), fault);
        return trial.with(
                trial.commit(200_000, offsets(5)),
                trial.commit(800_000, offsets(25)),
                trial.commit(2_000_000, offsets(60)),
                trial.commit(3_100_000, offsets(100)));
    }

    private static Map<Integer, Long> offsets(long each) {
        return Map.of(0, each, 1, each, 2, each);
    }

    private static Stream<Arguments> subjects() {
        return Lanes.subjects().flatMap(subject -> FAULTS.stream().map(fault -> Arguments.of(subject, fault)));
    }

    private static Stream<Arguments> damages() {
        return Arrays.stream(Damage.values())
                .flatMap(damage -> subjects().map(both -> Arguments.of(damage, both.get()[0], both.get()[1])));
    }
}
