/** The tables and the one writer that both engines share. */
package io.twinstream.sink;
