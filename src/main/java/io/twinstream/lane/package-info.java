/** The words of the pipelines: a lane, a sink mode, and the two together. */
package io.twinstream.lane;
