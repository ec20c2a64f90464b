import java.nio.ByteBuffer
import java.nio.charset.StandardCharsets
import java.nio.file.FileSystems
import java.nio.file.Files
import java.nio.file.Path

/**
 * Says now and then how far the tasks are that take long: item, step, share done, time left. The tools write this to stderr, and
 * Nextflow keeps it in the folder of the task, where the last line is read. Nothing here may touch the run: what fails is left out.
 */
class LongTasks {

    // A task is long when it has run for this many seconds. CRELENS_PROGRESS_SECONDS has another number, or 0 for no such lines.
    private static final int SECONDS = 30
    // The longer a run waits, the less often it is told: after a twentieth of the time that the oldest task has taken, ten minutes at most.
    private static final int MOST_SECONDS = 600
    private static final int MOST_LINES = 10
    private static final int TAIL_BYTES = 4096
    // Lines of libs/cli/Reporter: "train: training  34 %, 12 min 3 s left".
    private static final java.util.regex.Pattern PROGRESS = ~/(?:.*\r)?([a-z][a-z-]*): (.+?) +([0-9]{1,3}) %, (.+?) left.*/

    private static volatile boolean ended

    /** Starts to look, in a thread that ends with the run. {@code say} takes a line. */
    static void watch(Closure say) {
        final seconds = System.getenv('CRELENS_PROGRESS_SECONDS')?.isInteger() ? System.getenv('CRELENS_PROGRESS_SECONDS') as int : SECONDS
        final session = Platform.session()
        if (seconds <= 0 || session == null || session.quiet) return
        final watcher = new Thread({
            long next = 0
            while (!ended && !session.aborted && !session.terminated) {
                try {
                    Thread.sleep(seconds * 1000L)
                    final now = System.currentTimeMillis()
                    if (now < next || ended) continue
                    final tasks = running(session).findAll { task -> now - task.started >= seconds * 1000L }
                    if (!tasks) continue
                    lines(tasks, now).each(say)
                    final oldest = (now - tasks*.started.min()).intdiv(1000L)
                    next = now + 1000L * Math.max(seconds, Math.min(MOST_SECONDS, oldest.intdiv(20)))
                }
                catch (Throwable e) {
                    return
                }
            }
        }, 'long-tasks')
        watcher.daemon = true
        watcher.start()
    }

    /** No line may follow the last words. */
    static void end() {
        ended = true
    }

    /** Tasks that run: process, tag, folder, and when they began, in milliseconds. */
    private static List<Map> running(Object session) {
        final monitors = session.executorFactory.executors.values()*.taskMonitor.findAll { it != null }.unique()
        final handlers = monitors.collectMany { monitor -> monitor.runningQueue.toList() }
        return handlers.findAll { handler -> handler.status.toString() == 'RUNNING' && handler.startTimeMillis > 0 }.collect { handler ->
            [process: handler.task.processor.name, tag: handler.task.config.tag?.toString() ?: '', folder: handler.task.workDir, started: handler.startTimeMillis]
        }
    }

    /** One line per item and step. Of several tasks the mean of what is done is told, and the time of the one that has most left. */
    static List<String> lines(List<Map> tasks, long now) {
        final groups = tasks.groupBy { task -> [task.tag.tokenize(' ')[0] ?: '', task.process.tokenize(':').last()] }
        final told = groups.collect { key, group ->
            final found = group.collect { task -> progress(task.folder as Path) }.findAll { it != null }
            final name = group.size() == 1 && group[0].tag ? group[0].tag : key[0]
            final step = found ? "${found[0].tool}: ${found[0].what}" : key[1].toLowerCase(Locale.ROOT).replace('_', '-')
            final many = group.size() == 1 ? '' : " (${group.size()} tasks)"
            final text = found
                ? "${found*.share.sum().intdiv(found.size())} %, ${found.max { one -> seconds(one.left) }.left} left"
                : "running for ${time((now - group*.started.min()).intdiv(1000L))}"
            "${name ? Shown.value(name) + ', ' : ''}${Shown.value(step)}${many} ${text}".toString()
        }
        return told.size() <= MOST_LINES ? told : told.take(MOST_LINES - 1) + "… and ${told.size() - MOST_LINES + 1} more steps under way".toString()
    }

    /** The last progress that a task has told; null when it told none, or its folder cannot be looked into from here. */
    private static Map progress(Path folder) {
        if (folder.fileSystem != FileSystems.default) return null
        final file = folder.resolve('.command.err')
        if (!Files.isReadable(file)) return null
        for (line in tail(file).readLines().reverse()) {
            final match = PROGRESS.matcher(line)
            if (match.matches()) return [tool: match.group(1), what: match.group(2), share: match.group(3) as int, left: match.group(4)]
        }
        return null
    }

    private static String tail(Path file) {
        final channel = Files.newByteChannel(file)
        try {
            channel.position(Math.max(0L, channel.size() - TAIL_BYTES))
            final bytes = ByteBuffer.allocate(TAIL_BYTES)
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) { }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
        }
        finally {
            channel.close()
        }
    }

    /** "1 h 5 min", "12 min 3 s" or "40 s" in seconds. */
    private static long seconds(String time) {
        long sum = 0
        (time =~ /([0-9]{1,9}) (h|min|s)/).each { match -> sum += (match[1] as long) * [h: 3600L, min: 60L, s: 1L][match[2]] }
        return sum
    }

    private static String time(long seconds) {
        if (seconds < 60) return "${seconds} s"
        if (seconds < 3600) return "${seconds.intdiv(60)} min"
        return "${seconds.intdiv(3600)} h ${seconds.intdiv(60) % 60} min"
    }
}
