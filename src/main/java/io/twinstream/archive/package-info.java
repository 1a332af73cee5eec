/** A run on disk: its folder, what it was run on, its trials' verdicts and latencies. */
package io.twinstream.archive;
