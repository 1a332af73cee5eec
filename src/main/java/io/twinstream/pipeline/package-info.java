/** The programs that carry the topic to a table, as far as no engine is needed to write them. */
package io.twinstream.pipeline;
