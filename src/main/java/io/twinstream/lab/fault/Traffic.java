package io.twinstream.lab.fault;

import java.util.concurrent.atomic.LongAdder;

/** What a proxy has seen: the witness that its toxics were felt. */
final class Traffic {

    /** Bytes handed on. */
    final LongAdder forwarded = new LongAdder();

    /** Bytes that have had to wait for a toxic. */
    final LongAdder held = new LongAdder();

    final LongAdder resets = new LongAdder();

    final LongAdder connections = new LongAdder();
}
