package io.twinstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinstream.kafka.KafkaCluster;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.sink.SinkSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineSettingsTest {

    private static final String[] NEEDED = {
        "--bootstrap", "localhost:9092", "--jdbc", "jdbc:postgresql://localhost/prices", "--sink", "UPSERT"
    };

    @Test
    void three_options_are_enough() {
        assertThat(parse())
                .isEqualTo(new PipelineSettings(
                        KafkaCluster.at("localhost:9092"),
                        "crypto_prices",
                        "crypto_prices_flink",
                        new SinkSettings(
                                "jdbc:postgresql://localhost/prices",
                                "postgres",
                                "",
                                "crypto_prices_flink",
                                SinkMode.UPSERT,
                                Duration.ZERO,
                                5000),
                        Duration.ofSeconds(1),
                        null,
                        3,
                        Expired.FAIL));
    }

    @Test
    void every_option_is_taken(@TempDir Path folder) throws IOException {
        Path config = Files.writeString(folder.resolve("client.properties"), "security.protocol=SSL");
        PipelineSettings settings = parse(
                "--topic",
                "t",
                "--group",
                "g",
                "--user",
                "u",
                "--password",
                "--p",
                "--table",
                "prices",
                "--flush-interval",
                "0ms",
                "--flush-rows",
                "7",
                "--commit-interval",
                "2m",
                "--checkpoints",
                "file:/c",
                "--parallelism",
                "5",
                "--expired",
                "skip",
                "--kafka-config",
                config.toString());

        assertThat(settings)
                .isEqualTo(new PipelineSettings(
                        new KafkaCluster("localhost:9092", Map.of("security.protocol", "SSL")),
                        "t",
                        "g",
                        new SinkSettings(
                                "jdbc:postgresql://localhost/prices",
                                "u",
                                "--p",
                                "prices",
                                SinkMode.UPSERT,
                                Duration.ZERO,
                                7),
                        Duration.ofMinutes(2),
                        "file:/c",
                        5,
                        Expired.SKIP));
    }

    @Test
    void the_group_is_named_after_the_table() {
        assertThat(parse("--table", "prices").group()).isEqualTo("prices");
    }

    @Test
    void the_password_comes_from_the_environment_and_is_not_printed() {
        PipelineSettings settings =
                PipelineSettings.parse("secret", "crypto_prices_flink", Duration.ofSeconds(1), NEEDED);

        assertThat(settings.sink().password()).isEqualTo("secret");
        assertThat(settings.toString()).doesNotContain("secret");
    }

    @Test
    void settings_travel_to_the_workers() throws Exception {
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            out.writeObject(parse());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--colour|red|There is no option '--colour'; the options are --bootstrap, --kafka-config, --topic, --group, --jdbc, --user,"
                        + " --password, --table, --sink, --flush-interval, --flush-rows, --commit-interval, --expired,"
                        + " --checkpoints, --parallelism.",
                "--topic|--group|Option --topic needs a value after it.",
                "--sink|APPEND|Option --sink is given twice; give it once.",
                "--flush-rows|many|Option --flush-rows is 'many', but must be a whole number of at least 1.",
                "--parallelism|0|Option --parallelism is '0', but must be a whole number of at least 1.",
                "--parallelism|99999999999|Option --parallelism is '99999999999', but must be a whole number of at least 1.",
                "--commit-interval|15|Option --commit-interval is '15', but must be a time like 500ms, 15s or 1m.",
                "--flush-interval|-1s|Option --flush-interval is '-1s', but must be a time like 500ms, 15s or 1m.",
            })
    void what_cannot_be_read_is_named(String option, String value, String sentence) {
        assertThatThrownBy(() -> parse(option, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void a_value_that_is_missing_at_the_end_is_named() {
        assertThatThrownBy(() -> parse("--topic")).hasMessage("Option --topic needs a value after it.");
    }

    @ParameterizedTest
    @CsvSource({"0,bootstrap", "2,jdbc", "4,sink"})
    void an_option_that_must_be_given_is_named(int dropped, String name) {
        String[] args = Stream.concat(
                        Stream.of(NEEDED).limit(dropped), Stream.of(NEEDED).skip(dropped + 2))
                .toArray(String[]::new);

        assertThatThrownBy(() -> PipelineSettings.parse("t", Duration.ofSeconds(1), args))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Option --" + name + " is missing; add --" + name + " and its value.");
    }

    @Test
    void no_password_of_a_url_is_printed() {
        assertThatThrownBy(() -> PipelineSettings.parse(
                        "t", Duration.ofSeconds(1), with("jdbc", "jdbc:mysql://me:canary@h/db?password=canary")))
                .hasMessageStartingWith("Option --jdbc is 'jdbc:mysql://h/db', but must be a URL like ");
        assertThatThrownBy(() -> PipelineSettings.parse(
                        "t", Duration.ofSeconds(1), with("jdbc", "jdbc:postgresql://me:canary@h/db")))
                .hasMessage(
                        "Option --jdbc has a user before the host, which PostgreSQL's driver does not know; name it "
                                + "with --user, and its password in TWINSTREAM_PASSWORD.");
        assertThat(PipelineSettings.parse(
                                "t", Duration.ofSeconds(1), with("jdbc", "jdbc:postgresql://h/db?password=canary"))
                        .toString())
                .doesNotContain("canary");
    }

    @Test
    void an_unknown_sink_mode_and_another_database_are_named() {
        assertThatThrownBy(() -> PipelineSettings.parse("t", Duration.ofSeconds(1), with("sink", "merge")))
                .hasMessage("Option --sink is 'merge', but must be one of APPEND, UPSERT, TRANSACTIONAL, LEDGER.");
        assertThatThrownBy(() -> PipelineSettings.parse("t", Duration.ofSeconds(1), with("jdbc", "jdbc:mysql://x")))
                .hasMessage(
                        "Option --jdbc is 'jdbc:mysql://x', but must be a URL like jdbc:postgresql://host:5432/database.");
    }

    @Test
    void a_lane_refuses_a_sink_mode_that_it_does_not_have() {
        assertThat(parse().forProgram(program(SinkMode.values()))).isEqualTo(parse());
        assertThatThrownBy(() -> parse().forProgram(program(SinkMode.APPEND)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Lane flink-sql has no sink mode UPSERT; it has [APPEND].");
    }

    private static Program program(SinkMode... sinks) {
        return new Program(Lane.FLINK_SQL, Set.of(sinks), Set.of());
    }

    private static PipelineSettings parse(String... more) {
        return PipelineSettings.parse(
                (String) null,
                "crypto_prices_flink",
                Duration.ofSeconds(1),
                Stream.concat(Stream.of(NEEDED), Stream.of(more)).toArray(String[]::new));
    }

    private static String[] with(String name, String value) {
        String[] args = NEEDED.clone();
        for (int i = 0; i < args.length; i += 2) {
            if (args[i].equals("--" + name)) {
                args[i + 1] = value;
            }
        }
        return args;
    }
}
