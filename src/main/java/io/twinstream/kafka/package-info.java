/** How a Kafka cluster is reached, by whatever client, and what is said when it is not. */
package io.twinstream.kafka;
