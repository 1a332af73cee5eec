/** Results as plain text. */
package io.twinstream.report.text;
