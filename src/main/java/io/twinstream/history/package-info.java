/**
 * What was done and what was seen, as a list of facts: the only bridge from doing to judging. What acts or reads
 * appends facts; what judges reads nothing else.
 */
package io.twinstream.history;
