/** Experiments: what is given, what it is fed with, and how it is brought to an end and judged. */
package io.twinstream.lab.trial;
