/** Results as people read them. */
package io.twinstream.report;
