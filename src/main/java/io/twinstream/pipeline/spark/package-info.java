/** The Spark jobs. */
package io.twinstream.pipeline.spark;
