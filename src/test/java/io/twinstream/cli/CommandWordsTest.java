package io.twinstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandWordsTest {

    @AfterEach
    void forget() {
        System.clearProperty("flink.version");
        System.clearProperty("passphrase");
    }

    @Test
    void what_was_to_be_run_is_kept() {
        assertThat(words("run", "floor/upsert/NONE", "flink/append+upsert/NONE@50", "--trials", "3", "--budget=90m"))
                .isEqualTo("twinstream run floor/upsert/NONE flink/append+upsert/NONE@50 --budget=90m --trials=3");
        assertThat(words("matrix")).isEqualTo("twinstream matrix");
        assertThat(words("sweep", "spark/upsert/NONE", "--settings", "tuned,original", "--seed", "7"))
                .isEqualTo("twinstream sweep spark/upsert/NONE --seed=7 --settings=tuned,original");
        assertThat(words("compare", "--lanes", "flink,floor", "--feed", "20s", "--commit", "15s"))
                .isEqualTo("twinstream compare --commit=15s --feed=20s --lanes=flink,floor");
    }

    @Test
    void no_path_of_this_machine_and_no_secret_is() {
        assertThat(words(
                        "matrix",
                        "--resume=/home/me/twinstream/results/local/20261122T153005Z-abc1234",
                        "--offline",
                        "-Dflink.version=2.2.1",
                        "-Dpassphrase=x"))
                .isEqualTo(
                        "twinstream matrix --resume=results/local/20261122T153005Z-abc1234" + " -Dflink.version=2.2.1");
    }

    private static String words(String... arguments) {
        return CommandWords.of(Main.commandLine().parseArgs(arguments).subcommand());
    }
}
