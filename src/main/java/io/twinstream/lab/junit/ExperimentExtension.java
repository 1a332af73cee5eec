package io.twinstream.lab.junit;

import io.twinstream.archive.MavenCommand;
import io.twinstream.experiment.Settings;
import io.twinstream.lab.trial.DoesNotApplyException;
import io.twinstream.lab.trial.Experiment;
import io.twinstream.lab.trial.Laboratory;
import io.twinstream.lab.trial.LaboratoryOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Hands out experiments on servers that all experiments of this process share, and ends the servers with the last of
 * them. {@code -Dresume=results/local/RUN} goes on with an earlier run, {@code -Dseed=N} repeats what one has drawn,
 * {@code -Dsettings=original} sets the engines up as the original comparison had them.
 */
final class ExperimentExtension implements ParameterResolver, TestExecutionExceptionHandler {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(ExperimentExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Experiment.class || type == Laboratory.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Laboratory laboratory = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Laboratory.class, type -> Laboratory.open(options()), Laboratory.class);
        return parameter.getParameter().getType() == Laboratory.class
                ? laboratory
                : laboratory.experiment(context.getDisplayName());
    }

    private static LaboratoryOptions options() {
        MavenCommand command = MavenCommand.begun(
                System.getenv("MAVEN_CMD_LINE_ARGS"),
                Path.of("").toAbsolutePath(),
                Long.getLong("seed", LaboratoryOptions.drawnSeed()),
                Instant.now());
        return new LaboratoryOptions(
                command,
                Path.of("results", "local"),
                Optional.ofNullable(System.getProperty("resume")).map(Path::of),
                Settings.of(System.getProperty("settings", Settings.TUNED.name())));
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        if (thrown instanceof DoesNotApplyException) {
            throw new TestAbortedException(thrown.getMessage(), thrown);
        }
        throw thrown;
    }
}
