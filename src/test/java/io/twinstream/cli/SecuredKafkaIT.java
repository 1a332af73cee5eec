package io.twinstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.lab.junit.ExperimentTest;
import io.twinstream.lab.server.Broker;
import io.twinstream.lab.server.Environment;
import io.twinstream.lab.server.Part;
import io.twinstream.lab.server.Site;
import io.twinstream.lab.trial.Laboratory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Feed, jobs and audit against a broker that lets nobody in without TLS and a password. */
@ExperimentTest
@TestMethodOrder(OrderAnnotation.class)
class SecuredKafkaIT {

    private static final String TOPIC = "crypto_prices";
    private static final String PASSWORD = "c4n4ry-of-a-password";
    private static final String STORE_PASSWORD = "c4n4ry-of-a-store";
    private static final String CLIENT = """
            security.protocol=SASL_SSL
            sasl.mechanism=PLAIN
            sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \\
                username="ada" password="%s";
            ssl.truststore.location=%s
            ssl.truststore.password=%s
            """;

    @TempDir
    private static Path folder;

    private static Site site;
    private static Broker broker;
    private static Path config;

    private final StringWriter said = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        Path keys = keys("broker");
        Path trusted = folder.resolve("trusted.p12");
        keytool("-exportcert", "-alias", "broker", "-keystore", keys.toString(), "-file", folder + "/broker.cer");
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "broker",
                "-keystore",
                "" + trusted,
                "-file",
                folder + "/broker.cer");
        config = client("client", PASSWORD, trusted);
        site = Site.open(folder.resolve("logs"));
        broker = Broker.with(
                site,
                Map.of(
                        "listener.security.protocol.map",
                        "HARNESS:PLAINTEXT,LANES:SASL_SSL,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "listener.name.lanes.sasl.enabled.mechanisms",
                        "PLAIN",
                        "listener.name.lanes.plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required user_ada=\"" + PASSWORD
                                + "\";",
                        "listener.name.lanes.ssl.keystore.location",
                        keys.toString(),
                        "listener.name.lanes.ssl.keystore.password",
                        STORE_PASSWORD));
        broker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
        site.close();
    }

    @Test
    @Order(1)
    void the_feed_fills_a_topic() throws IOException {
        assertThat(run("feed", "--topic", TOPIC, "--replay", recording().toString(), "--kafka-config", "" + config))
                .as(said.toString())
                .isZero();
        assertThat(said.toString())
                .contains("Sent 6 of 6 ticks to crypto_prices.")
                .doesNotContain("c4n4ry");
    }

    @ParameterizedTest
    @EnumSource(DeployedJob.Program.class)
    @Order(2)
    void a_job_reads_it_and_the_audit_finds_every_record(DeployedJob.Program program, Laboratory laboratory)
            throws Exception {
        Environment environment =
                laboratory.with(Part.DATABASE, program == DeployedJob.Program.SPARK ? Part.SPARK : Part.FLINK);
        String place = "secured_" + program.name().toLowerCase(Locale.ROOT);
        DeployedJob job = DeployedJob.of(
                environment,
                program,
                place,
                List.of("--bootstrap", broker.lanesBootstrap(), "--topic", TOPIC, "--kafka-config", "" + config));
        job.during(() -> job.awaitRows(6));

        int exit = run(
                "audit",
                "--kafka-config=" + config,
                "--topic=" + TOPIC,
                "--jdbc=" + environment.database().jdbcUrl("public", "audit"),
                "--user=" + environment.database().user(),
                "--password=" + environment.database().password(),
                "--table=" + place + "." + DeployedJob.TABLE,
                "--settle=1s");
        assertThat(exit).as(said.toString()).isZero();
        assertThat(said.toString()).contains("6 records with 6 rows");
        // Where the clients of the engines print what they are set to.
        assertThat(filesThatHold(environment.site().logs(), "sasl.jaas.config = [hidden]"))
                .isNotEmpty();
        assertThat(filesThatHold(environment.site().logs(), "c4n4ry")).isEmpty();
    }

    @Test
    void without_the_file_the_sentence_names_the_option() {
        assertThat(run("feed", "--topic", TOPIC)).isEqualTo(Main.CANNOT_RUN);
        assertThat(said.toString())
                .contains("No Kafka broker answers at " + broker.lanesBootstrap())
                .contains("one that wants TLS or a password needs --kafka-config FILE.");
    }

    @Test
    void a_wrong_password_is_refused_and_not_repeated() throws IOException {
        Path wrong = client("wrong", "c4n4ry-but-wrong", folder.resolve("trusted.p12"));

        assertThat(run("feed", "--topic", TOPIC, "--kafka-config", "" + wrong)).isEqualTo(Main.CANNOT_RUN);
        assertThat(said.toString())
                .contains("The Kafka broker at " + broker.lanesBootstrap() + " refused: Authentication failed")
                .doesNotContain("c4n4ry");
    }

    @Test
    void a_broker_whose_certificate_nobody_here_has_signed_is_not_believed() throws Exception {
        Path foreign = client("foreign", PASSWORD, keys("stranger"));

        assertThat(run("feed", "--topic", TOPIC, "--kafka-config", "" + foreign))
                .isEqualTo(Main.CANNOT_RUN);
        assertThat(said.toString())
                .contains("The broker at " + broker.lanesBootstrap() + " and this client agree on no TLS connection (")
                .doesNotContain("c4n4ry");
    }

    private int run(String command, String... options) {
        String[] words = Stream.concat(Stream.of(command, "--bootstrap=" + broker.lanesBootstrap()), Stream.of(options))
                .toArray(String[]::new);
        PrintWriter writer = new PrintWriter(said);
        return Main.commandLine().setOut(writer).setErr(writer).execute(words);
    }

    private static Path client(String name, String password, Path trusted) throws IOException {
        return Files.writeString(
                folder.resolve(name + ".properties"), CLIENT.formatted(password, trusted, STORE_PASSWORD));
    }

    /** Six ticks of one second. */
    private static Path recording() throws IOException {
        List<String> ticks = Files.readAllLines(Path.of("fixtures", "recordings", "five-products.jsonl")).stream()
                .limit(6)
                .toList();
        return Files.write(folder.resolve("six.jsonl"), ticks);
    }

    private static Path keys(String name) throws Exception {
        Path keys = folder.resolve(name + ".p12");
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "RSA",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=ip:127.0.0.1",
                "-keystore",
                keys.toString());
        return keys;
    }

    private static void keytool(String... words) throws Exception {
        Process keytool = new ProcessBuilder(Stream.of(
                                Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString()),
                                Stream.of(words),
                                Stream.of("-storetype", "PKCS12", "-storepass", STORE_PASSWORD))
                        .flatMap(words1 -> words1)
                        .toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(said).isZero();
    }

    private static List<Path> filesThatHold(Path folder, String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, text))
                    .toList();
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
