/** The words of the data: one price of one product, and its JSON. */
package io.twinstream.tick;
