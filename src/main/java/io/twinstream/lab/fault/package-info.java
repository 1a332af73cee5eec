/** What is broken, when, and the witness that it was felt. */
package io.twinstream.lab.fault;
