/** The suite: what the original said of the two pipelines, and what we say of ours, each decided by an experiment. */
package io.twinstream.claims;
