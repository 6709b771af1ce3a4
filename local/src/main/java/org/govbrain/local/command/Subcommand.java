package org.govbrain.local.command;

import java.util.concurrent.Callable;

/**
 * A subcommand that a module downstream of this one adds, found by {@link java.util.ServiceLoader}: the class carries picocli's
 * {@code @Command}; {@code call} returns an {@link ExitCode}.
 */
public interface Subcommand extends Callable<Integer> {}
