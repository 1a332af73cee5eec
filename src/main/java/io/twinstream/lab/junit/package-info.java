/** Experiments as tests: what JUnit is handed, and what a test may ask of an outcome. The commands go without. */
package io.twinstream.lab.junit;
