/** Medians, intervals, rate bounds and the noise floor. It knows no file. */
package io.twinstream.statistics;
