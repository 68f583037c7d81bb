package dev.realmhub.benchmarks;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.VirtualMachine;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Prints how many bytes the threads of another JVM on this machine, by process id, have allocated. Those of threads that
 * have ended are missing: ask twice around a phase in which none ends, and take the difference.
 */
public final class Allocated {
    private Allocated() {}

    /** Prints one number. */
    @SuppressWarnings("BanJNDI") // to a process of the same user on this machine
    public static void main(String[] args) throws Exception {
        VirtualMachine jvm = VirtualMachine.attach(args[0]);
        JMXServiceURL door = new JMXServiceURL(jvm.startLocalManagementAgent());
        try (JMXConnector connector = JMXConnectorFactory.connect(door)) {
            ThreadMXBean threads = ManagementFactory.newPlatformMXBeanProxy(
                    connector.getMBeanServerConnection(), ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
            long[] bytes = threads.getThreadAllocatedBytes(threads.getAllThreadIds());
            System.out.println(LongStream.of(bytes).filter(known -> known > 0).sum());
        } finally {
            jvm.detach();
        }
    }
}
