/** Which trials follow one another: the matrix, a comparison, a sweep. */
package io.twinstream.lab.series;
