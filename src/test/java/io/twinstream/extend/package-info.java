/** What docs/extend.md shows, done: a lane, a sink mode, a fault and a claim are added to a copy of this project. */
package io.twinstream.extend;
