/**
 * Judges a history. Pure: the same facts give the same verdict, whoever asks and when; nothing here reads a clock, a
 * file or a server.
 */
package io.twinstream.checker;
