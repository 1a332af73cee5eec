/** What is fed to the topic, at which pace, and what became of each attempt. */
package io.twinstream.lab.workload;
