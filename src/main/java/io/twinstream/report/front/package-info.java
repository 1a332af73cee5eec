/** What the published runs decide of README.md and the documents. */
package io.twinstream.report.front;
