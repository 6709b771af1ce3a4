package org.govbrain.local.cli;

import java.lang.reflect.Proxy;

/**
 * Ctrl-C and SIGTERM as a call instead of the end of the JVM. A shutdown hook would not do: Flink's own hooks run beside it
 * and take away the folders in which the jobs are just saving their state. {@code sun.misc.Signal} is the only way to it
 * that the JDK has; it is reached by reflection, because the compiler's warning about it cannot be switched off.
 */
final class StopSignals {
    private StopSignals() {}

    static void handle(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object call = Proxy.newProxyInstance(
                    StopSignals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        action.run();
                        return null;
                    });
            for (String name : new String[] {"INT", "TERM"}) {
                Object number = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handler).invoke(null, number, call);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This Java does not let signals be handled", e);
        }
    }
}
