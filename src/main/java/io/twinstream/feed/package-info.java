/** From Coinbase, or from a recording, to Kafka: ticks at a steady pace, each price exact to its last digit. */
package io.twinstream.feed;
