package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StackTracesTest {

    @Test
    void the_innermost_cause_is_reported() {
        assertThat(StackTraces.rootCause("""
                        org.apache.flink.runtime.rest.handler.RestHandlerException: Could not execute application.
                        \tat org.apache.flink.A.a(A.java:1)
                        Caused by: java.util.concurrent.CompletionException: x
                        \tat org.apache.flink.B.b(B.java:2)
                        Caused by: java.lang.IllegalArgumentException: Unknown option --tpoic.
                        \t... 7 more
                        """)).isEqualTo("java.lang.IllegalArgumentException: Unknown option --tpoic.");
    }

    @Test
    void without_a_cause_the_first_line_is_reported() {
        assertThat(StackTraces.rootCause("\n Not found: /nowhere\n\tat x\n")).isEqualTo("Not found: /nowhere");
        assertThat(StackTraces.rootCause("")).isEqualTo("(no reason given)");
    }
}
