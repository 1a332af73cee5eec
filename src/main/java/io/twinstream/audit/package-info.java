/** Reads a topic and tables into facts, and compares a topic and a table on servers that it did not start. */
package io.twinstream.audit;
