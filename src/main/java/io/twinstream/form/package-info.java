/** Where the servers of the suite run: as processes or in containers. One rule for the suite and for the doctor. */
package io.twinstream.form;
