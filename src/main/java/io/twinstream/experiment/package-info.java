/**
 * The words of the experiment: what is broken, what is promised, what is fed, how the engines are set up, and which
 * lanes there are.
 */
package io.twinstream.experiment;
