/** The commands of the jar. A command that cannot run says why in one sentence on stderr and exits with 2. */
package io.twinstream.cli;
