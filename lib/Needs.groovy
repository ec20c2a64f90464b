import java.nio.file.Path
import java.util.concurrent.ConcurrentHashMap
import nextflow.Nextflow
import nextflow.util.MemoryUnit

/**
 * What the tasks of an item need, as the tables of an executable tell: step, cpus, memory_mb, seconds, shards. Tasks look their memory up
 * here and do not find it in their meta. In the meta it would be a part of what a task is, and with -resume a run with one seed more, or on
 * fewer cores, would train again what is trained.
 */
class Needs {

    private static final Map<String, Long> MEGABYTES = new ConcurrentHashMap<>()

    /** Rows of a table by step. */
    static Map<String, Map<String, Long>> read(Path table) {
        final rows = table.readLines('UTF-8').findAll { it }.collect { line -> line.split('\t').toList() }
        return rows.drop(1).collectEntries { cells ->
            final row = [rows[0], cells].transpose().collectEntries { it }
            [row.step, (row - row.subMap(['step'])).collectEntries { name, value -> [name, value.toString().toBigDecimal().setScale(0, java.math.RoundingMode.CEILING).longValue()] }]
        } as Map<String, Map<String, Long>>
    }

    /** Keeps the memory of an item's steps for its tasks. Of two tables about the same step the larger need holds. */
    static void keep(String id, Map<String, Map<String, Long>> rows) {
        rows.each { step, row -> MEGABYTES.merge("${id}\t${step}".toString(), row.memory_mb) { before, now -> Math.max(before, now) } }
    }

    /** Memory of a task, in MB. */
    static long memory(String id, String step) {
        final megabytes = MEGABYTES["${id}\t${step}".toString()]
        if (megabytes == null) throw new IllegalStateException("the table of ${id} has no row for ${step}")
        return megabytes
    }

    /**
     * Stops the run when a task would need more memory than any task may have. It is called when the tables of all items are there, so that
     * all of them are told at once, before the first is trained.
     *
     * @param items rows of every item by its id
     * @param steps the steps that this run will take and what to call them, by id
     * @param remedies what to do beside raising the limit, by id
     */
    static void require(Map<String, Map<String, Map<String, Long>>> items, Map<String, Map<String, String>> steps, Map<String, String> remedies) {
        final limit = limit()
        if (limit == null) return
        final List<String> problems = []
        items.sort().each { id, rows ->
            final worst = rows.findAll { step, row -> steps[id].containsKey(step) }.max { row -> row.value.memory_mb }
            if (worst == null || worst.value.memory_mb <= limit.toMega()) return
            problems << "${id}: ${steps[id][worst.key]} needs ${worst.value.memory_mb} MB of memory in one task, and a task may have ${limit.toMega()} MB at most; ".toString() +
                "raise the limit (--max_memory, if it is lower than what the machine has), run on a larger machine, or ${remedies[id]}"
        }
        if (problems) Nextflow.error((problems + ['Nothing was trained or scored.']).join('\n'))
    }

    /** Cores of a task of the network in this run. The memory of a step grows with them. */
    static int cpus() {
        final set = Platform.setting('process.withLabel:network.cpus')
        final int cores = set instanceof Number ? set : 4
        final most = limits().cpus
        return most == null ? cores : Math.min(cores, most as int)
    }

    private static MemoryUnit limit() {
        final memory = limits().memory
        return memory == null ? null : memory instanceof MemoryUnit ? memory : new MemoryUnit(memory.toString())
    }

    /** As of Platform.limitTasks, unless a configuration has limits that depend on the task. */
    private static Map limits() {
        final limits = Platform.setting('process.resourceLimits')
        return limits instanceof Map ? limits : [:]
    }
}
