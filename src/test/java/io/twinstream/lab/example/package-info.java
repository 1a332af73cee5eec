/** What a reader can copy: a lane and a fault of their own, and a trial of both. */
package io.twinstream.lab.example;
