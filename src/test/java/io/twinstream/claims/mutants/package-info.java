/** The floor with a defect planted into it: what the judge has to find. */
package io.twinstream.claims.mutants;
