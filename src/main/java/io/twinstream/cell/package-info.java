/** The words of the experiment: what is run, how it writes, what is done to it and what it promises. */
package io.twinstream.cell;
