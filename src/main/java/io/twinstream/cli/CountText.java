package io.twinstream.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A count from 1. */
final class CountText implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
        if (!text.matches("[1-9]\\d{0,6}")) {
            throw new TypeConversionException("'" + text + "' is not a number from 1");
        }
        return Integer.valueOf(text);
    }
}
