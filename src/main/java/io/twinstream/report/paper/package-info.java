/** What the paper includes. */
package io.twinstream.report.paper;
