/** Results as charts. */
package io.twinstream.report.chart;
