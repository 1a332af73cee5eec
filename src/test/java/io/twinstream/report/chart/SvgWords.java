package io.twinstream.report.chart;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is written in a picture, in its order, without where it stands. */
public final class SvgWords {

    private static final Pattern WRITTEN = Pattern.compile(">([^<>]+)<|aria-label=\"([^\"]+)\"");

    private SvgWords() {}

    public static String of(String svg) {
        return WRITTEN.matcher(svg)
                .results()
                .map(MatchResult::group)
                .filter(words -> !words.isBlank() && words.chars().anyMatch(Character::isLetterOrDigit))
                .collect(Collectors.joining("\n"));
    }
}
