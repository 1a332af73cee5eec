package io.twinstream.lab.trial;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands out experiments on servers that all experiments of this process share, and ends the servers with the last of
 * them.
 */
final class ExperimentExtension implements ParameterResolver {

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
                .computeIfAbsent(Laboratory.class, type -> Laboratory.open(), Laboratory.class);
        return parameter.getParameter().getType() == Laboratory.class
                ? laboratory
                : new Experiment(laboratory, context.getDisplayName());
    }
}
