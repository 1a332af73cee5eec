/** The lanes: one file each, and what they have in common while they run. */
package io.twinstream.lab.lane;
