package io.twinstream.cli;

import io.twinstream.audit.Audit;
import io.twinstream.audit.AuditException;
import io.twinstream.audit.AuditRequest;
import io.twinstream.audit.Mapping;
import io.twinstream.checker.AuditChecker;
import io.twinstream.checker.AuditVerdict;
import io.twinstream.report.text.AuditReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares a topic with a table, record by record. Exit code 0: valid, 1: invalid, 2: cannot run, 3: unknown. */
@Command(
        name = "audit",
        description = "Compares a Kafka topic with a PostgreSQL table, record by record, on servers that are running.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every record has its row, and every row its record",
            "1:something is lost, duplicated, unexpected or corrupted",
            "2:cannot run",
            "3:it cannot be said"
        })
final class AuditCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private KafkaOptions kafka;

    @Option(names = "--topic", paramLabel = "TOPIC", required = true, description = "What the table should hold.")
    private String topic;

    @Option(
            names = "--jdbc",
            paramLabel = "URL",
            required = true,
            description = "jdbc:postgresql://HOST:PORT/DATABASE.")
    private String jdbc;

    @Option(names = "--table", paramLabel = "TABLE", required = true, description = "The table, or SCHEMA.TABLE.")
    private String table;

    @Option(
            names = "--dead-letters",
            paramLabel = "TABLE",
            description = "Default: the table's name and _dead_letters.")
    private String deadLetters;

    @Option(names = "--user", paramLabel = "USER", description = "The database's user, unless the URL has it.")
    private String user;

    @Option(
            names = "--password",
            paramLabel = "PASSWORD",
            description =
                    "The user's password, unless the URL has it (default: the environment variable TWINSTREAM_PASSWORD).",
            defaultValue = "${env:TWINSTREAM_PASSWORD}")
    private String password;

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            description = "What the lane is given to write the last records (default: ${DEFAULT-VALUE}).",
            defaultValue = "30s")
    private Duration settle;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "Which column holds what of a record, where they are not those of a tick: docs/audit.md.")
    private Path mapping;

    @Override
    public Integer call() throws AuditException, InterruptedException {
        AuditRequest request = new AuditRequest(
                kafka.cluster(),
                topic,
                jdbc,
                user,
                password,
                table,
                deadLetters,
                settle,
                mapping == null ? null : Mapping.read(mapping));
        AuditVerdict verdict = AuditChecker.judge(Audit.observe(request));
        command.commandLine().getOut().print(AuditReport.of(verdict));
        command.commandLine().getOut().flush();
        return VerdictExit.of(verdict.verdict());
    }
}
