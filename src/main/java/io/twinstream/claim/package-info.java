/** Claims, their bounds and verdicts, and what two runs say beside each other. */
package io.twinstream.claim;
