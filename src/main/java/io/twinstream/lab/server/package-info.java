/** Servers and engines, each a process of its own: start, stop, kill, pause, resume, restart. Knows no claim. */
package io.twinstream.lab.server;
