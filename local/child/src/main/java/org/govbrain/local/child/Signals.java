package org.govbrain.local.child;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * What a process does about signals. {@code sun.misc.Signal} is the only way to them that the JDK has; it is reached by
 * reflection, because the compiler's warning about it cannot be switched off.
 */
public final class Signals {
    /** What a terminal sends to every process of a command: Ctrl-C, and the end of the terminal itself. */
    public static final List<String> OF_THE_TERMINAL = List.of("INT", "HUP");

    private Signals() {}

    /**
     * Turns signals into a call instead of the end of the JVM. A shutdown hook would not do: other hooks run beside it and take
     * away what an orderly stop still needs.
     *
     * @param names without {@code SIG}
     */
    public static void handle(List<String> names, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler run = (proxy, method, arguments) -> {
                action.run();
                return null;
            };
            Object call = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, run);
            for (String name : names) {
                Object number = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handler).invoke(null, number, call);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This Java does not let signals be handled", e);
        }
    }
}
