/** The Flink jobs. */
package io.twinstream.pipeline.flink;
