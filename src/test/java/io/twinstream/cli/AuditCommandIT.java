package io.twinstream.cli;

import static io.twinstream.cell.SinkMode.APPEND;
import static io.twinstream.experiment.Experiment.within;
import static io.twinstream.experiment.Subject.flink;
import static io.twinstream.workload.Ticks.ticks;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.environment.Database;
import io.twinstream.environment.Part;
import io.twinstream.experiment.Experiment;
import io.twinstream.experiment.ExperimentTest;
import io.twinstream.experiment.Laboratory;
import io.twinstream.experiment.Outcome;
import io.twinstream.sink.SinkTables;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The audit, on servers that it did not start. */
@ExperimentTest
class AuditCommandIT {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void a_row_deleted_doubled_or_changed_by_hand_is_named(Experiment experiment, Laboratory laboratory)
            throws Exception {
        Outcome outcome = experiment
                .given(flink(APPEND))
                .fedWith(ticks().perSecond(100).lasting(ofSeconds(5)))
                .drained(within(ofMinutes(1)));
        String table = outcome.schema(flink(APPEND)) + "." + SinkTables.FLINK;
        String topic = outcome.topic();

        assertThat(audit(laboratory, "--topic", topic, "--table", table))
                .as(out.toString())
                .isZero();

        change(laboratory.with().database(), """
                delete from %1$s where kafka_partition = 0 and kafka_offset = 5;
                insert into %1$s select * from %1$s where kafka_partition = 2 and kafka_offset = 7;
                update %1$s set price = price + 0.000000000000000001 where kafka_partition = 1 and kafka_offset = 9
                """.formatted(table));

        assertThat(audit(laboratory, "--topic", topic, "--table", table)).isEqualTo(1);
        assertThat(out.toString())
                .containsPattern("lost +1: " + topic + "-0 offset 5")
                .containsPattern("duplicated +1: " + topic + "-2 offset 7")
                .containsPattern("corrupted +1: " + topic + "-1 offset 9");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --topic nothing --table t                      | There is no topic nothing
            --topic %s --table nothing                     | There is no table nothing
            --topic %s --table t --password wrong          | password
            """)
    void what_is_missing_is_named_in_a_sentence(String options, String sentence, Laboratory laboratory)
            throws Exception {
        laboratory.with(Part.BROKER, Part.DATABASE);
        io.twinstream.feed.PriceTopic.ensure(laboratory.with().broker().bootstrap(), "audited");

        int exit = audit(laboratory, options.replace("%s", "audited").split(" "));

        assertThat(exit).isEqualTo(Main.CANNOT_RUN);
        assertThat(err.toString()).contains(sentence).hasLineCount(1).doesNotContain("Exception");
    }

    private int audit(Laboratory laboratory, String... options) {
        Database database = laboratory.with().database();
        List<String> words = new ArrayList<>(
                List.of("audit", "--bootstrap", laboratory.with().broker().bootstrap(), "--settle", "1s"));
        words.addAll(List.of("--jdbc", database.jdbcUrl("public", "audit"), "--user", database.user()));
        words.addAll(List.of(options));
        if (!words.contains("--password")) {
            words.addAll(List.of("--password", database.password()));
        }
        CommandLine commands = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
        out.getBuffer().setLength(0);
        return commands.execute(words.toArray(String[]::new));
    }

    private static void change(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
