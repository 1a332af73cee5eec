package io.twinstream.cli;

import io.twinstream.lab.series.Budget;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A budget as people write it: {@code 90m}. */
final class BudgetText implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            return Budget.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
