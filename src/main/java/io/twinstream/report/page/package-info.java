/** A run as one page. */
package io.twinstream.report.page;
