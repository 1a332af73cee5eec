package io.twinstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.feed.CoinbaseStub;
import io.twinstream.feed.Recording;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommandLineTest {

    private static final String NOWHERE = "127.0.0.1:1";

    private static CoinbaseStub coinbase;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        coinbase = new CoinbaseStub();
    }

    @AfterAll
    static void stop() {
        coinbase.close();
    }

    @Test
    void a_lack_of_memory_is_no_finding() {
        CommandLine commands = Main.commandLine()
                .addSubcommand("big", CommandLine.Model.CommandSpec.wrapWithoutInspection((Runnable) () -> {
                    throw new OutOfMemoryError();
                }))
                .setErr(new PrintWriter(err, true));

        assertThat(Main.execute(commands, "big")).isEqualTo(Main.CANNOT_RUN);
        assertThat(err).hasToString("There is not enough memory for that; give it more, as in java -Xmx4g -jar.\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            feed                                              | Missing required option: '--bootstrap=HOST:PORT'.
            feed --bootstrap x --speed 9                      | Unknown options: '--speed', '9'.
            sell                                              | Unmatched argument at index 0: 'sell'.
            feed --bootstrap x:1 --interval 10                | '10' is not a duration like 500ms, 10s or 1m.
            feed --bootstrap x:1 --interval 0s                | '0s' is no time at all.
            feed --bootstrap x:1 --interval 100ms             | take an --interval of 500ms or more.
            feed --bootstrap x:1 --products btc               | Product 'btc' is not of the form BTC-USD.
            feed --bootstrap x:1 --products A-B,A-B           | names a product twice.
            feed --bootstrap x:1 --coinbase coinbase.com      | is not a URL like https://api.exchange.coinbase.com.
            feed --bootstrap x:1 --rounds 0                   | --rounds must be 1 or more.
            feed --bootstrap x:1 --replay /no/such/file       | There is no file /no/such/file; record one
            feed --bootstrap nonsense                         | 'nonsense' is not the address of a broker;
            record                                            | Missing required parameter: 'FILE'.
            record /no/such/folder/file                       | Cannot write /no/such/folder/file
            run                                               | Missing required parameter: 'CELL
            run flink/upsert                                  | 'flink/upsert' is not a cell; a cell is lane/sink mode/fault
            run flink/upsert/NONSENSE                         | There is no fault 'NONSENSE'; the faults are NONE,
            run floor/append/NONE                             | Cell floor/APPEND/NONE does not apply
            run floor/upsert/NONE@x                           | 'x' is not a load; a load is a number of ticks a second
            run floor/upsert/BROKER_KILL --load 50            | Only a trial without a fault takes another load
            run floor/upsert/NONE --settings fast             | There are no settings 'fast'; there are tuned,
            run floor/upsert/NONE --budget soon               | 'soon' is not a budget; a budget is a time like 90m
            run floor/upsert/NONE --trials 0                  | '0' is not a number from 1
            run floor/upsert/NONE --resume /no/such/run       | There is no run with trials in /no/such/run;
            run floor/upsert/NONE flink/upsert/NONE --keep-up | --keep-up takes one cell
            matrix --budget 9                                 | '9' is not a budget
            matrix --resume docs                              | There is no run with trials in docs;
            sweep floor/upsert/NONE                           | Missing required option: '--settings=NAME
            sweep floor/upsert/NONE --settings tuned,fast     | There are no settings 'fast'; there are tuned,
            sweep floor/upsert/NONE --settings tuned --resume /no/such/run | There is no run with trials in /no/such/run;
            compare --lanes storm                             | 'storm'
            compare --feed 500ms                              | --feed must be 1s or more.
            compare --resume docs                             | There is no run with trials in docs;
            """)
    void bad_input_is_one_sentence_on_stderr_and_exit_code_2(String arguments, String sentence) {
        assertThat(run(arguments.split(" +"))).isEqualTo(2);
        assertOneSentence(sentence);
    }

    @Test
    void an_unreachable_broker_is_named() {
        assertThat(run("feed", "--bootstrap", NOWHERE)).isEqualTo(2);
        assertOneSentence("No Kafka broker answers at " + NOWHERE);
    }

    @Test
    void an_unreachable_coinbase_is_named_and_leaves_no_empty_recording() {
        Path file = folder.resolve("recording.jsonl");

        assertThat(run("record", file.toString(), "--coinbase", "http://" + NOWHERE))
                .isEqualTo(2);
        assertOneSentence("cannot connect to http://" + NOWHERE);
        assertThat(file).doesNotExist();
    }

    @Test
    void a_replay_with_a_bad_line_names_it_before_anything_is_sent() throws IOException {
        Path file = Files.writeString(folder.resolve("recording.jsonl"), "{}\n");

        assertThat(run("feed", "--bootstrap", NOWHERE, "--replay", file.toString()))
                .isEqualTo(2);
        assertOneSentence(file + ", line 1, is not a recorded tick: symbol is missing");
    }

    @Test
    void record_writes_a_line_for_each_tick_and_says_how_many() {
        Path file = folder.resolve("recording.jsonl");
        Instant before = Instant.now().truncatedTo(ChronoUnit.MICROS);

        int exit = run(
                "record",
                file.toString(),
                "--coinbase",
                coinbase.uri().toString(),
                "--products",
                "EXPONENT-PRICE-USD,NOT-FOUND-USD,WHOLE-PRICE-USD",
                "--rounds",
                "1");

        assertThat(exit).isZero();
        assertThat(out.toString().strip()).isEqualTo("Recorded 2 of 3 ticks in " + file + ".");
        assertThat(Recording.read(file))
                .allSatisfy(recorded -> assertThat(recorded.at()).isBetween(before, Instant.now()))
                .extracting(recorded -> recorded.tick().price().toPlainString())
                .containsExactlyInAnyOrder("0.00000011", "126296");
    }

    @Test
    void help_and_version_are_reported() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("twinstream ");
        assertThat(run("feed", "--help")).isZero();
        assertThat(out.toString()).contains("--bootstrap", "--replay", "crypto_prices");
        assertThat(run()).isEqualTo(2);
    }

    private int run(String... arguments) {
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commands.execute(arguments);
    }

    private void assertOneSentence(String part) {
        assertThat(err.toString().strip())
                .contains(part)
                .doesNotContain("\n", "Exception")
                .endsWith(".");
        assertThat(out.toString()).isEmpty();
    }
}
